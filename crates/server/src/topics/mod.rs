//! Topics as staff see and change them, their categories and tags, their earlier versions, and what people have typed
//! and not saved.
//!
//! Invariants: each change of a topic raises its version, keeps what it said as a version of its own, and is in the
//! audit log, in one transaction; HTML is sanitised before it is written; a topic that a session uses is never deleted,
//! and a category or tag only where nothing uses it or what uses it goes over to another; drafts are for nobody but
//! their author and end when the author saves.

mod bulk;
mod copies;
mod drafts;
mod labels;
mod list;
mod queries;
mod routes;
mod rules;
#[cfg(test)]
mod tests;
mod versions;
mod write;

use chrono::{DateTime, Utc};
use magnetiq_shared::sessions::{Hue, Label};
use magnetiq_shared::topics::{Topic, TopicContent, TopicUsage};
use magnetiq_shared::{Code, FieldError, ProblemType};
use thiserror::Error;
use uuid::Uuid;

pub use routes::routes;

use crate::db;
use crate::http::ApiError;
use crate::media;

/// Why something about a topic was not done.
#[derive(Debug, Error)]
pub enum TopicError {
    /// There is no such topic, version, draft, category, tag or session.
    #[error("there is nothing of this id")]
    NotFound,
    /// Fields are wrong.
    #[error("some fields are wrong")]
    Fields(Vec<FieldError>),
    /// Something else has this slug, or got it at the same moment.
    #[error("something else has this name in addresses already")]
    Taken,
    /// It is in use; says what to do instead.
    #[error("{0}")]
    InUse(String),
    /// Somebody changed it meanwhile.
    #[error("it has changed meanwhile")]
    Stale,
    /// The database failed.
    #[error(transparent)]
    Database(db::Error),
}

impl TopicError {
    /// One field is wrong.
    fn field(pointer: impl Into<String>, code: Code) -> Self {
        Self::Fields(vec![FieldError::new(pointer, code)])
    }
}

impl From<db::Error> for TopicError {
    fn from(error: db::Error) -> Self {
        // What another request did at the same moment is no failure of ours.
        match queries::conflict(&error) {
            Some(queries::Conflict::Taken) => Self::Taken,
            Some(queries::Conflict::Reference) => Self::InUse(
                "something that this refers to, or that uses it, has changed meanwhile".to_owned(),
            ),
            None => Self::Database(error),
        }
    }
}

impl From<TopicError> for ApiError {
    fn from(error: TopicError) -> Self {
        let kind = match error {
            TopicError::NotFound => ProblemType::NotFound,
            TopicError::Fields(errors) => return ApiError::validation(errors),
            TopicError::Taken => ProblemType::Taken,
            TopicError::InUse(_) => ProblemType::InvalidState,
            TopicError::Stale => ProblemType::Stale,
            TopicError::Database(error) => return ApiError::internal(error),
        };
        ApiError::new(kind).detail(error.to_string())
    }
}

/// A topic as it is kept.
#[derive(Clone, Debug)]
struct Stored {
    id: Uuid,
    content: TopicContent,
    category: Label,
    hue: Hue,
    tags: Vec<Label>,
    version: i32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    /// By name.
    updated_by: Option<String>,
}

impl Stored {
    /// Its drawn picture.
    fn cover(&self) -> magnetiq_shared::sessions::Cover {
        let url = media::cover_url(&self.content.cover_pattern, self.id);
        magnetiq_shared::sessions::Cover { url, hue: self.hue, drawn: true }
    }

    fn wire(self, usage: TopicUsage) -> Topic {
        Topic {
            id: self.id,
            cover: self.cover(),
            usage,
            german_missing: self.content.german_missing(),
            created_at: self.created_at,
            updated_at: self.updated_at,
            updated_by: self.updated_by,
            version: self.version,
            content: self.content,
        }
    }
}
