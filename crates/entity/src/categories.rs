//! Categories of topics.

use sea_orm::entity::prelude::*;

use crate::Texts;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "categories")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub name: Texts,
    /// The colour of its covers: `violet`, `teal` or `peach`.
    pub hue: String,
    /// Order in lists.
    pub position: i32,
    /// Goes up with every change.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
