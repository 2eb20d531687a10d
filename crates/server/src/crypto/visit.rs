//! The bearer token of a visit: a JWT of its own audience, signed with this installation's key.

use chrono::{DateTime, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

const ISSUER: &str = "magnetiq";
const AUDIENCE: &str = "visit";
const KEY_ID: &str = "1";

/// What a visit's token says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitClaims {
    iss: String,
    aud: String,
    /// The visit.
    pub sub: Uuid,
    iat: i64,
    /// When it ends, in seconds since 1970.
    pub exp: i64,
    jti: Uuid,
    /// The visit's epoch when the token was made; raising it revokes the token.
    pub epoch: i32,
}

/// Signs and reads visit tokens.
pub struct VisitKeys {
    header: Header,
    sign: EncodingKey,
    read: DecodingKey,
    rules: Validation,
}

impl VisitKeys {
    pub(super) fn new(key: &[u8; 32]) -> Self {
        let mut rules = Validation::new(Algorithm::HS256);
        rules.set_audience(&[AUDIENCE]);
        rules.set_issuer(&[ISSUER]);
        rules.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
        // The time comes from our clock, so we compare it ourselves.
        rules.validate_exp = false;
        let header = Header { kid: Some(KEY_ID.to_owned()), ..Header::new(Algorithm::HS256) };
        Self { header, sign: EncodingKey::from_secret(key), read: DecodingKey::from_secret(key), rules }
    }

    /// A token for `visit`, good until `expires_at`.
    pub fn sign(&self, visit: Uuid, epoch: i32, now: DateTime<Utc>, expires_at: DateTime<Utc>) -> String {
        let claims = VisitClaims {
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            sub: visit,
            iat: now.timestamp(),
            exp: expires_at.timestamp(),
            jti: visit,
            epoch,
        };
        encode(&self.header, &claims, &self.sign).unwrap_or_default()
    }

    /// What the token says; `None` where it is forged, of another kind, or too old.
    pub fn read(&self, token: &str, now: DateTime<Utc>) -> Option<VisitClaims> {
        let data = decode::<VisitClaims>(token, &self.read, &self.rules).ok()?;
        let known = data.header.kid.as_deref() == Some(KEY_ID);
        Some(data.claims).filter(|claims| known && claims.exp > now.timestamp())
    }
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;

    #[test]
    fn a_visit_token_is_read_until_it_ends() {
        let keys = VisitKeys::new(&[7; 32]);
        let now: DateTime<Utc> = "2026-11-21T08:00:00Z".parse().unwrap();
        let token = keys.sign(Uuid::from_u128(1), 0, now, now + Duration::days(7));
        assert_eq!(keys.read(&token, now).map(|claims| claims.sub), Some(Uuid::from_u128(1)));
        assert_eq!(keys.read(&token, now + Duration::days(7)), None);
        assert_eq!(VisitKeys::new(&[8; 32]).read(&token, now), None, "another key");
    }

    #[test]
    fn a_token_without_signature_or_of_another_audience_is_refused() {
        let keys = VisitKeys::new(&[7; 32]);
        let now = DateTime::UNIX_EPOCH;
        let claims = r#"{"iss":"magnetiq","aud":"visit","sub":"00000000-0000-0000-0000-000000000001","iat":0,"exp":99,"jti":"00000000-0000-0000-0000-000000000001","epoch":0}"#;
        let part =
            |text: &str| base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, text);
        for header in [r#"{"alg":"none","kid":"1"}"#, r#"{"alg":"HS256","kid":"1"}"#] {
            assert_eq!(keys.read(&format!("{}.{}.", part(header), part(claims)), now), None);
        }
        let other = Header { kid: Some("1".into()), ..Header::new(Algorithm::HS256) };
        let staff = claims.replace("\"visit\"", "\"staff\"");
        let claims: serde_json::Value = serde_json::from_str(&staff).unwrap();
        let token = encode(&other, &claims, &EncodingKey::from_secret(&[7; 32])).unwrap();
        assert_eq!(keys.read(&token, now), None);
    }
}
