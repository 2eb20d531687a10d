//! What staff set for the whole program: the house and its brand, who manages the program, what new sessions begin
//! with, who mails come from, and the texts that people accept. Each group is one row of JSON; what a row lacks has a
//! sensible default, so that an empty table works.
//!
//! Invariants: a change raises the program's version first, which also lets only one change happen at a time; a
//! published text never changes.

mod queries;
pub mod reminders;
mod routes;
mod service;
#[cfg(test)]
mod tests;

pub use magnetiq_shared::settings::{
    BrandSettings, MailSettings, ManagerSettings, ProgramDefaults, RetentionSettings,
};
use magnetiq_shared::{FieldError, ProblemType};
use thiserror::Error;

pub use queries::{legal_dates, legal_text, load, save};
pub use routes::routes;

use crate::db;
use crate::http::ApiError;
use crate::media::Picture;

/// All settings, as one process keeps them until the program's version changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// The house and its brand.
    pub brand: BrandSettings,
    /// The brand's logo, while the uploaded picture is there.
    pub logo: Option<Picture>,
    /// Who manages the program.
    pub manager: ManagerSettings,
    /// What new sessions begin with.
    pub program: ProgramDefaults,
    /// Who mails come from.
    pub mail: MailSettings,
    /// How long people's data are kept.
    pub retention: RetentionSettings,
    /// The versions in force of the texts that people accept.
    pub legal: LegalVersions,
}

/// The versions in force of the texts that people accept; `None` where the house has no such text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LegalVersions {
    /// Terms and conditions.
    pub terms: Option<u32>,
    /// Privacy notice.
    pub privacy: Option<u32>,
}

/// Why settings were not changed.
#[derive(Debug, Error)]
pub enum SettingsError {
    /// There is no such text.
    #[error("there is no such text")]
    NotFound,
    /// Fields are wrong.
    #[error("fields are wrong")]
    Fields(Vec<FieldError>),
    /// Somebody changed them meanwhile.
    #[error("they have changed meanwhile")]
    Stale,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl From<SettingsError> for ApiError {
    fn from(error: SettingsError) -> Self {
        match error {
            SettingsError::NotFound => Self::not_found(),
            SettingsError::Fields(errors) => Self::validation(errors),
            SettingsError::Stale => Self::new(ProblemType::Stale).detail(error.to_string()),
            SettingsError::Database(error) => Self::internal(error),
        }
    }
}
