//! Tags of topics.

use sea_orm::entity::prelude::*;

use crate::Texts;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "tags")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub name: Texts,
    /// Goes up with every change.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
