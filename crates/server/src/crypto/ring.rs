//! The key of one purpose, and the one before it: what the old key signed or sealed is read until nobody has it
//! any more.

use super::{mac, verifies};

/// The secrets of an installation, of which keys are derived.
pub(super) struct Secrets<'a> {
    /// What signs and seals.
    pub newest: &'a str,
    /// What did so before, and still reads.
    pub previous: Option<&'a str>,
}

/// One key.
#[derive(Clone)]
pub(super) struct Key {
    /// By which what it made is known. Two keys may have the same: then both are tried.
    pub number: u8,
    pub bytes: [u8; 32],
}

/// The keys of one purpose.
#[derive(Clone)]
pub(super) struct Ring {
    newest: Key,
    previous: Option<Key>,
}

impl Ring {
    pub(super) fn derive(secrets: &Secrets<'_>, purpose: &str) -> Self {
        let key = |secret: &str| Key {
            number: mac(secret.as_bytes(), b"number")[0],
            bytes: mac(secret.as_bytes(), purpose.as_bytes()),
        };
        Self { newest: key(secrets.newest), previous: secrets.previous.map(key) }
    }

    /// The key that signs and seals.
    pub(super) fn newest(&self) -> &Key {
        &self.newest
    }

    /// All keys that read.
    pub(super) fn all(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.newest).chain(&self.previous)
    }

    /// The keys that may have this number.
    pub(super) fn numbered(&self, number: u8) -> impl Iterator<Item = &Key> {
        self.all().filter(move |key| key.number == number)
    }

    /// Whether one of the keys made this tag, whole or cut short, of the message.
    pub(super) fn verifies(&self, message: &[u8], tag: &[u8]) -> bool {
        self.all().any(|key| verifies(&key.bytes, message, tag))
    }
}
