//! What was written to speakers.

use sea_orm::entity::prelude::*;

use crate::UtcMillis;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "speaker_messages")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub speaker_id: Uuid,
    /// `message` or `invitation`.
    pub kind: String,
    pub sender_id: Option<Uuid>,
    pub sender_name: String,
    /// Where it went, or goes.
    pub recipient_email: String,
    pub subject: String,
    pub body: String,
    /// `queued`, `sent` or `failed`.
    pub state: String,
    /// Why it was not sent yet.
    pub reason: Option<String>,
    pub created_at: UtcMillis,
    pub sent_at: Option<UtcMillis>,
}

impl ActiveModelBehavior for ActiveModel {}
