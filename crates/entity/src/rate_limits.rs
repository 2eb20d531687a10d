//! How often something was tried in a window of time.

use sea_orm::entity::prelude::*;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "rate_limits")]
pub struct Model {
    /// What is counted, and for whom (hashed).
    #[sea_orm(primary_key, auto_increment = false)]
    pub bucket: String,
    /// Start of the window, Unix milliseconds.
    #[sea_orm(primary_key, auto_increment = false)]
    pub window_start: i64,
    /// Tries in the window.
    pub hits: i64,
}

impl ActiveModelBehavior for ActiveModel {}
