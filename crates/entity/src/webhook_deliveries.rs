//! What was sent, or is to be sent, to applications.

use sea_orm::entity::prelude::*;

use crate::UtcMillis;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_deliveries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub endpoint_id: Uuid,
    /// The same for every endpoint that hears of it, and for every attempt.
    pub event_id: Uuid,
    /// Such as `registration.created`.
    pub event: String,
    /// The very text that is signed and sent.
    pub payload: String,
    /// `pending`, `delivered` or `failed`.
    pub state: String,
    pub attempts: i32,
    /// What the last attempt was answered; none where there was no answer.
    pub last_status: Option<i32>,
    pub last_error: Option<String>,
    pub last_attempt_at: Option<UtcMillis>,
    pub next_attempt_at: Option<UtcMillis>,
    pub delivered_at: Option<UtcMillis>,
    pub created_at: UtcMillis,
    #[sea_orm(belongs_to, from = "endpoint_id", to = "id")]
    pub endpoint: BelongsTo<super::webhook_endpoints::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
