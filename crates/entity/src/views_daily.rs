//! How often the pages of a session were seen, per day, step and source.

use sea_orm::entity::prelude::*;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "views_daily")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub session_id: Uuid,
    /// Days since 1970-01-01, UTC.
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: i32,
    /// `landing`, `form_opened` or `form_sent`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    /// Where they came from.
    #[sea_orm(primary_key, auto_increment = false)]
    pub source: String,
    pub view_count: i64,
    /// Different visitors, by a hash whose salt changes daily.
    pub unique_count: i64,
}

impl ActiveModelBehavior for ActiveModel {}
