//! What staff can set: one structured value per section of the settings.

use sea_orm::entity::prelude::*;

use crate::UtcMillis;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "settings")]
pub struct Model {
    /// The section's name, such as `program`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub value: Json,
    /// Raised by every write; a write names the version that it saw.
    pub version: i32,
    pub updated_at: UtcMillis,
    pub updated_by: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
