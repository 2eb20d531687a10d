//! Mail to a group: what staff write to those who pass the filters of the list of registrations.
//!
//! Invariants: recipients are gathered once, in batches, when sending begins: who registers later is not among them. Each
//! address gets a campaign once, whatever breaks off in the midst. News go only to those who agreed and have not taken
//! that back, which is looked at again when each mail goes out. Only drafts change; once stopped, nothing that is still
//! queued goes out.

mod group;
mod jobs;
mod queries;
mod routes;
mod sending;
mod service;
#[cfg(test)]
mod tests;

use magnetiq_shared::campaigns::CampaignState;
use magnetiq_shared::{Code, FieldError, ProblemType};
use thiserror::Error;

pub use group::{Scheduled, scheduled};
pub use jobs::SendCampaign;
pub use queries::words;
pub use routes::{pages, routes};
pub use sending::settle;

use crate::db;
use crate::http::ApiError;

/// Why something about a campaign was not done.
#[derive(Debug, Error)]
pub enum CampaignError {
    /// There is none of this id.
    #[error("there is no such mail to a group")]
    NotFound,
    /// It is not where this can be done.
    #[error("this is not possible while it is {0}")]
    State(CampaignState),
    /// Others would get it than the sender was told.
    #[error("{0} people would get it now")]
    OtherRecipients(u64),
    /// Nobody would get it.
    #[error("nobody of the group would get it")]
    Nobody,
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

impl CampaignError {
    fn field(pointer: &str, code: Code) -> Self {
        Self::Fields(vec![FieldError::new(pointer, code)])
    }
}

impl From<CampaignError> for ApiError {
    fn from(error: CampaignError) -> Self {
        let kind = match error {
            CampaignError::NotFound => ProblemType::NotFound,
            CampaignError::State(_) | CampaignError::OtherRecipients(_) | CampaignError::Nobody => {
                ProblemType::InvalidState
            }
            CampaignError::Fields(errors) => return ApiError::validation(errors),
            CampaignError::Stale => ProblemType::Stale,
            CampaignError::Database(error) => return ApiError::internal(error),
        };
        ApiError::new(kind).detail(error.to_string())
    }
}
