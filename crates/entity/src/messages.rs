//! Messages: one mail to one recipient each.

use sea_orm::entity::prelude::*;

use crate::UtcMillis;

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "messages")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Which mail.
    pub kind: String,
    pub registration_id: Option<Uuid>,
    pub session_id: Option<Uuid>,
    /// The campaign that it is of.
    pub campaign_id: Option<Uuid>,
    pub recipient_email: String,
    /// The address in the form in which addresses are compared.
    pub recipient_key: String,
    pub recipient_name: String,
    pub language: String,
    /// `planned`, `held`, `paused`, `queued`, `sent`, `failed` or `skipped`.
    pub state: String,
    /// Why it is held, failed or skipped.
    pub reason: Option<String>,
    /// Recipient, kind, start time, and a number where a kind may come again: each is queued once.
    pub dedup_key: String,
    /// The start that it speaks of, where it belongs to a session's program.
    pub starts_at: Option<UtcMillis>,
    /// When it is to be queued.
    pub due_at: UtcMillis,
    pub queued_at: Option<UtcMillis>,
    pub sent_at: Option<UtcMillis>,
    pub attempts: i32,
    /// The `Message-ID` header, the same at every attempt.
    pub message_id: String,
    pub subject: Option<String>,
    pub created_at: UtcMillis,
    pub updated_at: UtcMillis,
    #[sea_orm(belongs_to, from = "registration_id", to = "id")]
    pub registration: BelongsTo<Option<super::registrations::Entity>>,
    #[sea_orm(belongs_to, from = "session_id", to = "id")]
    pub session: BelongsTo<Option<super::sessions::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
