//! The client of LinkedIn.

use serde::{Deserialize, Serialize};

use super::little;
use crate::outbound::header::HeaderName;
use crate::outbound::{Answer, Outbound, Request};
use crate::social::{Account, App, SocialError, Tokens, address, granted, sent, token_call};

/// Where people say yes, and where tokens come from.
const SITE: &str = "https://www.linkedin.com";
/// Where calls go.
const API: &str = "https://api.linkedin.com";

/// Who posts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    /// The page of an organisation, by its number.
    Organisation(String),
    /// The person who said yes.
    Member,
}

impl Author {
    /// What we ask for.
    fn scopes(&self) -> &'static str {
        match self {
            Author::Organisation(_) => "r_organization_social w_organization_social",
            Author::Member => "openid profile w_member_social",
        }
    }
}

/// The page that a post leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article<'a> {
    /// Its address.
    pub address: &'a str,
    /// Its title.
    pub title: &'a str,
    /// What it is about; may be empty.
    pub description: &'a str,
}

/// Calls LinkedIn for one application.
#[derive(Clone, Debug)]
pub struct Client {
    outbound: Outbound,
    app: App,
    version: String,
    site: String,
    api: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NewPost<'a> {
    author: &'a str,
    commentary: String,
    visibility: &'static str,
    distribution: Distribution,
    content: Content<'a>,
    lifecycle_state: &'static str,
    is_reshare_disabled_by_author: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Distribution {
    feed_distribution: &'static str,
    target_entities: [(); 0],
    third_party_distribution_channels: [(); 0],
}

#[derive(Serialize)]
struct Content<'a> {
    article: NewArticle<'a>,
}

#[derive(Serialize)]
struct NewArticle<'a> {
    source: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Organisation {
    localized_name: String,
}

#[derive(Deserialize)]
struct Member {
    sub: String,
    name: String,
}

impl Client {
    /// A client for this application, which speaks this version of the API (`202605`). `elsewhere` stands in place of
    /// LinkedIn's own addresses. Calls nothing yet.
    pub fn new(outbound: Outbound, app: App, version: String, elsewhere: Option<&str>) -> Self {
        let at = |own: &str| elsewhere.unwrap_or(own).trim_end_matches('/').to_owned();
        Self { outbound, app, version, site: at(SITE), api: at(API) }
    }

    /// Where an admin says yes.
    pub fn consent(&self, state: &str, author: &Author) -> String {
        address(
            &format!("{}/oauth/v2/authorization", self.site),
            &[
                ("response_type", "code"),
                ("client_id", &self.app.id),
                ("redirect_uri", &self.app.callback),
                ("scope", author.scopes()),
                ("state", state),
            ],
        )
    }

    /// The tokens for a code.
    pub async fn exchange(&self, code: &str) -> Result<Tokens, SocialError> {
        let fields =
            [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", &self.app.callback)];
        self.tokens(&fields).await
    }

    /// The next tokens, where LinkedIn gave a token for it.
    pub async fn refresh(&self, refresh: &str) -> Result<Tokens, SocialError> {
        self.tokens(&[("grant_type", "refresh_token"), ("refresh_token", refresh)]).await
    }

    async fn tokens(&self, fields: &[(&str, &str)]) -> Result<Tokens, SocialError> {
        let known = [("client_id", self.app.id.as_str()), ("client_secret", self.app.secret.as_str())];
        let call = token_call(&format!("{}/oauth/v2/accessToken", self.site), &[fields, &known].concat());
        granted(&self.outbound, call).await
    }

    /// Whose tokens these are. Of a page, that they may read its posts; its name needs a right that not all have.
    pub async fn account(&self, access: &str, author: &Author) -> Result<Account, SocialError> {
        match author {
            Author::Member => {
                let call = Request::get(&format!("{}/v2/userinfo", self.api)).bearer(access);
                let member: Member = read(&sent(&self.outbound, call).await?)?;
                Ok(Account { id: format!("urn:li:person:{}", member.sub), name: member.name })
            }
            Author::Organisation(number) => {
                let id = format!("urn:li:organization:{number}");
                let posts = address(
                    &format!("{}/rest/posts", self.api),
                    &[("q", "author"), ("author", &id), ("count", "1")],
                );
                sent(&self.outbound, self.versioned(Request::get(&posts), access)).await?;
                let page = Request::get(&format!("{}/rest/organizations/{number}", self.api));
                let page = sent(&self.outbound, self.versioned(page, access)).await;
                let page = page.and_then(|answer| read::<Organisation>(&answer));
                let name = page.map_or_else(|_| number.clone(), |page| page.localized_name);
                Ok(Account { id, name })
            }
        }
    }

    /// Posts, and gives the post's id: `urn:li:share:…`.
    pub async fn post(
        &self,
        access: &str,
        author: &str,
        text: &str,
        article: &Article<'_>,
    ) -> Result<String, SocialError> {
        let post = NewPost {
            author,
            commentary: little::text(text),
            visibility: "PUBLIC",
            distribution: Distribution {
                feed_distribution: "MAIN_FEED",
                target_entities: [],
                third_party_distribution_channels: [],
            },
            content: Content {
                article: NewArticle {
                    source: article.address,
                    title: article.title,
                    description: article.description,
                },
            },
            lifecycle_state: "PUBLISHED",
            is_reshare_disabled_by_author: false,
        };
        let call = Request::post(&format!("{}/rest/posts", self.api)).json(&post);
        let answer = sent(&self.outbound, self.versioned(call, access)).await?;
        let id = answer.headers.get("x-restli-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
        id.ok_or_else(|| SocialError::Unknown("it was taken, but not said under which id".to_owned()))
    }

    fn versioned(&self, call: Request, access: &str) -> Request {
        call.bearer(access)
            .header(HeaderName::from_static("linkedin-version"), &self.version)
            .header(HeaderName::from_static("x-restli-protocol-version"), "2.0.0")
    }

    /// Where people see a post.
    pub fn seen_at(id: &str) -> String {
        format!("{SITE}/feed/update/{id}/")
    }
}

fn read<T: for<'a> Deserialize<'a>>(answer: &Answer) -> Result<T, SocialError> {
    serde_json::from_slice(&answer.body)
        .map_err(|_| SocialError::Unknown("the answer is not of the protocol".to_owned()))
}
