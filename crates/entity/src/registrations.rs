//! Registrations: one person's place, or wish for a place, in one session.

use magnetiq_shared::registrations::Attribution;
use sea_orm::entity::prelude::*;

use crate::{JsonOf, UtcMillis};

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "registrations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What people quote, such as `MW-7K4P2`.
    pub reference: String,
    pub session_id: Uuid,
    /// The visit in which it was made.
    pub visit_id: Option<Uuid>,
    /// One of the states of the life cycle in `domain`.
    pub status: String,
    /// Whether it counts in the session's `seats_taken`; the status decides, but while pending verification.
    pub holds_seat: bool,
    /// When the seat falls back, if nothing happens.
    pub hold_expires_at: Option<UtcMillis>,
    /// Its number in the waitlist, unique in the session; the lowest is first.
    pub place: Option<i64>,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    /// The address in the form in which addresses are compared. Erasure writes `erased:<id>`, as erased registrations still count.
    pub email_key: String,
    pub phone: Option<String>,
    pub company: Option<String>,
    pub position: Option<String>,
    pub website: Option<String>,
    pub special_requirements: Option<String>,
    /// Answers to the session's questions.
    pub answers: Option<Json>,
    /// The language of the mails: `en` or `de`.
    pub language: String,
    /// IANA name.
    pub timezone: String,
    /// `website`, `social`, `email`, …
    pub source: String,
    /// UTM parameters, referrer and embedding page.
    pub attribution: Option<JsonOf<Attribution>>,
    /// Hash of the client's network (/24 or /48), against mass registration.
    pub network: Option<String>,
    /// Which version of the terms was accepted.
    pub terms_version: Option<i32>,
    /// Which version of the privacy text was accepted.
    pub privacy_version: Option<i32>,
    pub consented_at: Option<UtcMillis>,
    pub marketing_consent: bool,
    pub marketing_consent_at: Option<UtcMillis>,
    /// `not_required`, `pending`, `completed`, `failed` or `refunded`.
    pub payment_status: String,
    /// Minor units, gross, fixed when it was made; none means free.
    pub price_amount: Option<i64>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// Basis points: 1900 is 19 %.
    pub tax_rate_bp: Option<i32>,
    pub payment_method: Option<String>,
    pub payment_reference: Option<String>,
    pub invoice_url: Option<String>,
    /// How many validation mails were asked for.
    pub verification_count: i32,
    /// How many offers were made.
    pub offer_count: i32,
    /// `SEQUENCE` of its calendar files.
    pub sequence: i32,
    /// Raised to make its links void.
    pub token_epoch: i32,
    pub verified_at: Option<UtcMillis>,
    pub confirmed_at: Option<UtcMillis>,
    pub offered_at: Option<UtcMillis>,
    pub cancelled_at: Option<UtcMillis>,
    pub cancel_reason: Option<String>,
    pub decided_at: Option<UtcMillis>,
    /// Who approved or declined.
    pub decided_by: Option<Uuid>,
    pub joined_at: Option<UtcMillis>,
    pub left_at: Option<UtcMillis>,
    /// None where no source reports it, as for the next two.
    pub attendance_minutes: Option<i32>,
    pub questions_asked: Option<i32>,
    pub chat_messages: Option<i32>,
    /// 1 to 5.
    pub rating: Option<i32>,
    pub feedback: Option<String>,
    pub odoo_registration_id: Option<i64>,
    /// Raised by every write, for optimistic locking.
    pub version: i32,
    /// Reference, name, address and company in small letters, to be searched.
    pub words: String,
    pub erased_at: Option<UtcMillis>,
    pub registered_at: UtcMillis,
    pub updated_at: UtcMillis,
    #[sea_orm(belongs_to, from = "session_id", to = "id")]
    pub session: BelongsTo<super::sessions::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
