//! Who usually presents a topic, in order.

use sea_orm::entity::prelude::*;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "topic_default_speakers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub topic_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub speaker_id: Uuid,
    /// Order among the topic's speakers.
    pub position: i32,
    #[sea_orm(belongs_to, from = "topic_id", to = "id")]
    pub topic: BelongsTo<super::topics::Entity>,
    #[sea_orm(belongs_to, from = "speaker_id", to = "id")]
    pub speaker: BelongsTo<super::speakers::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
