//! Registrations: taking a place, validating the address, managing it, giving it up.
//!
//! Invariants: seats taken never exceed the capacity (decided on a locked session row, and a `CHECK`); one live
//! registration per session and address (a unique index); counters equal the rows they count ([`queries::recount`]
//! and `magnetiq doctor`); mails are queued in the transaction that causes them.

mod concerned;
mod consents;
pub mod desk;
mod forgotten;
mod mail_job;
mod manage;
pub mod queries;
mod register;
mod routes;
pub mod staff;
#[cfg(test)]
mod tests;
mod unsubscribe;
mod verify;
mod wire;

use magnetiq_domain::seats::Refusal;
use magnetiq_shared::ProblemType;
use thiserror::Error;

use crate::crypto::LinkError;
use crate::db;
use crate::http::ApiError;
use desk::DeskError;

pub use forgotten::{BY_RETENTION, Forgotten, forget};
pub use mail_job::MailJob;
pub use routes::routes;
pub use unsubscribe::unsubscribe;
pub use wire::{calendar_event, may_have, public_registration};

/// Why something about a registration was not done.
#[derive(Debug, Error)]
pub enum RegistrationError {
    /// The link is forged, or too old.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// Nobody can register.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It was there and is not any more.
    #[error("this registration is no longer there")]
    Gone,
    /// Its state does not allow this.
    #[error("this registration can't be changed any more")]
    InvalidState,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        let kind = match refusal {
            Refusal::Closed => ProblemType::RegistrationClosed,
            Refusal::Cancelled => ProblemType::SessionCancelled,
            Refusal::Full => ProblemType::SessionFull,
        };
        Self::new(kind).detail(refusal.to_string())
    }
}

impl From<RegistrationError> for ApiError {
    fn from(error: RegistrationError) -> Self {
        match error {
            RegistrationError::Link(error) => error.into(),
            RegistrationError::Refused(refusal) => refusal.into(),
            RegistrationError::Gone => Self::new(ProblemType::Gone).detail(error.to_string()),
            RegistrationError::InvalidState => Self::new(ProblemType::InvalidState).detail(error.to_string()),
            RegistrationError::Database(error) => error.into(),
        }
    }
}

impl From<DeskError> for ApiError {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::Refused(refusal) => refusal.into(),
            DeskError::NoSuchSession => Self::not_found(),
            DeskError::TooManyHolds => {
                Self::new(ProblemType::RateLimited).detail(error.to_string()).retry_after(600)
            }
            DeskError::Busy => Self::new(ProblemType::Busy).detail(error.to_string()).retry_after(1),
            DeskError::Failed => Self::new(ProblemType::Internal),
        }
    }
}
