//! Sessions as people of the house plan them: all of one here; beside it what lists show, what is looked at before one
//! is published, and what can be done with them.

mod acts;
mod check;
mod list;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Named;
pub use acts::{Cancellation, Concerned, Promotion, Reschedule, SessionAct, SessionBulk};
pub use check::{CheckItem, CheckPoint, Checklist, Readiness};
pub use list::{SessionCounts, SessionRow, SessionSort, StaffSessionFilters};

use crate::flat::flat;
use crate::sessions::{Access, EarlyBird, SessionStatus};
use crate::settings::ReminderStep;
use crate::{Language, Money, TranslatedText};

/// What a session is held on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Platform {
    /// Zoom.
    Zoom,
    /// Microsoft Teams.
    Teams,
    /// Cisco Webex.
    Webex,
    /// Another one.
    Custom,
}

/// All that can be set about a session. Making one needs topic, speaker and start; everything else has a default
/// from the topic and the settings. A change names the fields that change (JSON Merge Patch).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SessionFields {
    /// What it is about.
    pub topic_id: Uuid,
    /// Who presents.
    pub speaker_id: Uuid,
    /// Its name in addresses; made from title and date where it is empty. The old one redirects for ever.
    pub slug: String,
    /// Instead of the topic's title.
    pub title: Option<TranslatedText>,
    /// Instead of the topic's description; HTML.
    pub description: Option<TranslatedText>,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// How long it lasts, in minutes.
    pub duration_minutes: u32,
    /// IANA name: the session's own timezone.
    pub timezone: String,
    /// The language in which it is held.
    pub language: Language,
    /// Gross; `null` is free.
    pub price: Option<Money>,
    /// The price until some time before.
    pub early_bird: Option<EarlyBird>,
    /// In basis points: 1900 is 19 %.
    pub tax_rate_bp: u32,
    /// How many seats; `null` is no limit.
    pub capacity: Option<u32>,
    /// Whether staff decide on each registration.
    pub requires_approval: bool,
    /// Whether one may wait when it is full.
    pub allow_waitlist: bool,
    /// When registration opens; `null`: as soon as it is published.
    pub registration_opens_at: Option<DateTime<Utc>>,
    /// When registration closes; `null`: when it starts.
    pub registration_closes_at: Option<DateTime<Utc>>,
    /// What it is held on.
    pub platform: Platform,
    /// Where registrants join.
    pub meeting_url: Option<String>,
    /// What they type there.
    pub meeting_password: Option<String>,
    /// Where the host starts the meeting.
    pub host_url: Option<String>,
    /// Whether it is recorded.
    pub recording_enabled: bool,
    /// Where the recording is.
    pub recording_url: Option<String>,
    /// Who may see it.
    pub recording_access: Access,
    /// Where the materials are.
    pub materials_url: Option<String>,
    /// Who may get them.
    pub materials_access: Access,
    /// The slides, for staff and speaker.
    pub slides_url: Option<String>,
    /// Notes for staff and speaker.
    pub speaker_notes: Option<String>,
    /// What is done when something fails, for staff and speaker.
    pub backup_plan: Option<String>,
    /// What attendees should prepare.
    pub preparation: Option<TranslatedText>,
    /// Which certificate attendees get; `null` is none.
    pub certificate_template: Option<String>,
    /// Optional questions to registrants.
    pub questions: Vec<TranslatedText>,
    /// When registrants are reminded, ten steps at most; `null`: as the settings say.
    pub reminders: Option<Vec<ReminderStep>>,
    /// The picture instead of the topic's.
    pub promotional_media_id: Option<Uuid>,
    /// Texts for posts.
    pub social_media_copy: Option<TranslatedText>,
    /// Whether an event is made in Odoo.
    pub create_odoo_event: bool,
    /// Whether it goes into the speaker's calendar.
    pub create_calendar_event: bool,
    /// When the draft is published by itself.
    pub scheduled_publish_at: Option<DateTime<Utc>>,
}

flat! {
    /// A session.
    pub struct StaffSession {
        /// What can be set.
        pub fields: ..SessionFields,
        /// Id.
        pub id: Uuid,
        /// Its topic.
        pub topic: Named,
        /// Its speaker.
        pub speaker: Named,
        /// The title that visitors see: its own, or the topic's.
        pub shown_title: TranslatedText,
        /// When it ends.
        pub ends_at: DateTime<Utc>,
        /// Where it is in its life.
        pub status: SessionStatus,
        /// Seats taken: registered people and live holds.
        pub seats_taken: u32,
        /// How many wait.
        pub waitlist_count: u32,
        /// How many are registered.
        pub registration_count: u32,
        /// How many attended; `null` where nobody has said yet.
        pub attendance_count: Option<u32>,
        /// How often its page was seen.
        pub view_count: u32,
        /// 1 to 5; `null` until somebody rated.
        pub average_rating: Option<f64>,
        /// How many rated.
        pub rating_count: u32,
        /// Its public page.
        pub url: String,
        /// Whether a text that visitors see has no German.
        pub german_missing: bool,
        /// When it was published.
        pub published_at: Option<DateTime<Utc>>,
        /// When it was cancelled.
        pub cancelled_at: Option<DateTime<Utc>>,
        /// Why.
        pub cancel_reason: Option<String>,
        /// Whether it was published and no longer is.
        pub is_withdrawn: bool,
        /// The state of this resource, for `If-Match`.
        pub version: i32,
        /// When it was made.
        pub created_at: DateTime<Utc>,
        /// When staff last changed it.
        pub updated_at: DateTime<Utc>,
    }
}
