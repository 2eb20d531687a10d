//! Templates of mails that staff write, in place of the built-in ones.
//!
//! Invariants: only what renders the kind's sample is ever saved; every version stays, and the newest is in force, where
//! a version without a body means the built-in template; every process takes over a change within a second. A row that
//! can't be read or does not pass any more gives way to the built-in template, with a warning in the log: no mail
//! waits for a template.

mod catalogue;
mod queries;
mod routes;
mod service;
#[cfg(test)]
mod tests;

use std::sync::atomic::{AtomicI64, Ordering};

use magnetiq_mail::Renderer;
use magnetiq_shared::{FieldError, ProblemType};
use thiserror::Error;

pub use routes::routes;

use crate::db::{self, Conn, Kept};
use crate::http::ApiError;

/// Which state of staff's templates this process renders from.
#[derive(Debug, Default)]
pub struct Overrides(AtomicI64);

impl Overrides {
    /// Looks whether the database has something newer, and lets the renderer take it over.
    ///
    /// # Errors
    /// What the database says; what was known stays.
    pub async fn refresh(&self, conn: &Conn, renderer: &Renderer) -> Result<(), db::Error> {
        // The version first: what changes meanwhile is then found at the next look.
        let version = db::version(conn, Kept::MailTemplates).await?;
        if version == self.0.load(Ordering::Acquire) {
            return Ok(());
        }
        for (one, fault) in renderer.set_overrides(queries::overrides(conn).await?) {
            tracing::warn!(kind = one.kind, language = %one.language, %fault, "the built-in template is used instead");
        }
        self.0.store(version, Ordering::Release);
        Ok(())
    }
}

/// Why something about a template was not done.
#[derive(Debug, Error)]
pub enum TemplateTrouble {
    /// There is no such mail, or no such version.
    #[error("there is no such template")]
    NotFound,
    /// It is wrong.
    #[error("the template is wrong")]
    Fields(Vec<FieldError>),
    /// Somebody changed it meanwhile.
    #[error("it has changed meanwhile")]
    Stale,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl From<TemplateTrouble> for ApiError {
    fn from(error: TemplateTrouble) -> Self {
        match error {
            TemplateTrouble::NotFound => Self::not_found(),
            TemplateTrouble::Fields(errors) => Self::validation(errors),
            TemplateTrouble::Stale => Self::new(ProblemType::Stale).detail(error.to_string()),
            TemplateTrouble::Database(error) => Self::internal(error),
        }
    }
}
