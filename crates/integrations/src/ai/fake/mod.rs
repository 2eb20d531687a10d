//! A provider for tests: an HTTP server on the loopback that speaks the protocol and always says the same.
//!
//! The name of the model says how it behaves; any key will do, none is refused:
//! - `fake` writes word by word; `fake-crumbs` the same, cut anywhere, within letters too;
//! - `fake-slow` waits between the words;
//! - `fake-401`, `fake-429` (wait 7 seconds), `fake-500` refuse; `fake-long` finds the text too long;
//! - `fake-breaks` hangs up in the middle; `fake-garbage` speaks another protocol;
//! - every other model is unknown.

mod answers;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::net::TcpStream;

use crate::fakes::{Call, Reply, Server};

/// What `fake-slow` waits between two words.
pub const PAUSE: Duration = Duration::from_millis(150);

/// The models that work or fail as they should.
pub const MODELS: [&str; 9] = [
    "fake",
    "fake-crumbs",
    "fake-slow",
    "fake-401",
    "fake-429",
    "fake-500",
    "fake-long",
    "fake-breaks",
    "fake-garbage",
];

/// The server. It ends when this is dropped.
#[derive(Debug)]
pub struct Fake {
    server: Server,
    asked: Arc<Mutex<Vec<Asked>>>,
}

/// One call that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Such as `/v1/chat/completions`.
    pub path: String,
    /// The bearer key, if any.
    pub key: Option<String>,
    /// The model; empty where the call names none.
    pub model: String,
    /// The system's message.
    pub system: String,
    /// The user's message.
    pub user: String,
}

impl Fake {
    /// Starts it on a free port of the loopback.
    pub async fn start() -> io::Result<Self> {
        Self::start_at((Ipv4Addr::LOCALHOST, 0).into()).await
    }

    /// Starts it at `address`.
    pub async fn start_at(address: SocketAddr) -> io::Result<Self> {
        let asked = Arc::<Mutex<Vec<Asked>>>::default();
        let heard = asked.clone();
        let serve = move |call, stream| {
            let heard = heard.clone();
            async move { answer(call, stream, &heard).await }
        };
        Ok(Self { server: Server::start(address, serve).await?, asked })
    }

    /// What to set as the provider's address: `http://127.0.0.1:port/v1`.
    pub fn base_url(&self) -> String {
        format!("http://{}/v1", self.server.address)
    }

    /// What it was asked so far, oldest first.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn answer(call: Call, mut stream: TcpStream, asked: &Mutex<Vec<Asked>>) -> io::Result<()> {
    let body: Value = serde_json::from_slice(&call.body).unwrap_or_default();
    let asked_now = understood(&call, &body);
    asked.lock().unwrap_or_else(PoisonError::into_inner).push(asked_now.clone());
    let reply = Reply(&mut stream);
    if asked_now.key.is_none() || asked_now.model == "fake-401" {
        return refuse(reply, 401, "invalid_api_key", "").await;
    }
    match (call.method.as_str(), call.path.as_str()) {
        ("GET", "/v1/models") => {
            let models: Vec<_> = MODELS.iter().map(|id| json!({ "id": id, "object": "model" })).collect();
            reply.json(200, "", &json!({ "object": "list", "data": models })).await
        }
        ("POST", "/v1/chat/completions") if body["stream"] == true => write(reply, &asked_now).await,
        _ => refuse(reply, 404, "not_found", "").await,
    }
}

fn understood(call: &Call, body: &Value) -> Asked {
    let message = |role: &str| {
        let messages = body["messages"].as_array().into_iter().flatten();
        let found = messages
            .filter(|message| message["role"] == role)
            .find_map(|message| message["content"].as_str());
        found.unwrap_or_default().to_owned()
    };
    Asked {
        path: call.path.clone(),
        key: call.bearer.clone(),
        model: body["model"].as_str().unwrap_or_default().to_owned(),
        system: message("system"),
        user: message("user"),
    }
}

async fn refuse(reply: Reply<'_>, status: u16, code: &str, headers: &str) -> io::Result<()> {
    let error =
        json!({ "error": { "message": "The fake was asked to refuse.", "type": "fake", "code": code } });
    reply.json(status, headers, &error).await
}

async fn write(reply: Reply<'_>, asked: &Asked) -> io::Result<()> {
    let text = answers::text(&asked.system, &asked.user);
    let mut events: Vec<String> = text.split_inclusive(' ').map(|words| event(words, None)).collect();
    events.push(event("", Some("stop")));
    events.push("data: [DONE]\n\n".to_owned());
    match asked.model.as_str() {
        "fake" => reply.stream(events, Duration::ZERO).await?.end().await,
        "fake-slow" => reply.stream(events, PAUSE).await?.end().await,
        "fake-crumbs" => {
            reply.stream(events.concat().as_bytes().chunks(3), Duration::ZERO).await?.end().await
        }
        // Without its end, the stream is one that broke.
        "fake-breaks" => reply.stream(&events[..events.len() / 2], Duration::ZERO).await.map(drop),
        "fake-garbage" => reply.stream(["data: <words>\n\n"], Duration::ZERO).await?.end().await,
        "fake-429" => refuse(reply, 429, "rate_limit_exceeded", "retry-after: 7\r\n").await,
        "fake-500" => refuse(reply, 500, "server_error", "").await,
        "fake-long" => refuse(reply, 400, "context_length_exceeded", "").await,
        _ => refuse(reply, 404, "model_not_found", "").await,
    }
}

fn event(words: &str, finish: Option<&str>) -> String {
    let choice = json!({ "index": 0, "delta": { "content": words }, "finish_reason": finish });
    format!("data: {}\n\n", json!({ "id": "fake", "object": "chat.completion.chunk", "choices": [choice] }))
}
