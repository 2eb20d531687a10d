//! What connections have in common in what people type: addresses and secrets.

use magnetiq_integrations::outbound::Url;
use magnetiq_shared::{Code, fields};

use super::IntegrationError;

/// Characters of an address, a name or a secret.
pub(super) const LONGEST: usize = 500;

/// An address below which a provider can be. Whether it may be called is known when it is.
pub(super) fn address(raw: &str) -> Result<Url, IntegrationError> {
    let wrong = |code| IntegrationError::field("/baseUrl", code);
    let line = fields::line(raw, LONGEST).map_err(wrong)?;
    if line.is_empty() {
        return Err(wrong(Code::Required));
    }
    let url: Url = line.parse().map_err(|_| wrong(Code::Url))?;
    let plain = url.username().is_empty() && url.password().is_none() && url.query().is_none();
    let web = matches!(url.scheme(), "https" | "http") && url.host_str().is_some_and(|host| !host.is_empty());
    if plain && web && url.fragment().is_none() { Ok(url) } else { Err(wrong(Code::Url)) }
}

/// The host and port of an address.
pub(super) fn origin(url: &str) -> Option<String> {
    Some(url.parse::<Url>().ok()?.origin().ascii_serialization())
}

/// A secret as it travels in a header; may be empty.
pub(super) fn secret<'a>(raw: &'a str, pointer: &str) -> Result<&'a str, IntegrationError> {
    let secret = raw.trim();
    if secret.chars().count() > LONGEST {
        return Err(IntegrationError::field(pointer, Code::TooLong));
    }
    if !secret.chars().all(|c| c.is_ascii_graphic()) {
        return Err(IntegrationError::field(pointer, Code::Characters));
    }
    Ok(secret)
}
