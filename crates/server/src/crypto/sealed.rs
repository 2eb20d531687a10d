//! Secrets at rest: encrypted with a key derived from the installation's, so that a copy of the database alone gives
//! nothing away.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chacha20poly1305::aead::Aead;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};

use super::Keys;
use super::ring::Key;

/// What every sealed text starts with; the number of its key follows.
pub const SEALED: &str = "sealed.";
const NONCE: usize = 24;

impl Keys {
    /// The secret, encrypted: text for a column.
    pub fn seal(&self, secret: &str) -> String {
        let nonce = rand::random::<[u8; NONCE]>();
        // Encrypting fails only for texts of many gigabytes.
        let key = self.sealing.newest();
        let sealed = cipher(key).encrypt(&XNonce::from(nonce), secret.as_bytes()).unwrap_or_default();
        format!("{}{}", start(key), STANDARD_NO_PAD.encode([nonce.as_slice(), &sealed].concat()))
    }

    /// The secret; `None` where the text was sealed with none of this installation's keys.
    pub fn open(&self, sealed: &str) -> Option<String> {
        self.sealing.all().find_map(|key| {
            let bytes = STANDARD_NO_PAD.decode(sealed.strip_prefix(&start(key))?).ok()?;
            let (nonce, sealed) = bytes.split_at_checked(NONCE)?;
            let nonce: [u8; NONCE] = nonce.try_into().ok()?;
            String::from_utf8(cipher(key).decrypt(&XNonce::from(nonce), sealed).ok()?).ok()
        })
    }

    /// Whether the newest key sealed the text.
    pub fn sealed_lately(&self, sealed: &str) -> bool {
        sealed.starts_with(&start(self.sealing.newest()))
    }
}

fn start(key: &Key) -> String {
    format!("{SEALED}{:02x}.", key.number)
}

fn cipher(key: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&key.bytes.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_with_its_own_key_only() {
        let keys = Keys::derive("a secret of at least 32 characters", None);
        let sealed = keys.seal("sk-1234");
        assert!(!sealed.contains("sk-1234"));
        assert_ne!(keys.seal("sk-1234"), sealed, "each time another text");
        assert_eq!(keys.open(&sealed).as_deref(), Some("sk-1234"));
        assert_eq!(Keys::derive("another", None).open(&sealed), None);
        for broken in ["", "sealed.", "sealed.00.abc", &sealed[1..], &sealed[..20], "abc"] {
            assert_eq!(keys.open(broken), None, "{broken}");
        }
    }

    #[test]
    fn the_key_before_still_opens_and_seals_no_more() {
        let old = Keys::derive("the old secret", None);
        let keys = Keys::derive("the new secret", Some("the old secret"));
        let sealed = old.seal("sk-1234");
        assert_eq!(keys.open(&sealed).as_deref(), Some("sk-1234"));
        assert!(!keys.sealed_lately(&sealed) && keys.sealed_lately(&keys.seal("sk-1234")));
        assert_eq!(old.open(&keys.seal("sk-1234")), None);
    }
}
