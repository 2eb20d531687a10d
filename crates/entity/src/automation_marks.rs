//! What keeps a mail of a session's program from going out.

use sea_orm::entity::prelude::*;

use crate::UtcMillis;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "automation_marks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub session_id: Uuid,
    /// `reminder-7d`, `speaker-summary`, …
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    /// The start for which it was planned.
    #[sea_orm(primary_key, auto_increment = false)]
    pub starts_at: UtcMillis,
    /// `held`, `paused` or `skipped`.
    pub state: String,
    /// Who paused or skipped it.
    pub created_by: Option<Uuid>,
    pub created_at: UtcMillis,
}

impl ActiveModelBehavior for ActiveModel {}
