//! Who has seen a page on a day, as hashes with that day's salt; deleted with the day.

use sea_orm::entity::prelude::*;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "view_visitors")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: String,
    /// Days since 1970-01-01, UTC.
    pub day: i32,
}

impl ActiveModelBehavior for ActiveModel {}
