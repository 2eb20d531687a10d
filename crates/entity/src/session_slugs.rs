//! Addresses that sessions had before; they redirect for ever.

use sea_orm::entity::prelude::*;

use crate::UtcMillis;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "session_slugs")]
pub struct Model {
    /// The old name in addresses.
    #[sea_orm(primary_key, auto_increment = false)]
    pub slug: String,
    pub session_id: Uuid,
    pub created_at: UtcMillis,
    #[sea_orm(belongs_to, from = "session_id", to = "id")]
    pub session: BelongsTo<super::sessions::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
