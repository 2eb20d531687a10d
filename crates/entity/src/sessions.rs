//! Sessions: the scheduled occurrences of topics that people register for.

use magnetiq_shared::TranslatedText;
use magnetiq_shared::settings::ReminderStep;
use sea_orm::entity::prelude::*;

use crate::{JsonOf, Texts, UtcMillis};

/// One row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sessions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its name in addresses.
    pub slug: String,
    pub topic_id: Uuid,
    pub speaker_id: Uuid,
    /// Instead of the topic's.
    pub title: Option<Texts>,
    /// Instead of the topic's; sanitised HTML.
    pub description: Option<Texts>,
    pub starts_at: UtcMillis,
    pub duration_minutes: i32,
    /// Start plus duration: the database refuses anything else.
    pub ends_at: UtcMillis,
    /// IANA name: the session's own timezone.
    pub timezone: String,
    /// The language in which it is held: `en` or `de`.
    pub language: String,
    /// Minor units, gross; none means free.
    pub price_amount: Option<i64>,
    /// ISO 4217.
    pub currency: String,
    /// Basis points: 1900 is 19 %.
    pub tax_rate_bp: i32,
    /// Price until `early_bird_ends_at`; less than the price.
    pub early_bird_amount: Option<i64>,
    pub early_bird_ends_at: Option<UtcMillis>,
    /// None means unlimited.
    pub capacity: Option<i32>,
    /// Confirmed, attended and no-show registrations, and live holds.
    pub seats_taken: i32,
    /// How many wait.
    pub waitlist_count: i32,
    /// The next number to be given in the waitlist.
    pub next_place: i64,
    /// Registrations that are confirmed, attended or no-show.
    pub registration_count: i32,
    /// Registrations that attended.
    pub attendance_count: i32,
    pub requires_approval: bool,
    pub allow_waitlist: bool,
    /// `zoom`, `teams`, `webex` or `custom`.
    pub platform: String,
    /// Where registrants join. Staff and speaker only until the mails carry it.
    pub meeting_url: Option<String>,
    pub meeting_password: Option<String>,
    /// Where the host starts the meeting.
    pub host_url: Option<String>,
    pub recording_enabled: bool,
    pub recording_url: Option<String>,
    /// Since when its link is known; none for those of before this was kept.
    pub recording_at: Option<UtcMillis>,
    /// Who may see the recording: `public`, `registrants` or `attendees`.
    pub recording_access: String,
    pub materials_url: Option<String>,
    /// Who may get the materials: `public`, `registrants` or `attendees`.
    pub materials_access: String,
    /// Staff and speaker only.
    pub slides_url: Option<String>,
    /// Staff and speaker only.
    pub speaker_notes: Option<String>,
    /// Staff and speaker only.
    pub backup_plan: Option<String>,
    /// What attendees should prepare.
    pub preparation: Option<Texts>,
    pub certificate_template: Option<String>,
    /// Reminders of its own; none: those of the settings.
    pub reminders: Option<JsonOf<Vec<ReminderStep>>>,
    /// Optional questions to registrants.
    pub questions: JsonOf<Vec<TranslatedText>>,
    pub promotional_media_id: Option<Uuid>,
    /// Texts for posts.
    pub social_media_copy: Option<Texts>,
    /// `draft`, `published`, `live`, `completed` or `cancelled`.
    pub status: String,
    pub registration_opens_at: Option<UtcMillis>,
    pub registration_closes_at: Option<UtcMillis>,
    pub scheduled_publish_at: Option<UtcMillis>,
    pub published_at: Option<UtcMillis>,
    pub cancelled_at: Option<UtcMillis>,
    pub cancel_reason: Option<String>,
    /// It was published and no longer is: its page answers 410.
    pub withdrawn_at: Option<UtcMillis>,
    /// `SEQUENCE` of its calendar files.
    pub sequence: i32,
    pub view_count: i32,
    /// 0 to 1; none where no source reports it.
    pub completion_rate: Option<f64>,
    /// 1 to 5; none until somebody rated.
    pub average_rating: Option<f64>,
    pub rating_count: i32,
    pub create_odoo_event: bool,
    pub create_calendar_event: bool,
    pub odoo_event_id: Option<i64>,
    pub google_calendar_event_id: Option<String>,
    /// Raised by every write, for optimistic locking.
    pub version: i32,
    pub created_by: Option<Uuid>,
    pub updated_by: Option<Uuid>,
    pub created_at: UtcMillis,
    pub updated_at: UtcMillis,
    #[sea_orm(belongs_to, from = "topic_id", to = "id")]
    pub topic: BelongsTo<super::topics::Entity>,
    #[sea_orm(belongs_to, from = "speaker_id", to = "id")]
    pub speaker: BelongsTo<super::speakers::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
