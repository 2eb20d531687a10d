//! Secrets at rest: encrypted with a key derived from the installation's, so that a copy of the database alone gives
//! nothing away.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chacha20poly1305::aead::Aead;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};

use super::Keys;

/// Which key encrypted, so that another can follow.
const KEY_ID: &str = "1";
const NONCE: usize = 24;

impl Keys {
    /// The secret, encrypted: text for a column.
    pub fn seal(&self, secret: &str) -> String {
        let nonce = rand::random::<[u8; NONCE]>();
        let cipher = XChaCha20Poly1305::new(&self.sealing.into());
        // Encrypting fails only for texts of many gigabytes.
        let sealed = cipher.encrypt(&XNonce::from(nonce), secret.as_bytes()).unwrap_or_default();
        format!("{KEY_ID}.{}", STANDARD_NO_PAD.encode([nonce.as_slice(), &sealed].concat()))
    }

    /// The secret; `None` where the text was not sealed with this installation's key.
    pub fn open(&self, sealed: &str) -> Option<String> {
        let bytes = STANDARD_NO_PAD.decode(sealed.strip_prefix(KEY_ID)?.strip_prefix('.')?).ok()?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE)?;
        let nonce: [u8; NONCE] = nonce.try_into().ok()?;
        let cipher = XChaCha20Poly1305::new(&self.sealing.into());
        String::from_utf8(cipher.decrypt(&XNonce::from(nonce), sealed).ok()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_with_its_own_key_only() {
        let keys = Keys::derive("a secret of at least 32 characters");
        let sealed = keys.seal("sk-1234");
        assert!(!sealed.contains("sk-1234"));
        assert_ne!(keys.seal("sk-1234"), sealed, "each time another text");
        assert_eq!(keys.open(&sealed).as_deref(), Some("sk-1234"));
        assert_eq!(Keys::derive("another").open(&sealed), None);
        for broken in ["", "1.", "2.abc", "1.abc", "abc"] {
            assert_eq!(keys.open(broken), None, "{broken}");
        }
    }
}
