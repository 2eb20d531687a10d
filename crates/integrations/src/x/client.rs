//! The client of X.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::outbound::header::AUTHORIZATION;
use crate::outbound::{Answer, Outbound, Request};
use crate::social::{Account, App, SocialError, Tokens, address, granted, sent, token_call};

/// Where people say yes.
const SITE: &str = "https://x.com";
/// Where calls go.
const API: &str = "https://api.x.com";
/// What we ask for; the last lets us go on after two hours.
const SCOPES: &str = "tweet.read tweet.write users.read offline.access";

/// Calls X for one application.
#[derive(Clone, Debug)]
pub struct Client {
    outbound: Outbound,
    app: App,
    site: String,
    api: String,
}

/// What is shown of a PKCE verifier before it is told: its SHA-256.
pub fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
}

#[derive(Serialize)]
struct NewPost<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply: Option<Reply<'a>>,
}

#[derive(Serialize)]
struct Reply<'a> {
    in_reply_to_tweet_id: &'a str,
}

#[derive(Deserialize)]
struct Data<T> {
    data: T,
}

#[derive(Deserialize)]
struct Made {
    id: String,
}

#[derive(Deserialize)]
struct User {
    id: String,
    username: String,
}

impl Client {
    /// A client for this application. `elsewhere` stands in place of X's own addresses. Calls nothing yet.
    pub fn new(outbound: Outbound, app: App, elsewhere: Option<&str>) -> Self {
        let at = |own: &str| elsewhere.unwrap_or(own).trim_end_matches('/').to_owned();
        Self { outbound, app, site: at(SITE), api: at(API) }
    }

    /// Where an admin says yes. `verifier` is told only when the code is exchanged.
    pub fn consent(&self, state: &str, verifier: &str) -> String {
        address(
            &format!("{}/i/oauth2/authorize", self.site),
            &[
                ("response_type", "code"),
                ("client_id", &self.app.id),
                ("redirect_uri", &self.app.callback),
                ("scope", SCOPES),
                ("state", state),
                ("code_challenge", &challenge(verifier)),
                ("code_challenge_method", "S256"),
            ],
        )
    }

    /// The tokens for a code.
    pub async fn exchange(&self, code: &str, verifier: &str) -> Result<Tokens, SocialError> {
        self.tokens(&[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &self.app.callback),
            ("code_verifier", verifier),
        ])
        .await
    }

    /// The next tokens. `refresh` is spent by it: what comes has to be kept.
    pub async fn refresh(&self, refresh: &str) -> Result<Tokens, SocialError> {
        self.tokens(&[("grant_type", "refresh_token"), ("refresh_token", refresh)]).await
    }

    async fn tokens(&self, fields: &[(&str, &str)]) -> Result<Tokens, SocialError> {
        let known = STANDARD.encode(format!("{}:{}", self.app.id, self.app.secret));
        let call = token_call(&format!("{}/2/oauth2/token", self.api), fields);
        granted(&self.outbound, call.header(AUTHORIZATION, &format!("Basic {known}"))).await
    }

    /// Whose tokens these are; its name is that in addresses.
    pub async fn account(&self, access: &str) -> Result<Account, SocialError> {
        let call = Request::get(&format!("{}/2/users/me", self.api)).bearer(access);
        let user: Data<User> = read(&sent(&self.outbound, call).await?)?;
        Ok(Account { id: user.data.id, name: user.data.username })
    }

    /// Posts, and gives the post's id. A post of a thread answers the one before.
    pub async fn post(&self, access: &str, text: &str, answers: Option<&str>) -> Result<String, SocialError> {
        let reply = answers.map(|id| Reply { in_reply_to_tweet_id: id });
        let call = Request::post(&format!("{}/2/tweets", self.api)).bearer(access);
        let made: Data<Made> = read(&sent(&self.outbound, call.json(&NewPost { text, reply })).await?)?;
        Ok(made.data.id)
    }

    /// Where people see a post of this account.
    pub fn seen_at(account: &str, id: &str) -> String {
        format!("{SITE}/{account}/status/{id}")
    }
}

fn read<T: for<'a> Deserialize<'a>>(answer: &Answer) -> Result<T, SocialError> {
    serde_json::from_slice(&answer.body)
        .map_err(|_| SocialError::Unknown("the answer is not of the protocol".to_owned()))
}
