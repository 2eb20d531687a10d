//! X for tests: consent, tokens of which each is spent once, posts and threads.

use std::io;

use serde_json::{Value, json};
use tokio::net::TcpStream;

use super::challenge;
use crate::fakes::{Call, Reply};
use crate::social::fake::{Shared, Taken, Trouble, fake, no_grant, stand_still};

fake!("X");

/// The name of the account.
pub const NAME: &str = "fake_house";
/// The secret of every application.
pub const SECRET: &str = "x-secret";

async fn answer(call: Call, mut stream: TcpStream, state: Shared) -> io::Result<()> {
    let place = (call.method.as_str(), call.place());
    state.lock().asked.push((call.method.clone(), call.place().to_owned()));
    match place {
        ("GET", "/i/oauth2/authorize") => {
            let proof = call.query().remove("code_challenge").unwrap_or_default();
            let back = state.lock().consent(&call, &proof);
            match back {
                Some(back) => Reply(&mut stream).redirect(&back).await,
                None => refuse(&mut stream, 400, "Something is missing.").await,
            }
        }
        ("POST", "/2/oauth2/token") => tokens(&call, &mut stream, &state).await,
        _ if !state.lock().knows(&call) => refuse(&mut stream, 401, "Unauthorized").await,
        ("GET", "/2/users/me") => {
            let user = json!({ "data": { "id": "2244994945", "name": "The fake house", "username": NAME } });
            Reply(&mut stream).json(200, "", &user).await
        }
        ("POST", "/2/tweets") => post(&call, &mut stream, &state).await,
        _ => refuse(&mut stream, 404, "Not Found").await,
    }
}

async fn tokens(call: &Call, stream: &mut TcpStream, state: &Shared) -> io::Result<()> {
    use base64::Engine;
    let known = base64::engine::general_purpose::STANDARD
        .decode(
            call.header("authorization").and_then(|header| header.strip_prefix("Basic ")).unwrap_or_default(),
        )
        .unwrap_or_default();
    if !String::from_utf8_lossy(&known).ends_with(&format!(":{SECRET}")) {
        let body =
            json!({ "error": "unauthorized_client", "error_description": "Missing valid authorization" });
        return Reply(stream).json(401, "", &body).await;
    }
    let form = call.form();
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let granted = {
        let mut state = state.lock();
        let is_good = match field("grant_type") {
            "authorization_code" => state
                .spend_code(field("code"))
                .is_some_and(|proof| proof == challenge(field("code_verifier"))),
            // Spent by its first use.
            "refresh_token" => state.refresh.take_if(|known| known == field("refresh_token")).is_some(),
            _ => false,
        };
        is_good.then(|| state.grant(true))
    };
    let Some((access, refresh)) = granted else { return no_grant(stream).await };
    let body = json!({
        "token_type": "bearer", "expires_in": 7200, "access_token": access, "refresh_token": refresh,
        "scope": "tweet.read tweet.write users.read offline.access",
    });
    Reply(stream).json(200, "", &body).await
}

async fn post(call: &Call, stream: &mut TcpStream, state: &Shared) -> io::Result<()> {
    let body: Value = serde_json::from_slice(&call.body).unwrap_or_default();
    let text = body["text"].as_str().unwrap_or_default().to_owned();
    let trouble = state.lock().troubles.pop_front().flatten();
    match trouble {
        Some(Trouble::Duplicate) => {
            return refuse(stream, 403, "You are not allowed to create a Tweet with duplicate content.")
                .await;
        }
        Some(Trouble::Forbidden) => return refuse(stream, 403, "You are not permitted to do this.").await,
        Some(Trouble::TooMany(until)) => {
            let headers = format!("x-rate-limit-limit: 100\r\nx-rate-limit-reset: {until}\r\n");
            let body = json!({ "title": "Too Many Requests", "status": 429, "detail": "Too Many Requests" });
            return Reply(stream).json(429, &headers, &body).await;
        }
        Some(Trouble::Broken(status)) => return refuse(stream, status, "Something is wrong here.").await,
        None | Some(Trouble::CutAfter | Trouble::Silent) => {}
    }
    let problem = {
        let mut state = state.lock();
        let answered = body["reply"]["in_reply_to_tweet_id"].as_str();
        let is_there = |id: &str| state.taken.iter().any(|post| post.id == id);
        if state.taken.iter().any(|post| post.body["text"] == text.as_str()) {
            Some("You are not allowed to create a Tweet with duplicate content.")
        } else if text.is_empty() || !answered.is_none_or(is_there) {
            Some("Your tweet is not one.")
        } else {
            let id = format!("18{:017}", state.next());
            state.taken.push(Taken { id, body });
            None
        }
    };
    if let Some(problem) = problem {
        return refuse(stream, 403, problem).await;
    }
    match trouble {
        Some(Trouble::CutAfter) => return Ok(()),
        Some(Trouble::Silent) => return stand_still(stream).await,
        _ => {}
    }
    let id = state.lock().taken.last().map(|post| post.id.clone());
    Reply(stream).json(201, "", &json!({ "data": { "id": id, "text": text } })).await
}

async fn refuse(stream: &mut TcpStream, status: u16, detail: &str) -> io::Result<()> {
    let body = json!({ "title": "Fake", "type": "about:blank", "status": status, "detail": detail });
    Reply(stream).json(status, "", &body).await
}
