//! The salt of a day's visitors; deleted with the day.

use sea_orm::entity::prelude::*;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "view_salts")]
pub struct Model {
    /// Days since 1970-01-01, UTC.
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: i32,
    pub salt: String,
}

impl ActiveModelBehavior for ActiveModel {}
