//! The program of mails: reminders to registrants, summaries to speaker and manager.
//!
//! Nothing is kept for a mail that is still to come: its time follows from the session's start, the schedule and the
//! recipient's timezone. Once a minute a round looks at what fell due since the last one, and queues it.
//!
//! Invariants: a message of the program is one of (recipient, kind, start), and is queued once, whatever is looked at
//! twice; never before it is due; nobody gets one whose time was over when they, the session, or the schedule came to
//! be. A round that was late catches up, but sends no reminder when a later one is due as well.

mod acts;
mod beyond;
mod jobs;
mod plan;
mod queries;
mod round;
mod routes;
#[cfg(test)]
mod tests;

pub use jobs::{MailProgram, schedule};
pub use plan::plan;
pub use routes::routes;

use magnetiq_shared::ProblemType;
use thiserror::Error;

use crate::db;
use crate::http::ApiError;

/// Why something about the program of mails was not done.
#[derive(Debug, Error)]
pub enum AutomationError {
    /// There are no such mails.
    #[error("there are no such mails in its program")]
    NotFound,
    /// Its program is over, or has not begun.
    #[error("the session has started, or is not published")]
    Over,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl From<AutomationError> for ApiError {
    fn from(error: AutomationError) -> Self {
        match error {
            AutomationError::NotFound => ApiError::not_found(),
            AutomationError::Over => ApiError::new(ProblemType::InvalidState).detail(error.to_string()),
            AutomationError::Database(error) => ApiError::internal(error),
        }
    }
}
