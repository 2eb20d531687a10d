//! LinkedIn for tests: consent, tokens, a page and a person, posts.

use std::io;

use serde_json::{Value, json};
use tokio::net::TcpStream;

use crate::fakes::{Call, Reply};
use crate::social::fake::{Shared, Taken, Trouble, fake, no_grant, stand_still};

fake!("LinkedIn");

/// The name of the page.
pub const PAGE: &str = "Fake House Ltd";
/// The name of the person.
pub const PERSON: &str = "Frida Fake";
/// The secret of every application.
pub const SECRET: &str = "linkedin-secret";
/// An application of this id gets tokens that give no next ones.
pub const WITHOUT_REFRESH: &str = "without-refresh";
/// How long tokens last, in seconds: 60 days.
const LASTS: u64 = 5_184_000;

async fn answer(call: Call, mut stream: TcpStream, state: Shared) -> io::Result<()> {
    let place = (call.method.as_str(), call.place());
    state.lock().asked.push((call.method.clone(), call.place().to_owned()));
    match place {
        ("GET", "/oauth/v2/authorization") => {
            let back = state.lock().consent(&call, "");
            match back {
                Some(back) => Reply(&mut stream).redirect(&back).await,
                None => refuse(&mut stream, 400, "Something is missing").await,
            }
        }
        ("POST", "/oauth/v2/accessToken") => tokens(&call, &mut stream, &state).await,
        _ if !state.lock().knows(&call) => {
            refuse(&mut stream, 401, "The token used in the request is invalid").await
        }
        ("GET", "/v2/userinfo") => {
            let person =
                json!({ "sub": "fr1da", "name": PERSON, "given_name": "Frida", "family_name": "Fake" });
            Reply(&mut stream).json(200, "", &person).await
        }
        // Of a day long ago, versions are not there any more.
        (_, path) if path.starts_with("/rest/") && !is_versioned(&call) => {
            refuse(&mut stream, 426, "Requested version is not active").await
        }
        ("GET", "/rest/posts") => Reply(&mut stream).json(200, "", &json!({ "elements": [] })).await,
        ("GET", path) if path.starts_with("/rest/organizations/") => {
            let page = json!({ "id": 5_590_506, "localizedName": PAGE, "vanityName": "fake-house" });
            Reply(&mut stream).json(200, "", &page).await
        }
        ("POST", "/rest/posts") => post(&call, &mut stream, &state).await,
        _ => refuse(&mut stream, 404, "Not found").await,
    }
}

fn is_versioned(call: &Call) -> bool {
    let version = call.header("linkedin-version").unwrap_or_default();
    version.len() == 6
        && version.bytes().all(|digit| digit.is_ascii_digit())
        && call.header("x-restli-protocol-version") == Some("2.0.0")
}

async fn tokens(call: &Call, stream: &mut TcpStream, state: &Shared) -> io::Result<()> {
    let form = call.form();
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    if field("client_secret") != SECRET {
        let body = json!({ "error": "invalid_client", "error_description": "Client authentication failed" });
        return Reply(stream).json(401, "", &body).await;
    }
    let granted = {
        let mut state = state.lock();
        let is_good = match field("grant_type") {
            "authorization_code" => state.spend_code(field("code")).is_some(),
            "refresh_token" => state.refresh.as_deref() == Some(field("refresh_token")),
            _ => false,
        };
        is_good.then(|| state.grant(field("client_id") != WITHOUT_REFRESH))
    };
    let Some((access, refresh)) = granted else { return no_grant(stream).await };
    let mut body = json!({ "access_token": access, "expires_in": LASTS, "scope": "r_organization_social" });
    if let Some(refresh) = refresh {
        body["refresh_token"] = refresh.into();
        body["refresh_token_expires_in"] = 31_536_000.into();
    }
    Reply(stream).json(200, "", &body).await
}

async fn post(call: &Call, stream: &mut TcpStream, state: &Shared) -> io::Result<()> {
    let body: Value = serde_json::from_slice(&call.body).unwrap_or_default();
    let trouble = state.lock().troubles.pop_front().flatten();
    match trouble {
        Some(Trouble::Duplicate) => {
            return refuse(stream, 422, "Content is a duplicate of urn:li:share:1").await;
        }
        Some(Trouble::Forbidden) => return refuse(stream, 403, "Not enough permissions to access").await,
        Some(Trouble::TooMany(seconds)) => {
            let body = json!({ "status": 429, "message": "Resource level throttle limit reached" });
            return Reply(stream).json(429, &format!("retry-after: {seconds}\r\n"), &body).await;
        }
        Some(Trouble::Broken(status)) => return refuse(stream, status, "Internal server error").await,
        None | Some(Trouble::CutAfter | Trouble::Silent) => {}
    }
    let text = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
    let is_whole = text(&body["author"])
        && text(&body["commentary"])
        && body["visibility"] == "PUBLIC"
        && body["lifecycleState"] == "PUBLISHED"
        && body["distribution"]["feedDistribution"] == "MAIN_FEED"
        && text(&body["content"]["article"]["source"])
        && text(&body["content"]["article"]["title"]);
    if !is_whole {
        return refuse(stream, 422, "ERROR :: a field is required but not found").await;
    }
    let id = {
        let mut state = state.lock();
        if state.taken.iter().any(|post| post.body["commentary"] == body["commentary"]) {
            None
        } else {
            let id = format!("urn:li:share:7{:018}", state.next());
            state.taken.push(Taken { id: id.clone(), body });
            Some(id)
        }
    };
    let Some(id) = id else {
        return refuse(stream, 422, "Content is a duplicate of urn:li:share:1").await;
    };
    match trouble {
        Some(Trouble::CutAfter) => Ok(()),
        Some(Trouble::Silent) => stand_still(stream).await,
        _ => Reply(stream).json(201, &format!("x-restli-id: {id}\r\n"), &json!({})).await,
    }
}

async fn refuse(stream: &mut TcpStream, status: u16, message: &str) -> io::Result<()> {
    Reply(stream).json(status, "", &json!({ "status": status, "message": message })).await
}
