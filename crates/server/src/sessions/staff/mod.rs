//! Sessions as people of the house plan them: drafts, publishing, moving, cancelling.
//!
//! Invariants: who changes a session holds its row, and names the version that they saw; seats are never fewer than are
//! taken; a session that anybody registered for is never deleted or unpublished, only cancelled; its old addresses lead
//! to it for ever; whoever is to hear of a change hears of it by a job that is queued with the change.

mod acts;
mod check;
mod clean;
mod export;
pub(super) mod make;
mod news;
mod preview;
mod promotion;
mod publish_job;
mod queries;
mod routes;
#[cfg(test)]
mod tests;

use magnetiq_shared::{Code, FieldError, ProblemType};
use thiserror::Error;

pub use news::{SessionNews, Tidings};
pub use publish_job::{PublishDue, schedule};
pub use queries::{Change, changes};
pub use routes::routes;

use crate::db;
use crate::http::ApiError;

/// Why something about a session was not done.
#[derive(Debug, Error)]
pub enum SessionError {
    /// There is no such session.
    #[error("there is no such session")]
    NotFound,
    /// It has changed since it was read.
    #[error("it has changed meanwhile")]
    Stale,
    /// Its state does not allow this.
    #[error("{0}")]
    InvalidState(&'static str),
    /// It lacks something that it needs to be published.
    #[error("it can't be published yet")]
    NotReady(Vec<FieldError>),
    /// Fields are wrong.
    #[error("fields are wrong")]
    Fields(Vec<FieldError>),
    /// A request could not be read.
    #[error("{0}")]
    Request(ApiError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl SessionError {
    fn field(pointer: &str, code: Code) -> Self {
        Self::Fields(vec![FieldError::new(pointer, code)])
    }
}

impl From<SessionError> for ApiError {
    fn from(error: SessionError) -> Self {
        let kind = match error {
            SessionError::NotFound => ProblemType::NotFound,
            SessionError::Stale => ProblemType::Stale,
            SessionError::InvalidState(why) => return ApiError::new(ProblemType::InvalidState).detail(why),
            SessionError::NotReady(errors) => {
                return ApiError::new(ProblemType::NotReady).errors(errors);
            }
            SessionError::Fields(errors) => return ApiError::validation(errors),
            SessionError::Request(error) => return error,
            SessionError::Database(error) => return ApiError::internal(error),
        };
        ApiError::new(kind)
    }
}
