//! OAuth 2 as both networks speak it, and what their answers mean.

use std::time::Duration;

use serde::Deserialize;

use super::{SocialError, Tokens, Wait};
use crate::outbound::header::{HeaderMap, RETRY_AFTER};
use crate::outbound::{Answer, Outbound, Request, StatusCode, Url};

/// Characters of a network's own words that are kept.
const LONGEST: usize = 500;

/// An address with these fields in its query.
pub(crate) fn address(base: &str, fields: &[(&str, &str)]) -> String {
    match Url::parse(base) {
        Ok(mut url) => {
            url.query_pairs_mut().extend_pairs(fields);
            url.into()
        }
        // Said when somebody goes there.
        Err(_) => base.to_owned(),
    }
}

/// A call of a token endpoint with these fields.
pub(crate) fn token_call(url: &str, fields: &[(&str, &str)]) -> Request {
    let form = address("https://localhost/", fields);
    let form = form.split_once('?').map(|(_, form)| form.to_owned()).unwrap_or_default();
    Request::post(url).body("application/x-www-form-urlencoded", form)
}

#[derive(Deserialize)]
struct Granted {
    access_token: String,
    expires_in: u64,
    refresh_token: Option<String>,
    refresh_token_expires_in: Option<u64>,
}

/// Makes a call of a token endpoint. A code or token that is refused is `Unauthorized`.
pub(crate) async fn granted(outbound: &Outbound, call: Request) -> Result<Tokens, SocialError> {
    let answer = match sent(outbound, call).await {
        Err(SocialError::Refused { status: 400, reason }) if reason.contains("invalid_grant") => {
            return Err(SocialError::Unauthorized);
        }
        other => other?,
    };
    let granted: Granted = serde_json::from_slice(&answer.body)
        .map_err(|_| SocialError::Unknown("the tokens are not of the protocol".to_owned()))?;
    Ok(Tokens {
        access: granted.access_token,
        lasts: Duration::from_secs(granted.expires_in),
        refresh: granted.refresh_token.filter(|token| !token.is_empty()),
        refresh_lasts: granted.refresh_token_expires_in.map(Duration::from_secs),
    })
}

/// Makes a call; every status but those of success is an error.
pub(crate) async fn sent(outbound: &Outbound, call: Request) -> Result<Answer, SocialError> {
    let answer = outbound.open(call).await.map_err(SocialError::of)?;
    let (status, wait) = (answer.status(), wait(answer.headers()));
    match status {
        status if status.is_success() => answer.whole().await.map_err(SocialError::of),
        StatusCode::UNAUTHORIZED => Err(SocialError::Unauthorized),
        StatusCode::TOO_MANY_REQUESTS
        | StatusCode::INTERNAL_SERVER_ERROR
        | StatusCode::SERVICE_UNAVAILABLE => Err(SocialError::Later { status: status.as_u16(), wait }),
        // A gateway does not know how far the servers behind it came.
        status if status.is_server_error() => Err(SocialError::Unknown(format!("the answer is {status}"))),
        status => {
            // The status is the answer; its words are a help.
            let body = answer.whole().await.map(|answer| answer.body).unwrap_or_default();
            Err(SocialError::Refused { status: status.as_u16(), reason: reason(&body) })
        }
    }
}

/// When to come again, where the answer says so.
fn wait(headers: &HeaderMap) -> Option<Wait> {
    let number = |name: &str| headers.get(name)?.to_str().ok()?.trim().parse().ok();
    let seconds = number(RETRY_AFTER.as_str()).and_then(|seconds: i64| u64::try_from(seconds).ok());
    seconds
        .map(|seconds| Wait::For(Duration::from_secs(seconds)))
        .or_else(|| number("x-rate-limit-reset").map(Wait::Until))
}

/// The words of a refusal, as LinkedIn, X and OAuth name them.
#[derive(Default, Deserialize)]
struct Refusal {
    error: Option<String>,
    error_description: Option<String>,
    detail: Option<String>,
    message: Option<String>,
    title: Option<String>,
}

/// What a network says in the body of a refusal.
pub(crate) fn reason(body: &[u8]) -> String {
    let said: Refusal = serde_json::from_slice(body).unwrap_or_default();
    let oauth = said.error.map(|error| match said.error_description {
        Some(words) => format!("{error}: {words}"),
        None => error,
    });
    let words = oauth.or(said.detail).or(said.message).or(said.title);
    let words = words.filter(|words| !words.trim().is_empty()).unwrap_or_else(|| "it refuses".to_owned());
    words.chars().filter(|c| !c.is_control()).take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_refusal_are_found_wherever_they_stand() {
        for (body, words) in [
            (r#"{"detail":"A duplicate.","title":"Forbidden"}"#, "A duplicate."),
            (r#"{"status":422,"message":"Content is a duplicate"}"#, "Content is a duplicate"),
            (r#"{"error":"invalid_grant","error_description":"Too old"}"#, "invalid_grant: Too old"),
            ("<html>", "it refuses"),
        ] {
            assert_eq!(reason(body.as_bytes()), words);
        }
    }

    #[test]
    fn addresses_and_forms_are_written_as_browsers_do() {
        assert_eq!(address("https://x.example/a", &[("s", "a b&c")]), "https://x.example/a?s=a+b%26c");
    }
}
