//! What people have typed of topics and not saved yet.

use sea_orm::entity::prelude::*;

use crate::UtcMillis;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "topic_drafts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub topic_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    /// The topic's version on which it is based.
    pub based_on: i32,
    /// The fields that were typed in.
    pub content: Json,
    pub saved_at: UtcMillis,
}

impl ActiveModelBehavior for ActiveModel {}
