//! Why a network did not do what it was asked, and whether it may have.

use std::time::Duration;

use crate::outbound::OutboundError;

/// When to come again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// After so long.
    For(Duration),
    /// At this time, in seconds since 1970.
    Until(i64),
}

/// A call that came to nothing, or of which nobody knows. Says nothing of tokens.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SocialError {
    /// The network refuses, and says why: nothing was done, and the same call would be refused again.
    #[error("{reason} ({status})")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The network's own words.
        reason: String,
    },
    /// It does not know the token (any more): nothing was done.
    #[error("the network does not accept the connection any more")]
    Unauthorized,
    /// It says that it does not do it now: nothing was done, and it may be later.
    #[error("the network wants us to come again later ({status})")]
    Later {
        /// The HTTP status: 429, 500 or 503.
        status: u16,
        /// When, where it is said.
        wait: Option<Wait>,
    },
    /// The call never arrived.
    #[error("the network was not reached: {0}")]
    NotSent(OutboundError),
    /// The call may have arrived: it may be done or not.
    #[error("nobody knows what came of it: {0}")]
    Unknown(String),
}

impl SocialError {
    /// What a call without an answer means. Only what fails before the first byte is sent is sure to have done nothing.
    pub(crate) fn of(error: OutboundError) -> Self {
        match error {
            OutboundError::Unusable(_)
            | OutboundError::Forbidden { .. }
            | OutboundError::NotFound { .. }
            | OutboundError::Unreachable { .. } => Self::NotSent(error),
            OutboundError::Redirected { status, .. } => {
                Self::Refused { status, reason: "it leads elsewhere, where we don't go".to_owned() }
            }
            OutboundError::TimedOut { .. }
            | OutboundError::TooLarge { .. }
            | OutboundError::Broken { .. } => Self::Unknown(error.to_string()),
        }
    }

    /// Whether the call surely did nothing, and the same may do it later.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Later { .. } => true,
            Self::NotSent(error) => error.may_pass(),
            Self::Refused { .. } | Self::Unauthorized | Self::Unknown(_) => false,
        }
    }
}
