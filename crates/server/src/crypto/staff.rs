//! The tokens of people who are signed in: a short-lived access token (a JWT), and the refresh token that gets the
//! next one. A refresh token is a MAC over the sign-in and the token's generation: the database keeps only which
//! generation is the newest, and the same generation is always the same token.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::jwt::Jwt;
use super::mac;
use super::ring::Ring;

/// What an access token says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffClaims {
    /// The person.
    pub sub: Uuid,
    /// The sign-in.
    pub sid: Uuid,
    jti: Uuid,
}

/// Which refresh token it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refresh {
    /// The sign-in.
    pub sign_in: Uuid,
    /// Counts the sign-in's refresh tokens from 1.
    pub generation: i32,
}

/// Signs and reads the tokens of people.
pub struct StaffKeys {
    access: Jwt,
    refresh: Ring,
}

const MAC: usize = 32;
const BODY: usize = 16 + 4;

impl StaffKeys {
    pub(super) fn new(access: &Ring, refresh: Ring) -> Self {
        Self { access: Jwt::new("panel", access), refresh }
    }

    /// An access token, good until `expires_at`.
    pub fn access(
        &self,
        (user, sign_in): (Uuid, Uuid),
        id: Uuid,
        now: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    ) -> String {
        self.access.sign(StaffClaims { sub: user, sid: sign_in, jti: id }, now, expires_at)
    }

    /// What an access token says; `None` where it is forged, of another kind, or too old.
    pub fn read_access(&self, token: &str, now: DateTime<Utc>) -> Option<StaffClaims> {
        self.access.read(token, now)
    }

    /// The refresh token of this generation.
    pub fn refresh(&self, of: Refresh) -> String {
        let mut bytes = of.sign_in.as_bytes().to_vec();
        bytes.extend(of.generation.to_be_bytes());
        bytes.extend(mac(&self.refresh.newest().bytes, &bytes));
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Which refresh token this is; `None` where it is none of ours.
    pub fn read_refresh(&self, token: &str) -> Option<Refresh> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok().filter(|bytes| bytes.len() == BODY + MAC)?;
        let (body, tag) = bytes.split_at(BODY);
        let generation = i32::from_be_bytes(body[16..].try_into().ok()?);
        let of = Refresh { sign_in: Uuid::from_slice(&body[..16]).ok()?, generation };
        self.refresh.verifies(body, tag).then_some(of)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Keys;
    use super::*;

    fn staff(secret: &str, previous: Option<&str>) -> StaffKeys {
        Keys::derive(secret, previous).staff
    }

    #[test]
    fn a_refresh_token_is_read_and_no_other_text_is() {
        let keys = staff("a secret", None);
        let of = Refresh { sign_in: Uuid::from_u128(5), generation: 3 };
        let token = keys.refresh(of);
        assert_eq!(keys.read_refresh(&token), Some(of));
        assert_eq!(keys.refresh(of), token, "the same generation is the same token");
        assert_ne!(keys.refresh(Refresh { generation: 4, ..of }), token);
        assert_eq!(staff("another", None).read_refresh(&token), None, "another key");
        assert_eq!(staff("another", Some("a secret")).read_refresh(&token), Some(of), "the key before");
        for broken in
            ["", "abc", &token[1..], &format!("{token}A"), &token.replace('A', "B").replace('a', "b")]
        {
            assert_eq!(keys.read_refresh(broken), None, "{broken}");
        }
    }
}
