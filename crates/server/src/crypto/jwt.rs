//! JSON Web Tokens, signed with this installation's key. Each kind has its own key and its own audience, so that a
//! token of one kind is none of another.

use chrono::{DateTime, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

const ISSUER: &str = "magnetiq";
const KEY_ID: &str = "1";

/// Signs and reads tokens of one kind.
pub(super) struct Jwt {
    audience: &'static str,
    header: Header,
    sign: EncodingKey,
    read: DecodingKey,
    rules: Validation,
}

/// What every token says, around what its kind says.
#[derive(Serialize, Deserialize)]
struct Envelope<T> {
    iss: String,
    aud: String,
    iat: i64,
    exp: i64,
    #[serde(flatten)]
    claims: T,
}

impl Jwt {
    pub(super) fn new(audience: &'static str, key: &[u8; 32]) -> Self {
        let mut rules = Validation::new(Algorithm::HS256);
        rules.set_audience(&[audience]);
        rules.set_issuer(&[ISSUER]);
        rules.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
        // The time comes from our clock, so we compare it ourselves.
        rules.validate_exp = false;
        let header = Header { kid: Some(KEY_ID.to_owned()), ..Header::new(Algorithm::HS256) };
        let (sign, read) = (EncodingKey::from_secret(key), DecodingKey::from_secret(key));
        Self { audience, header, sign, read, rules }
    }

    /// A token that says `claims`, good until `expires_at`.
    pub(super) fn sign(
        &self,
        claims: impl Serialize,
        now: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    ) -> String {
        let envelope = Envelope {
            iss: ISSUER.to_owned(),
            aud: self.audience.to_owned(),
            iat: now.timestamp(),
            exp: expires_at.timestamp(),
            claims,
        };
        encode(&self.header, &envelope, &self.sign).unwrap_or_default()
    }

    /// What the token says; `None` where it is forged, of another kind, or too old.
    pub(super) fn read<T: DeserializeOwned + Clone>(&self, token: &str, now: DateTime<Utc>) -> Option<T> {
        let data = decode::<Envelope<T>>(token, &self.read, &self.rules).ok()?;
        let known = data.header.kid.as_deref() == Some(KEY_ID);
        (known && data.claims.exp > now.timestamp()).then_some(data.claims.claims)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Said {
        sub: String,
    }

    fn said() -> Said {
        Said { sub: "somebody".into() }
    }

    #[test]
    fn a_token_is_read_until_it_ends() {
        let jwt = Jwt::new("visit", &[7; 32]);
        let now: DateTime<Utc> = "2026-11-21T08:00:00Z".parse().unwrap();
        let end = now + chrono::Duration::days(7);
        let token = jwt.sign(said(), now, end);
        assert_eq!(jwt.read(&token, now), Some(said()));
        assert_eq!(jwt.read::<Said>(&token, end), None);
        assert_eq!(Jwt::new("visit", &[8; 32]).read::<Said>(&token, now), None, "another key");
        assert_eq!(Jwt::new("panel", &[7; 32]).read::<Said>(&token, now), None, "another audience");
    }

    #[test]
    fn a_token_without_signature_or_with_another_algorithm_is_refused() {
        let jwt = Jwt::new("visit", &[7; 32]);
        let now = DateTime::UNIX_EPOCH;
        let claims = r#"{"iss":"magnetiq","aud":"visit","sub":"somebody","iat":0,"exp":99}"#;
        let part =
            |text: &str| base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, text);
        for header in [r#"{"alg":"none","kid":"1"}"#, r#"{"alg":"HS256","kid":"1"}"#] {
            assert_eq!(jwt.read::<Said>(&format!("{}.{}.", part(header), part(claims)), now), None);
        }
        let claims: serde_json::Value = serde_json::from_str(claims).unwrap();
        for (algorithm, kid) in [(Algorithm::HS512, "1"), (Algorithm::HS256, "2")] {
            let header = Header { kid: Some(kid.into()), ..Header::new(algorithm) };
            let token = encode(&header, &claims, &EncodingKey::from_secret(&[7; 32])).unwrap();
            assert_eq!(jwt.read::<Said>(&token, now), None, "{algorithm:?} {kid}");
        }
    }
}
