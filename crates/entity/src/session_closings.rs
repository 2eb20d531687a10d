//! What is known of a session's end: whether it is known who was there, and what they are asked.

use magnetiq_shared::TranslatedText;
use sea_orm::entity::prelude::*;

use crate::{JsonOf, UtcMillis};

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "session_closings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub session_id: Uuid,
    /// When a report of the meeting service was last read in.
    pub reported_at: Option<UtcMillis>,
    /// What the report's file was called.
    pub report_name: Option<String>,
    /// How long somebody has to be there to count.
    pub min_minutes: i32,
    /// Since when it is known who was there.
    pub completed_at: Option<UtcMillis>,
    /// Who said so; none: the program by itself.
    pub completed_by: Option<Uuid>,
    /// What the feedback form asks beside stars and words.
    pub feedback_questions: JsonOf<Vec<TranslatedText>>,
    /// How often that was changed.
    pub questions_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
