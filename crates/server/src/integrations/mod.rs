//! Connections to the services of others: how they are set, whether they work, and what these services tell.
//!
//! Invariants: secrets are sealed before they are written and never leave; a key goes only to the host for which it was
//! given; every call goes through the one way out (`magnetiq_integrations::outbound`).

mod ai;
mod fields;
mod mail_events;
pub mod networks;
mod queries;
mod routes;
#[cfg(test)]
mod tests;

use magnetiq_shared::{Code, FieldError, ProblemType};
use thiserror::Error;

pub use routes::routes;

use crate::db;
use crate::http::ApiError;

/// Why something about a connection was not done.
#[derive(Debug, Error)]
pub enum IntegrationError {
    /// No provider of texts is set.
    #[error("no AI provider is set: an admin sets one in the settings, under integrations")]
    NoAi,
    /// No application of the network is set.
    #[error("the network is not set up: an admin does it in the settings, under integrations")]
    NoNetwork,
    /// Nobody has connected an account of the network.
    #[error("no account of the network is connected: an admin does it in the settings, under integrations")]
    NotConnected,
    /// There is no such network.
    #[error("there is no such network")]
    NotFound,
    /// The key was sealed by another installation.
    #[error("the key can't be read any more: set it again")]
    Unreadable,
    /// Fields are wrong.
    #[error("some fields are wrong")]
    Fields(Vec<FieldError>),
    /// Somebody changed it meanwhile.
    #[error("it has changed meanwhile")]
    Stale,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl IntegrationError {
    fn field(pointer: &str, code: Code) -> Self {
        Self::Fields(vec![FieldError::new(pointer, code)])
    }
}

impl From<IntegrationError> for ApiError {
    fn from(error: IntegrationError) -> Self {
        let kind = match error {
            IntegrationError::NoAi
            | IntegrationError::Unreadable
            | IntegrationError::NoNetwork
            | IntegrationError::NotConnected => ProblemType::InvalidState,
            IntegrationError::NotFound => return ApiError::not_found(),
            IntegrationError::Fields(errors) => return ApiError::validation(errors),
            IntegrationError::Stale => ProblemType::Stale,
            IntegrationError::Database(error) => return ApiError::internal(error),
        };
        ApiError::new(kind).detail(error.to_string())
    }
}
