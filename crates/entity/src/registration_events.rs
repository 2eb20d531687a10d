//! The timeline of a registration: everything that happened to it.

use sea_orm::entity::prelude::*;

use crate::UtcMillis;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "registration_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub registration_id: Uuid,
    pub at: UtcMillis,
    /// What happened.
    pub kind: String,
    pub from_status: Option<String>,
    pub to_status: Option<String>,
    /// `person`, `staff:<id>` or `system`.
    pub actor: String,
    /// What else is to be known of it.
    pub detail: Option<Json>,
    #[sea_orm(belongs_to, from = "registration_id", to = "id")]
    pub registration: BelongsTo<super::registrations::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
