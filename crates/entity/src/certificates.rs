//! Certificates of attendance. The document is drawn anew each time; here is what makes it this one.

use sea_orm::entity::prelude::*;

use crate::UtcMillis;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "certificates")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What stands on it and nobody guesses.
    pub number: String,
    pub registration_id: Uuid,
    pub session_id: Uuid,
    /// `classic`, `modern` or `plain`.
    pub template: String,
    /// How often it was sent.
    pub sendings: i32,
    pub issued_at: UtcMillis,
    pub revoked_at: Option<UtcMillis>,
    pub revoked_by: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
