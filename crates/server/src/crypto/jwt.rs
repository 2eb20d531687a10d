//! JSON Web Tokens, signed with this installation's key. Each kind has its own key and its own audience, so that a
//! token of one kind is none of another.

use chrono::{DateTime, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::ring::{Key, Ring};

const ISSUER: &str = "magnetiq";

/// Signs and reads tokens of one kind.
pub(super) struct Jwt {
    audience: &'static str,
    header: Header,
    sign: EncodingKey,
    /// By `kid`.
    read: Vec<(String, DecodingKey)>,
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
    pub(super) fn new(audience: &'static str, keys: &Ring) -> Self {
        let mut rules = Validation::new(Algorithm::HS256);
        rules.set_audience(&[audience]);
        rules.set_issuer(&[ISSUER]);
        rules.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
        // The time comes from our clock, so we compare it ourselves.
        rules.validate_exp = false;
        let header = Header { kid: Some(kid(keys.newest())), ..Header::new(Algorithm::HS256) };
        let sign = EncodingKey::from_secret(&keys.newest().bytes);
        let read = keys.all().map(|key| (kid(key), DecodingKey::from_secret(&key.bytes))).collect();
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
        let named = decode_header(token).ok()?.kid?;
        let mut keys = self.read.iter().filter(|(kid, _)| *kid == named);
        let said = keys.find_map(|(_, key)| decode::<Envelope<T>>(token, key, &self.rules).ok())?.claims;
        (said.exp > now.timestamp()).then_some(said.claims)
    }
}

fn kid(key: &Key) -> String {
    format!("{:02x}", key.number)
}

#[cfg(test)]
mod tests {
    use super::super::ring::Secrets;
    use super::*;

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Said {
        sub: String,
    }

    fn ring(secret: &str, previous: Option<&str>) -> Ring {
        Ring::derive(&Secrets { newest: secret, previous }, "tests")
    }

    fn jwt(audience: &'static str, secret: &str, previous: Option<&str>) -> Jwt {
        Jwt::new(audience, &ring(secret, previous))
    }

    fn said() -> Said {
        Said { sub: "somebody".into() }
    }

    #[test]
    fn a_token_is_read_until_it_ends() {
        let jwt = jwt("visit", "a secret", None);
        let now: DateTime<Utc> = "2026-11-21T08:00:00Z".parse().unwrap();
        let end = now + chrono::Duration::days(7);
        let token = jwt.sign(said(), now, end);
        assert_eq!(jwt.read(&token, now), Some(said()));
        assert_eq!(jwt.read::<Said>(&token, end), None);
        assert_eq!(self::jwt("visit", "another", None).read::<Said>(&token, now), None, "another key");
        assert_eq!(self::jwt("panel", "a secret", None).read::<Said>(&token, now), None, "another audience");
        assert_eq!(self::jwt("visit", "another", Some("a secret")).read(&token, now), Some(said()));
    }

    #[test]
    fn a_token_without_signature_or_with_another_algorithm_is_refused() {
        let keys = ring("a secret", None);
        let (jwt, kid) = (Jwt::new("visit", &keys), kid(keys.newest()));
        let now = DateTime::UNIX_EPOCH;
        let claims = r#"{"iss":"magnetiq","aud":"visit","sub":"somebody","iat":0,"exp":99}"#;
        let part =
            |text: &str| base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, text);
        for algorithm in ["none", "HS256"] {
            let header = part(&format!(r#"{{"alg":"{algorithm}","kid":"{kid}"}}"#));
            assert_eq!(jwt.read::<Said>(&format!("{header}.{}.", part(claims)), now), None);
        }
        let claims: serde_json::Value = serde_json::from_str(claims).unwrap();
        for (algorithm, kid) in [(Algorithm::HS512, kid.as_str()), (Algorithm::HS256, "none")] {
            let header = Header { kid: Some(kid.into()), ..Header::new(algorithm) };
            let token = encode(&header, &claims, &EncodingKey::from_secret(&keys.newest().bytes)).unwrap();
            assert_eq!(jwt.read::<Said>(&token, now), None, "{algorithm:?} {kid}");
        }
    }
}
