//! Events of providers that were taken: none is taken twice.

use sea_orm::entity::prelude::*;

use crate::UtcMillis;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "hook_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub provider: String,
    /// As the provider calls it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub event_id: String,
    pub created_at: UtcMillis,
}

impl ActiveModelBehavior for ActiveModel {}
