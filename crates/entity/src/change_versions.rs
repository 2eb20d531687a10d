//! Versions of what several processes keep in memory; they poll them.

use sea_orm::entity::prelude::*;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "change_versions")]
pub struct Model {
    /// What changed, such as `program`: everything that is published.
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    /// Raised by every change.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
