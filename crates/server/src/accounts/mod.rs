//! People of the house, how they sign in, and the tokens of applications.
//!
//! Invariants: who may do what is kept in memory ([`Roster`]) and read again within a second of any change, so that a
//! revoked sign-in or token ends then; of passwords, tokens and recovery codes only hashes are stored; a token can do no
//! more than its maker; there is always an active admin once there was one; each code of a second factor works once.

mod actor;
mod forgotten;
mod guesses;
mod links;
mod mail_job;
mod password;
mod queries;
mod roster;
mod routes;
mod second_factor;
mod set_up;
mod sign_in;
#[cfg(test)]
mod tests;
mod tokens;
mod users;

use magnetiq_shared::scopes::Role;
use magnetiq_shared::{Code, FieldError, Language, ProblemType};
use thiserror::Error;
use uuid::Uuid;

pub use actor::{Actor, Allowed, Person, Via};
pub use links::link_for;
pub use mail_job::{StaffMail, StaffMailKind};
pub use queries::users::{Recipient, recipient, timezone};
pub use roster::Roster;
pub use routes::routes;
pub use set_up::{announce, check_code};
#[cfg(test)]
pub use users::for_tests;
pub use users::{create_admin, demo_admin};

use crate::crypto::LinkError;
use crate::db;
use crate::http::ApiError;

/// Why something about an account was not done.
#[derive(Debug, Error)]
pub enum AccountError {
    /// Address, password or code are wrong, or the sign-in has ended. Which of them, nobody learns.
    #[error("not signed in")]
    Unauthenticated,
    /// The password is right, and a code is needed.
    #[error("a code of the second factor is needed")]
    SecondFactor,
    /// There is no such account, token or sign-in.
    #[error("there is nothing of this id")]
    NotFound,
    /// Somebody else has this address.
    #[error("this address has an account already")]
    Taken,
    /// The last admin stays one, and nobody locks themselves out.
    #[error("{0}")]
    InvalidState(&'static str),
    /// A field is wrong.
    #[error("{0} is wrong")]
    Field(&'static str, Code),
    /// The link is forged, or too old.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// The link was used, or the account is locked.
    #[error("this link is no longer valid")]
    Gone,
    /// They may not do all of that themselves.
    #[error("nobody gives more rights than they have")]
    Forbidden,
    /// Somebody changed it meanwhile.
    #[error("it has changed meanwhile")]
    Stale,
    /// More passwords are being checked than the machine can bear.
    #[error("too many are signing in; try again in a moment")]
    Busy,
    /// Hashing failed.
    #[error("a password could not be hashed")]
    Hashing,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl AccountError {
    /// Whether a password or a code was wrong.
    fn is_wrong_guess(&self) -> bool {
        matches!(self, Self::Unauthenticated | Self::Field(_, Code::Wrong))
    }
}

impl From<AccountError> for ApiError {
    fn from(error: AccountError) -> Self {
        let kind = match &error {
            AccountError::Unauthenticated => ProblemType::Unauthenticated,
            AccountError::SecondFactor => ProblemType::SecondFactor,
            AccountError::NotFound => ProblemType::NotFound,
            AccountError::Taken => return ApiError::validation(vec![FieldError::new("/email", Code::Taken)]),
            AccountError::Field(pointer, code) => {
                return ApiError::validation(vec![FieldError::new(*pointer, *code)]);
            }
            AccountError::InvalidState(_) => ProblemType::InvalidState,
            AccountError::Link(error) => return (*error).into(),
            AccountError::Gone => ProblemType::Gone,
            AccountError::Forbidden => ProblemType::Forbidden,
            AccountError::Stale => ProblemType::Stale,
            AccountError::Busy => {
                return Self::new(ProblemType::RateLimited).detail(error.to_string()).retry_after(1);
            }
            AccountError::Hashing => return ApiError::internal(error),
            AccountError::Database(error) => return ApiError::internal(error),
        };
        ApiError::new(kind).detail(error.to_string())
    }
}

/// Somebody who may sign in.
#[derive(Clone, Debug, PartialEq)]
struct Account {
    id: Uuid,
    email: String,
    name: String,
    password_hash: Option<String>,
    role: Role,
    is_active: bool,
    second_factor: Option<SecondFactor>,
    /// Sealed secret that is not confirmed yet.
    draft: Option<String>,
    language: Language,
    timezone: String,
    epoch: u16,
    version: i32,
    last_sign_in_at: Option<chrono::DateTime<chrono::Utc>>,
    created_at: chrono::DateTime<chrono::Utc>,
}

/// A second factor in force.
#[derive(Clone, Debug, PartialEq, Eq)]
struct SecondFactor {
    /// Sealed secret.
    secret: String,
    /// The time step of the last code that was taken.
    last_step: i64,
}
