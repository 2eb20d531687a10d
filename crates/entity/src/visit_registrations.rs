//! What one visit wished for.

use sea_orm::entity::prelude::*;

use crate::UtcMillis;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "visit_registrations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub visit_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub session_id: Uuid,
    /// None: the wish met an already confirmed registration of that address, and this visit must not learn it.
    pub registration_id: Option<Uuid>,
    /// Whether the wish went to the waitlist.
    pub waitlist: bool,
    /// What this visit was told about its hold.
    pub hold_expires_at: Option<UtcMillis>,
    /// The address that was typed.
    pub email_key: String,
    pub created_at: UtcMillis,
    #[sea_orm(belongs_to, from = "visit_id", to = "id")]
    pub visit: BelongsTo<super::visits::Entity>,
    #[sea_orm(belongs_to, from = "session_id", to = "id")]
    pub session: BelongsTo<super::sessions::Entity>,
    #[sea_orm(belongs_to, from = "registration_id", to = "id")]
    pub registration: BelongsTo<Option<super::registrations::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
