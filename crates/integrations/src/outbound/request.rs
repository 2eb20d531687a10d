//! A call to be made: what is asked, and how much time and room the answer may take.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Url};
use serde::Serialize;

use super::OutboundError;

/// How much time and room one call may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// From the first look-up to the last byte.
    pub whole: Duration,
    /// Until the head of the answer is there, and then between any two pieces of its body.
    pub silence: Duration,
    /// Bytes of the answer's body.
    pub bytes: usize,
}

impl Default for Limits {
    /// 30 seconds in all, 15 of silence, 1 MiB.
    fn default() -> Self {
        Self { whole: Duration::from_secs(30), silence: Duration::from_secs(15), bytes: 1 << 20 }
    }
}

/// A call to be made. What is wrong with its parts is said when it is sent. Its `Debug` shows method and host alone.
#[derive(Clone)]
pub struct Request {
    pub(super) parts: Result<Parts, OutboundError>,
    pub(super) limits: Limits,
}

#[derive(Clone)]
pub(super) struct Parts {
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Request {
    /// A call of `url`, an absolute address with `http` or `https`.
    pub fn new(method: Method, url: &str) -> Self {
        let parts = Url::parse(url)
            .map(|url| Parts { method, url, headers: HeaderMap::new(), body: Bytes::new() })
            .map_err(|_| OutboundError::Unusable("the address is not a URL"));
        Self { parts, limits: Limits::default() }
    }

    /// Reads `url`.
    pub fn get(url: &str) -> Self {
        Self::new(Method::GET, url)
    }

    /// Posts to `url`; give it a body with [`Request::json`] or [`Request::body`].
    pub fn post(url: &str) -> Self {
        Self::new(Method::POST, url)
    }

    /// With a header of this value; a second one of the same name replaces the first.
    pub fn header(self, name: HeaderName, value: &str) -> Self {
        self.with(|parts| {
            let mut value = HeaderValue::from_str(value)
                .map_err(|_| OutboundError::Unusable("a header can't be sent"))?;
            value.set_sensitive(name == AUTHORIZATION);
            parts.headers.insert(name, value);
            Ok(())
        })
    }

    /// Signed in with a bearer key.
    pub fn bearer(self, key: &str) -> Self {
        self.header(AUTHORIZATION, &format!("Bearer {key}"))
    }

    /// With a body of this media type.
    pub fn body(self, media_type: &str, body: impl Into<Bytes>) -> Self {
        self.header(CONTENT_TYPE, media_type).with(|parts| {
            parts.body = body.into();
            Ok(())
        })
    }

    /// With `body` as JSON.
    pub fn json(self, body: &impl Serialize) -> Self {
        match serde_json::to_vec(body) {
            Ok(json) => self.body("application/json", json),
            Err(_) => self.with(|_| Err(OutboundError::Unusable("the body can't be written as JSON"))),
        }
    }

    /// Within other limits than the usual ones.
    pub fn within(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    fn with(self, change: impl FnOnce(&mut Parts) -> Result<(), OutboundError>) -> Self {
        let parts = self.parts.and_then(|mut parts| change(&mut parts).map(|()| parts));
        Self { parts, ..self }
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.parts {
            Ok(parts) => {
                write!(f, "Request({} {})", parts.method, parts.url.host_str().unwrap_or_default())
            }
            Err(error) => write!(f, "Request({error})"),
        }
    }
}
