//! The bearer token of a visit.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::jwt::Jwt;
use super::ring::Ring;

/// What a visit's token says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitClaims {
    /// The visit.
    pub sub: Uuid,
    jti: Uuid,
    /// The visit's epoch when the token was made; raising it revokes the token.
    pub epoch: i32,
}

impl VisitClaims {
    /// As whom requests of the visit are told apart from others.
    pub fn caller(&self) -> String {
        format!("visit:{}", self.sub)
    }
}

/// Signs and reads visit tokens.
pub struct VisitKeys(Jwt);

impl VisitKeys {
    pub(super) fn new(keys: &Ring) -> Self {
        Self(Jwt::new("visit", keys))
    }

    /// A token for `visit`, good until `expires_at`.
    pub fn sign(&self, visit: Uuid, epoch: i32, now: DateTime<Utc>, expires_at: DateTime<Utc>) -> String {
        self.0.sign(VisitClaims { sub: visit, jti: visit, epoch }, now, expires_at)
    }

    /// What the token says; `None` where it is forged, of another kind, or too old.
    pub fn read(&self, token: &str, now: DateTime<Utc>) -> Option<VisitClaims> {
        self.0.read(token, now)
    }
}
