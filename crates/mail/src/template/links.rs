//! What a mail is of no use without.

use minijinja::{HtmlEscape, Value};

use super::{TemplateError, TemplateFault, TemplatePart};
use crate::Rendered;

/// The values of `mail` that a template of this kind must show, in HTML and in text.
fn required(kind: &str) -> &'static [&'static str] {
    match kind {
        "validate-address" | "invitation" | "reset-password" | "speaker-invitation" | "certificate"
        | "recording" => &["link"],
        "place-offered" => &["claim_link"],
        "confirmation" | "reminder" => &["join_link", "manage_link"],
        _ => &[],
    }
}

/// Looks for them in the mail as it is with the values of its sample.
pub(crate) fn check(kind: &str, values: &Value, rendered: &Rendered) -> Result<(), TemplateFault> {
    for name in required(kind) {
        let value = values.get_attr("mail").and_then(|mail| mail.get_attr(name)).unwrap_or_default();
        let (plain, escaped) = (value.to_string(), HtmlEscape(&value.to_string()).to_string());
        let is_in = |part: &str| part.contains(&plain) || part.contains(&escaped);
        let parts = [(TemplatePart::Mjml, &rendered.html), (TemplatePart::Text, &rendered.text)];
        if let Some((part, _)) = parts.into_iter().find(|(_, shown)| !is_in(shown)) {
            return Err(TemplateFault { part, line: None, error: TemplateError::Lacks((*name).to_owned()) });
        }
    }
    Ok(())
}
