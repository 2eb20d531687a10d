//! What somebody said of a session, as long as they are not forgotten.

use magnetiq_shared::feedback::Answered;
use sea_orm::entity::prelude::*;

use crate::{JsonOf, UtcMillis};

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "feedback")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub registration_id: Uuid,
    pub session_id: Uuid,
    /// 1 to 5.
    pub rating: i32,
    pub text: Option<String>,
    /// Answers, each with the question as it was asked.
    pub answers: JsonOf<Vec<Answered>>,
    /// Whether their words may be shown to others.
    pub may_quote: bool,
    /// As whom.
    pub shown_name: Option<String>,
    pub given_at: UtcMillis,
    pub updated_at: UtcMillis,
}

impl ActiveModelBehavior for ActiveModel {}
