//! Secrets: the key of this installation, and what is derived from it. Each purpose has its own derived key, so
//! that a token of one kind can never be used as another.

mod jwt;
mod link;
mod ring;
mod sealed;
mod staff;
mod visit;
mod webhook;

use std::io;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use self::ring::{Ring, Secrets};
use crate::config::folder;

pub use link::{LinkError, LinkToken, Purpose};
pub use sealed::SEALED;
pub use staff::{Refresh, StaffKeys};
pub use visit::{VisitClaims, VisitKeys};
pub use webhook::WebhookSecret;

/// Everything that is derived from the secret key.
pub struct Keys {
    links: Ring,
    networks: Ring,
    sealing: Ring,
    set_up: Ring,
    codes: Ring,
    /// Signs and reads the tokens of visits.
    pub visits: VisitKeys,
    /// Signs and reads the tokens of people who are signed in.
    pub staff: StaffKeys,
}

impl Keys {
    /// Derives the keys from the installation's secret, and those that still read from the one before.
    pub fn derive(secret: &str, previous: Option<&str>) -> Self {
        let secrets = Secrets { newest: secret, previous };
        let ring = |purpose: &str| Ring::derive(&secrets, purpose);
        Self {
            links: ring("links"),
            networks: ring("networks"),
            sealing: ring("sealing"),
            set_up: ring("set-up"),
            codes: ring("codes"),
            visits: VisitKeys::new(&ring("visits")),
            staff: StaffKeys::new(&ring("staff"), ring("refresh")),
        }
    }

    /// The secret as configured, or the one kept in the data folder, made at the first start.
    ///
    /// # Errors
    /// Where the file can be neither read nor made.
    pub fn load(configured: Option<&str>, previous: Option<&str>, data_dir: &Path) -> io::Result<Self> {
        if let Some(secret) = configured {
            return Ok(Self::derive(secret, previous));
        }
        let path = data_dir.join("secret.key");
        if !path.exists() {
            folder::make_private(data_dir)?;
            folder::write_private(&path, &URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()))?;
        }
        Ok(Self::derive(std::fs::read_to_string(&path)?.trim(), previous))
    }

    /// The code that opens the set-up: every process of this installation knows the same one.
    pub fn set_up_code(&self) -> String {
        // Letters and digits that are not taken for one another.
        let signs = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        let letters = self.set_up.newest().bytes[..12]
            .iter()
            .map(|byte| signs[usize::from(*byte) % signs.len()] as char);
        let code: String = letters.collect();
        format!("{}-{}-{}", &code[..4], &code[4..8], &code[8..])
    }

    /// The six digits that are mailed for a request. They follow from its id, and stand nowhere.
    pub fn code(&self, request: Uuid) -> String {
        digits(&self.codes.newest().bytes, request)
    }

    /// Whether these are the request's digits.
    pub fn knows_code(&self, request: Uuid, given: &str) -> bool {
        self.codes.all().any(|key| same(&digits(&key.bytes, request), given))
    }

    /// A pseudonym of a network or address, good for counting and nothing else.
    pub fn pseudonym(&self, of: &str) -> String {
        URL_SAFE_NO_PAD.encode(&mac(&self.networks.newest().bytes, of.as_bytes())[..12])
    }
}

fn digits(key: &[u8], request: Uuid) -> String {
    let tag = mac(key, request.as_bytes());
    format!("{:06}", u32::from_be_bytes([tag[0], tag[1], tag[2], tag[3]]) % 1_000_000)
}

/// A new secret: 43 characters.
pub fn secret() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// What is kept of a long random secret: whoever reads it can't make the secret of it.
pub fn digest(of: &str) -> String {
    Sha256::digest(of.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether two secrets are the same, in a time that does not tell how much of them is.
pub fn same(a: &str, b: &str) -> bool {
    mac(b"same", a.as_bytes()) == mac(b"same", b.as_bytes())
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
    hmac(key, message).finalize().into_bytes().into()
}

/// Whether this is the message's HMAC or its start, in a time that does not tell how much of it is.
fn verifies(key: &[u8], message: &[u8], tag: &[u8]) -> bool {
    hmac(key, message).verify_truncated_left(tag).is_ok()
}

fn hmac(key: &[u8], message: &[u8]) -> Hmac<Sha256> {
    let Ok(hmac) = Hmac::<Sha256>::new_from_slice(key) else {
        unreachable!("HMAC takes a key of any length")
    };
    hmac.chain_update(message)
}
