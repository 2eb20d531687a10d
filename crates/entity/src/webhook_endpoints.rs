//! Addresses of applications that want to hear of what happens.

use magnetiq_shared::webhooks::EventKind;
use sea_orm::entity::prelude::*;

use crate::{JsonOf, UtcMillis};

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_endpoints")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub url: String,
    pub description: Option<String>,
    pub events: JsonOf<Vec<EventKind>>,
    /// Encrypted.
    pub secret: String,
    /// Encrypted; signs too until `previous_until_at`.
    pub previous_secret: Option<String>,
    pub previous_until_at: Option<UtcMillis>,
    pub is_active: bool,
    /// Why the program switched it off.
    pub note: Option<String>,
    /// Since when nothing has arrived there.
    pub failing_since_at: Option<UtcMillis>,
    pub version: i32,
    pub created_by: Option<Uuid>,
    pub created_at: UtcMillis,
    pub updated_at: UtcMillis,
}

impl ActiveModelBehavior for ActiveModel {}
