//! What the fakes of networks have in common: accounts that say yes, tokens that end, and troubles on demand.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::fakes::{Call, Reply};
use crate::outbound::Url;

/// What goes wrong with the next post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The post is one that is there already.
    Duplicate,
    /// The account may not post.
    Forbidden,
    /// Too many posts; the number is that of the header of its network: seconds to wait on LinkedIn, the time since
    /// 1970 on X.
    TooMany(i64),
    /// A status of the 5xx.
    Broken(u16),
    /// The post is taken, and the connection cut before the answer.
    CutAfter,
    /// The post is taken, and no answer comes.
    Silent,
}

/// A post that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Its id.
    pub id: String,
    /// As it was sent.
    pub body: Value,
}

/// What the server knows.
#[derive(Debug, Default)]
pub(crate) struct State {
    count: u64,
    access: Option<String>,
    pub(crate) refresh: Option<String>,
    code: Option<(String, String)>,
    pub(crate) no: bool,
    pub(crate) troubles: VecDeque<Option<Trouble>>,
    pub(crate) taken: Vec<Taken>,
    pub(crate) asked: Vec<(String, String)>,
}

/// The state as calls and tests share it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shared(Arc<Mutex<State>>);

impl Shared {
    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    pub(crate) fn next(&mut self) -> u64 {
        self.count += 1;
        self.count
    }

    /// Sends the browser back with a code, as if its person had pressed the button at once; or with a refusal. `proof`
    /// is what the one who comes with the code has to prove.
    pub(crate) fn consent(&mut self, call: &Call, proof: &str) -> Option<String> {
        let asked = call.query();
        let mut back = Url::parse(asked.get("redirect_uri")?).ok()?;
        let code = format!("code-{}", self.next());
        let said = if self.no { ("error", "access_denied") } else { ("code", code.as_str()) };
        let state = ("state", asked.get("state")?.as_str());
        back.query_pairs_mut().extend_pairs([said, state]);
        self.code = Some((code, proof.to_owned()));
        Some(back.into())
    }

    /// The proof that the code wants; a code is good once.
    pub(crate) fn spend_code(&mut self, code: &str) -> Option<String> {
        self.code.take_if(|(known, _)| known == code).map(|(_, proof)| proof)
    }

    /// New tokens; those before are worth nothing any more.
    pub(crate) fn grant(&mut self, with_refresh: bool) -> (String, Option<String>) {
        let number = self.next();
        self.access = Some(format!("access-{number}"));
        self.refresh = with_refresh.then(|| format!("refresh-{number}"));
        (format!("access-{number}"), self.refresh.clone())
    }

    /// Whether the call carries the token that is good.
    pub(crate) fn knows(&self, call: &Call) -> bool {
        call.bearer.is_some() && call.bearer == self.access
    }

    /// No token is good any more but the one that gives the next.
    pub(crate) fn expire(&mut self) {
        self.access = None;
    }
}

/// Answers as OAuth refuses.
pub(crate) async fn no_grant(stream: &mut TcpStream) -> io::Result<()> {
    let body = json!({ "error": "invalid_grant", "error_description": "The fake does not know it." });
    Reply(stream).json(400, "", &body).await
}

/// Nothing comes any more, until the caller has had enough.
pub(crate) async fn stand_still(stream: &mut TcpStream) -> io::Result<()> {
    stream.flush().await?;
    std::future::pending().await
}

/// What tests say and ask, of both fakes.
macro_rules! fake {
    ($network:literal) => {
        #[doc = concat!($network, " for tests. It ends when this is dropped.")]
        #[derive(Debug)]
        pub struct Fake {
            server: crate::fakes::Server,
            state: crate::social::fake::Shared,
        }

        impl Fake {
            /// Starts it on a free port of the loopback.
            pub async fn start() -> std::io::Result<Self> {
                let state = crate::social::fake::Shared::default();
                let known = state.clone();
                let serve = move |call, stream| answer(call, stream, known.clone());
                let address = (std::net::Ipv4Addr::LOCALHOST, 0).into();
                Ok(Self { server: crate::fakes::Server::start(address, serve).await?, state })
            }

            /// What stands in place of the network's own addresses.
            pub fn base_url(&self) -> String {
                format!("http://{}", self.server.address)
            }

            /// Goes to the page of consent and presses its button: where the browser is sent.
            pub async fn visit(&self, consent: &str) -> std::io::Result<String> {
                crate::fakes::visit(consent).await
            }

            /// What goes wrong with the next posts, in their order; `None` goes well.
            pub fn trouble(&self, troubles: &[Option<crate::social::fake::Trouble>]) {
                self.state.lock().troubles.extend(troubles);
            }

            /// People who are asked for their consent say no.
            pub fn say_no(&self) {
                self.state.lock().no = true;
            }

            /// The token for calls is not good any more.
            pub fn expire(&self) {
                self.state.lock().expire();
            }

            /// Neither is the one that gives the next.
            pub fn revoke(&self) {
                let mut state = self.state.lock();
                state.expire();
                state.refresh = None;
            }

            /// The posts that were taken, oldest first.
            pub fn taken(&self) -> Vec<crate::social::fake::Taken> {
                self.state.lock().taken.clone()
            }

            /// How often this method and path were called.
            pub fn calls(&self, method: &str, path: &str) -> usize {
                let asked = &self.state.lock().asked;
                asked.iter().filter(|(how, what)| how == method && what == path).count()
            }
        }
    };
}
pub(crate) use fake;
