//! Secrets: the key of this installation, and what is derived from it. Each purpose has its own derived key, so
//! that a token of one kind can never be used as another.

mod link;
mod visit;

use std::io;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

pub use link::{LinkError, LinkToken, Purpose};
pub use visit::{VisitClaims, VisitKeys};

/// Everything that is derived from the secret key.
pub struct Keys {
    links: [u8; 32],
    networks: [u8; 32],
    /// Signs and reads the tokens of visits.
    pub visits: VisitKeys,
}

impl Keys {
    /// Derives the keys from the installation's secret.
    pub fn derive(secret: &str) -> Self {
        Self {
            links: mac(secret.as_bytes(), b"links"),
            networks: mac(secret.as_bytes(), b"networks"),
            visits: VisitKeys::new(&mac(secret.as_bytes(), b"visits")),
        }
    }

    /// The secret as configured, or the one kept in the data folder, made at the first start.
    ///
    /// # Errors
    /// Where the file can be neither read nor made.
    pub fn load(configured: Option<&str>, data_dir: &Path) -> io::Result<Self> {
        if let Some(secret) = configured {
            return Ok(Self::derive(secret));
        }
        let path = data_dir.join("secret.key");
        if !path.exists() {
            std::fs::create_dir_all(data_dir)?;
            write_private(&path, &URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()))?;
        }
        Ok(Self::derive(std::fs::read_to_string(&path)?.trim()))
    }

    /// A pseudonym of a network or address, good for counting and nothing else.
    pub fn pseudonym(&self, of: &str) -> String {
        URL_SAFE_NO_PAD.encode(&mac(&self.networks, of.as_bytes())[..12])
    }
}

/// A random salt.
pub fn salt() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// A hash that means nothing without its salt.
pub fn salted(salt: &str, of: &str) -> String {
    URL_SAFE_NO_PAD.encode(&mac(salt.as_bytes(), of.as_bytes())[..12])
}

/// HMAC-SHA-256.
fn mac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        unreachable!("HMAC takes a key of any length")
    };
    mac.update(message);
    mac.finalize().into_bytes().into()
}

/// Makes the file for its owner alone. Another process may make it first: then that one's stays.
fn write_private(path: &Path, content: &str) -> io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(mut file) => io::Write::write_all(&mut file, content.as_bytes()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}
