//! What topics said, version by version.

use sea_orm::entity::prelude::*;

use crate::{JsonOf, UtcMillis};

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "topic_versions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub topic_id: Uuid,
    /// The topic's version of that time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    /// All that staff can type of a topic. What it lacks did not exist at that time.
    pub content: Json,
    /// The fields that differ from the version before.
    pub fields: JsonOf<Vec<String>>,
    pub author_id: Option<Uuid>,
    /// By the name they had.
    pub author_name: Option<String>,
    pub created_at: UtcMillis,
}

impl ActiveModelBehavior for ActiveModel {}
