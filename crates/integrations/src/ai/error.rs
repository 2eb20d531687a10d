//! Why a text did not come.

use std::time::Duration;

use magnetiq_shared::ai::AiFailure;

use crate::outbound::OutboundError;

/// A text that did not come, or not whole. Says nothing of key, prompt or text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AiError {
    /// The provider refuses with this HTTP status: 401 and 403 mean the key, 404 the address or the model, 5xx a
    /// trouble of its own.
    #[error("the AI provider refused with {0}")]
    Refused(u16),
    /// Too many calls, or the account is used up.
    #[error("the AI provider wants us to wait")]
    RateLimited {
        /// How long, where it was said.
        retry_after: Option<Duration>,
    },
    /// No answer.
    #[error("the AI provider gives no answer: {0}")]
    Unreachable(#[from] OutboundError),
    /// What was given, or what was to come, is too long for the model.
    #[error("the text is too long for the model")]
    TooLong,
    /// The provider's filter held the text back.
    #[error("the AI provider held the text back")]
    Withheld,
    /// The answer broke off, or is not of the protocol.
    #[error("the AI provider's answer broke: {0}")]
    Broken(&'static str),
}

impl AiError {
    /// Whether the same task may succeed later, without anybody changing anything here.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Refused(status) => *status >= 500,
            Self::Unreachable(error) => error.may_pass(),
            Self::RateLimited { .. } | Self::Broken(_) => true,
            Self::TooLong | Self::Withheld => false,
        }
    }

    /// The same for the panel.
    pub fn failure(&self) -> AiFailure {
        match self {
            Self::Refused(_) => AiFailure::Refused,
            Self::RateLimited { .. } => AiFailure::RateLimited,
            Self::Unreachable(_) => AiFailure::Unreachable,
            Self::TooLong => AiFailure::TooLong,
            Self::Withheld => AiFailure::Withheld,
            Self::Broken(_) => AiFailure::Broken,
        }
    }
}
