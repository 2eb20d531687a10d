//! The one way out: every HTTP call that the product makes goes through [`Outbound`].
//!
//! The addresses that are called are typed in by people (a webhook's, an AI provider's), so a call must not become a
//! way into the house. What always holds:
//! - only addresses of the public internet are called, and what the [`AllowList`] names;
//! - the connection goes to the very address that was looked at;
//! - HTTPS, or plain HTTP to what the allow-list names; never with credentials in the address;
//! - no redirect is followed, no proxy of the environment is used;
//! - each call has an end, in time and in bytes;
//! - an error says nothing but the host.

mod addresses;
mod error;
mod lookup;
mod request;

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::redirect::Policy;
pub use reqwest::{Method, StatusCode, Url, header};
use rustls::{ClientConfig, RootCertStore};
use tokio::time::{Instant, timeout_at};

pub use addresses::{AllowList, AllowListError, is_public};
pub use error::OutboundError;
use lookup::Guarded;
pub use lookup::{Found, Lookup, of_the_machine};
use request::Parts;
pub use request::{Limits, Request};

/// How long a connection may take to be there, TLS included.
const CONNECT: Duration = Duration::from_secs(10);
/// What we call ourselves.
const USER_AGENT: &str = concat!("Magnetiq-Webinars/", env!("CARGO_PKG_VERSION"));

/// The HTTP client. Clones share its connections.
#[derive(Clone, Debug)]
pub struct Outbound {
    http: reqwest::Client,
    allowed: Arc<AllowList>,
}

/// A whole answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its HTTP status, whichever it is.
    pub status: StatusCode,
    /// Its headers.
    pub headers: header::HeaderMap,
    /// Its body.
    pub body: Bytes,
}

/// An answer whose head is there and whose body is on its way.
#[derive(Debug)]
pub struct Incoming {
    response: reqwest::Response,
    host: String,
    limits: Limits,
    end: Instant,
    taken: usize,
}

impl Outbound {
    /// The client, which calls the public internet and what is `allowed` besides. Fails where TLS can't be set up.
    pub fn new(allowed: AllowList) -> Result<Self, OutboundError> {
        Self::with_lookup(allowed, of_the_machine())
    }

    /// The same with names looked up by `lookup`.
    pub fn with_lookup(allowed: AllowList, lookup: Lookup) -> Result<Self, OutboundError> {
        let allowed = Arc::new(allowed);
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls()?)
            .dns_resolver(Arc::new(Guarded { lookup, allowed: allowed.clone() }))
            .redirect(Policy::none())
            .no_proxy()
            .referer(false)
            .user_agent(USER_AGENT)
            .connect_timeout(CONNECT)
            .build()
            .map_err(|_| OutboundError::Unusable("the HTTP client can't be set up"))?;
        Ok(Self { http, allowed })
    }

    /// Makes the call and gives the whole answer. A status such as 404 or 500 is an answer, not an error.
    pub async fn send(&self, request: Request) -> Result<Answer, OutboundError> {
        self.open(request).await?.whole().await
    }

    /// Makes the call and gives the answer as soon as its head is there.
    pub async fn open(&self, request: Request) -> Result<Incoming, OutboundError> {
        let Request { parts, limits } = request;
        let Parts { method, url, headers, body } = parts?;
        let host = self.check(&url)?;
        let start = Instant::now();
        let call = self.http.request(method, url).headers(headers).body(body).send();
        let response = timeout_at(start + limits.silence.min(limits.whole), call)
            .await
            .map_err(|_| OutboundError::TimedOut { host: host.clone() })?
            .map_err(|error| OutboundError::of(&error, &host))?;
        if response.status().is_redirection() {
            return Err(OutboundError::Redirected { host, status: response.status().as_u16() });
        }
        Ok(Incoming { response, host, limits, end: start + limits.whole, taken: 0 })
    }

    /// Whether the address is one that may be called, as far as it tells itself: its name is looked up, and refused if
    /// need be, when it is called.
    pub fn may_call(&self, url: &str) -> Result<(), OutboundError> {
        let url = Url::parse(url).map_err(|_| OutboundError::Unusable("the address is not a URL"))?;
        self.check(&url).map(drop)
    }

    /// The host of an address that may be called, as far as the address itself tells. Names are looked up, and
    /// refused if need be, when the connection is made.
    fn check(&self, url: &Url) -> Result<String, OutboundError> {
        let host = url.host_str().filter(|host| !host.is_empty());
        let host = host.ok_or(OutboundError::Unusable("the address has no host"))?.to_owned();
        if !url.username().is_empty() || url.password().is_some() {
            return Err(OutboundError::Unusable("the address has credentials in it"));
        }
        // URLs spell IPv4 in many ways (`0x7f.1`, `2130706433`); the parser has made one of them.
        let address = host.trim_matches(['[', ']']).parse::<IpAddr>().ok();
        let listed = self.allowed.has_host(&host) || address.is_some_and(|ip| self.allowed.has_address(ip));
        match url.scheme() {
            "https" => {}
            "http" if listed => {}
            "http" => return Err(OutboundError::Unusable("plain HTTP is only for hosts on the allow-list")),
            _ => return Err(OutboundError::Unusable("the address is not one of HTTPS")),
        }
        if address.is_some_and(|address| !self.allowed.permits(&host, address)) {
            return Err(OutboundError::Forbidden { host });
        }
        Ok(host)
    }
}

impl Incoming {
    /// Its HTTP status, whichever it is.
    pub fn status(&self) -> StatusCode {
        self.response.status()
    }

    /// Its headers.
    pub fn headers(&self) -> &header::HeaderMap {
        self.response.headers()
    }

    /// The next bytes of the body, as they came; `None` at its end.
    pub async fn piece(&mut self) -> Result<Option<Bytes>, OutboundError> {
        let until = self.end.min(Instant::now() + self.limits.silence);
        let piece = timeout_at(until, self.response.chunk())
            .await
            .map_err(|_| OutboundError::TimedOut { host: self.host.clone() })?
            .map_err(|error| OutboundError::of(&error, &self.host))?;
        self.taken += piece.as_ref().map_or(0, Bytes::len);
        if self.taken > self.limits.bytes {
            return Err(OutboundError::TooLarge { host: self.host.clone(), limit: self.limits.bytes });
        }
        Ok(piece)
    }

    /// The rest of the answer.
    pub async fn whole(mut self) -> Result<Answer, OutboundError> {
        let mut body = BytesMut::new();
        while let Some(piece) = self.piece().await? {
            body.extend_from_slice(&piece);
        }
        Ok(Answer { status: self.status(), headers: self.headers().clone(), body: body.freeze() })
    }
}

/// TLS as the mails have it: rustls over ring, with the roots that browsers trust, in the program itself.
fn tls() -> Result<ClientConfig, OutboundError> {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|_| OutboundError::Unusable("TLS can't be set up"))?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}
