//! What can go wrong on the way out, and whether it may go well later.

use std::error::Error;

use super::lookup::{Forbidden, NoSuchHost};

/// A call that gave no answer. Names the host at most, never the path, the query, a header or a body: these may hold
/// secrets.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutboundError {
    /// The request can't be made: the address or a header is not one, or not one that may be used.
    #[error("the request can't be made: {0}")]
    Unusable(&'static str),
    /// The host has an address that is not of the public internet and not on the allow-list.
    #[error("{host} is inside a network that may not be called")]
    Forbidden {
        /// The host.
        host: String,
    },
    /// The name of the host leads nowhere, or the name service doesn't answer.
    #[error("{host} was not found")]
    NotFound {
        /// The host.
        host: String,
    },
    /// No connection, or none that TLS trusts.
    #[error("{host} can't be reached: {reason}")]
    Unreachable {
        /// The host.
        host: String,
        /// What the network or TLS said.
        reason: String,
    },
    /// It took longer than allowed.
    #[error("{host} took too long")]
    TimedOut {
        /// The host.
        host: String,
    },
    /// The answer sends us elsewhere, where we don't go.
    #[error("{host} redirects ({status}), which is not followed")]
    Redirected {
        /// The host.
        host: String,
        /// The HTTP status.
        status: u16,
    },
    /// The answer is larger than allowed.
    #[error("the answer of {host} is larger than {limit} bytes")]
    TooLarge {
        /// The host.
        host: String,
        /// The bytes allowed.
        limit: usize,
    },
    /// The connection broke, or what came is not HTTP.
    #[error("the connection to {host} broke: {reason}")]
    Broken {
        /// The host.
        host: String,
        /// What broke.
        reason: String,
    },
}

impl OutboundError {
    /// Whether the same call may succeed later, without anybody changing anything here.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::NotFound { .. }
            | Self::Unreachable { .. }
            | Self::TimedOut { .. }
            | Self::Broken { .. } => true,
            Self::Unusable(_) | Self::Forbidden { .. } | Self::Redirected { .. } | Self::TooLarge { .. } => {
                false
            }
        }
    }

    /// What an error of the HTTP client means for a call to `host`.
    pub(super) fn of(error: &reqwest::Error, host: &str) -> Self {
        let host = host.to_owned();
        if error.is_timeout() {
            return Self::TimedOut { host };
        }
        let mut cause: &dyn Error = error;
        while let Some(next) = cause.source() {
            cause = next;
            if cause.is::<Forbidden>() {
                return Self::Forbidden { host };
            }
            if cause.is::<NoSuchHost>() {
                return Self::NotFound { host };
            }
        }
        // The outermost error has the address in its text; the innermost speaks of sockets, TLS or HTTP alone.
        let reason = if cause.is::<reqwest::Error>() { "no answer".to_owned() } else { cause.to_string() };
        if error.is_connect() { Self::Unreachable { host, reason } } else { Self::Broken { host, reason } }
    }
}
