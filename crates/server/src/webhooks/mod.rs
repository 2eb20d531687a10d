//! Outgoing webhooks: where applications want to hear of what happens, and telling them, after the Standard Webhooks
//! specification.
//!
//! Invariants: a secret is stored encrypted and shown once; an event becomes one delivery per address that wants it,
//! however often its job runs; what is signed is what is stored; an address in an inner network is never called unless
//! the configuration names it; nobody has anything sent, or sees it in the log, that they may not read themselves. A delivery that fails is tried for about three days; an address where nothing arrived
//! for five days, or which answers 410, is switched off with a note.

mod jobs;
mod payload;
mod queries;
mod routes;
mod service;
#[cfg(test)]
mod tests;

use magnetiq_shared::scopes::Scope;
use magnetiq_shared::{Code, FieldError, ProblemType};
use thiserror::Error;

pub use jobs::{Deliver, FanOut, ForgetDeliveries, schedule};
pub use queries::forget;
pub use routes::routes;

use crate::db;
use crate::http::ApiError;

/// Why something about a webhook was not done.
#[derive(Debug, Error)]
pub enum WebhookError {
    /// There is no such webhook or delivery.
    #[error("there is nothing of this id")]
    NotFound,
    /// A field is wrong.
    #[error("{0} is wrong")]
    Field(&'static str, Code),
    /// Its state does not allow this.
    #[error("{0}")]
    InvalidState(&'static str),
    /// They may not see what would be sent.
    #[error("this needs the right {}", .0.text())]
    Forbidden(Scope),
    /// Somebody changed it meanwhile.
    #[error("it has changed meanwhile")]
    Stale,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl From<WebhookError> for ApiError {
    fn from(error: WebhookError) -> Self {
        let kind = match &error {
            WebhookError::NotFound => ProblemType::NotFound,
            WebhookError::Field(pointer, code) => {
                return ApiError::validation(vec![FieldError::new(*pointer, *code)]);
            }
            WebhookError::InvalidState(_) => ProblemType::InvalidState,
            WebhookError::Forbidden(_) => ProblemType::Forbidden,
            WebhookError::Stale => ProblemType::Stale,
            WebhookError::Database(error) => return ApiError::internal(error),
        };
        ApiError::new(kind).detail(error.to_string())
    }
}
