//! When sessions were moved, and what was before.

use sea_orm::entity::prelude::*;

use crate::UtcMillis;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "session_changes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub session_id: Uuid,
    /// The session's sequence since.
    #[sea_orm(primary_key, auto_increment = false)]
    pub sequence: i32,
    pub starts_at_before: UtcMillis,
    pub ends_at_before: UtcMillis,
    /// IANA name.
    pub timezone_before: String,
    pub link_changed: bool,
    /// What staff say about it, to everybody.
    pub note: Option<String>,
    /// Whether everybody was told.
    pub notify: bool,
    pub created_by: Option<Uuid>,
    pub created_at: UtcMillis,
}

impl ActiveModelBehavior for ActiveModel {}
