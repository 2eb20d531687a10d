//! The secret that an application and we share, and the signatures made with it, after the Standard Webhooks
//! specification.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{mac, same};

/// What every secret starts with.
const PREFIX: &str = "whsec_";

/// A secret: 32 random bytes.
pub struct WebhookSecret(Vec<u8>);

impl WebhookSecret {
    /// A new one.
    pub fn fresh() -> Self {
        Self(rand::random::<[u8; 32]>().to_vec())
    }

    /// The secret of this text; `None` where it is none.
    pub fn read(text: &str) -> Option<Self> {
        STANDARD.decode(text.strip_prefix(PREFIX)?).ok().map(Self)
    }

    /// Whether it is long enough not to be guessed.
    pub fn is_long(&self) -> bool {
        self.0.len() >= 16
    }

    /// As the application gets it: `whsec_…`.
    pub fn text(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(&self.0))
    }

    /// The signature of a message that is sent at that time: `v1,…`.
    pub fn sign(&self, id: Uuid, at: DateTime<Utc>, body: &str) -> String {
        let signed = format!("{id}.{}.{body}", at.timestamp());
        format!("v1,{}", STANDARD.encode(mac(&self.0, signed.as_bytes())))
    }

    /// Whether one of the signatures, separated by blanks, is that of the bytes that came with this id and time (seconds
    /// since 1970, as they were sent).
    pub fn verifies(&self, id: &str, seconds: &str, body: &[u8], signatures: &str) -> bool {
        let signed = [id.as_bytes(), b".", seconds.as_bytes(), b".", body].concat();
        let expected = format!("v1,{}", STANDARD.encode(mac(&self.0, &signed)));
        signatures.split_whitespace().any(|signature| same(signature, &expected))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_as_it_was_written_and_signs_the_same() {
        let secret = WebhookSecret::fresh();
        let read = WebhookSecret::read(&secret.text()).unwrap();
        let (id, at) = (Uuid::from_u128(1), DateTime::UNIX_EPOCH);
        assert_eq!(secret.sign(id, at, "{}"), read.sign(id, at, "{}"));
        assert_ne!(secret.sign(id, at, "{}"), WebhookSecret::fresh().sign(id, at, "{}"));
        let signatures = format!("v1,AAAA {}", secret.sign(id, at, "{}"));
        assert!(secret.verifies(&id.to_string(), "0", b"{}", &signatures));
        assert!(!secret.verifies(&id.to_string(), "1", b"{}", &signatures), "another time");
        assert!(!secret.verifies(&id.to_string(), "0", b"{ }", &signatures), "another body");
        assert!(WebhookSecret::read("whsec_?").is_none() && WebhookSecret::read("abc").is_none());
    }
}
