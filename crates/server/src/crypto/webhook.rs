//! The secret that an application and we share, and the signatures made with it, after the Standard Webhooks
//! specification.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::mac;

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

    /// As the application gets it: `whsec_…`.
    pub fn text(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(&self.0))
    }

    /// The signature of a message that is sent at that time: `v1,…`.
    pub fn sign(&self, id: Uuid, at: DateTime<Utc>, body: &str) -> String {
        let signed = format!("{id}.{}.{body}", at.timestamp());
        format!("v1,{}", STANDARD.encode(mac(&self.0, signed.as_bytes())))
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
        assert!(WebhookSecret::read("whsec_?").is_none() && WebhookSecret::read("abc").is_none());
    }
}
