//! Sessions as people of the house plan them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Named;
use crate::flat::flat;
use crate::sessions::{Access, EarlyBird, SessionStatus};
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

/// A session in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SessionRow {
    /// Id.
    pub id: Uuid,
    /// Its name in addresses.
    pub slug: String,
    /// The title that visitors see.
    pub title: TranslatedText,
    /// Its topic.
    pub topic: Named,
    /// Its speaker.
    pub speaker: Named,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// How long it lasts, in minutes.
    pub duration_minutes: u32,
    /// IANA name.
    pub timezone: String,
    /// The language in which it is held.
    pub language: Language,
    /// `null` is free.
    pub price: Option<Money>,
    /// `null` is no limit.
    pub capacity: Option<u32>,
    /// Seats taken.
    pub seats_taken: u32,
    /// How many wait.
    pub waitlist_count: u32,
    /// Where it is in its life.
    pub status: SessionStatus,
    /// Whether the link to join is missing.
    pub link_missing: bool,
    /// Whether a text that visitors see has no German.
    pub german_missing: bool,
    /// When the draft is published by itself.
    pub scheduled_publish_at: Option<DateTime<Utc>>,
    /// The state of this resource, for `If-Match`.
    pub version: i32,
}

/// How many sessions there are in each state, by the same filters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SessionCounts {
    /// All of them.
    pub all: u64,
    /// Being prepared.
    pub draft: u64,
    /// Still to come.
    pub published: u64,
    /// Happening now.
    pub live: u64,
    /// Over.
    pub completed: u64,
    /// Cancelled.
    pub cancelled: u64,
}

/// By what the list is sorted; with a minus the other way round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SessionSort {
    /// The earliest first.
    #[default]
    #[serde(rename = "startsAt")]
    StartsAt,
    /// The latest first.
    #[serde(rename = "-startsAt")]
    StartsAtDown,
    /// The emptiest first.
    #[serde(rename = "seatsTaken")]
    SeatsTaken,
    /// The fullest first.
    #[serde(rename = "-seatsTaken")]
    SeatsTakenDown,
    /// Changed the longest ago first.
    #[serde(rename = "updatedAt")]
    UpdatedAt,
    /// Changed last first.
    #[serde(rename = "-updatedAt")]
    UpdatedAtDown,
}

/// Which sessions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct StaffSessionFilters {
    /// Where they are in their life.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<SessionStatus>,
    /// Words of titles, speakers' names and slugs, all of which have to be there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// About this topic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<Uuid>,
    /// By this speaker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Uuid>,
    /// Of this category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<Uuid>,
    /// Held in this language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Starting at this time or later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<DateTime<Utc>>,
    /// Starting before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<DateTime<Utc>>,
    /// By what they are sorted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<SessionSort>,
    /// Rows of a page, 1 to 200; 50 unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// Where the page starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// Whether a point of the checklist is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Readiness {
    /// It is.
    Met,
    /// It may follow later, or be left.
    Open,
    /// It has to be before the session is published.
    Blocking,
}

/// What is looked at before a session is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CheckPoint {
    /// The topic is active and has its English texts.
    Topic,
    /// The speaker is active.
    Speaker,
    /// It starts in the future.
    Start,
    /// The speaker has no other session at that time.
    SpeakerIsFree,
    /// Registration closes after it opens, and in the future.
    Window,
    /// There is a link to join.
    OnlineLink,
    /// All texts that visitors see are there in German.
    German,
    /// The house has terms and a privacy notice.
    Legal,
}

/// A point of the checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckItem {
    /// What is looked at.
    pub point: CheckPoint,
    /// Whether it is met.
    pub readiness: Readiness,
}

/// Whether a session can be published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Checklist {
    /// Every point.
    pub items: Vec<CheckItem>,
    /// The speaker's other sessions at that time.
    pub conflicts: Vec<Named>,
}

/// Whom an act on a session concerns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Concerned {
    /// People with a place.
    pub registered: u64,
    /// People whose address, approval or payment is open.
    pub pending: u64,
    /// People who wait or have an offer.
    pub waiting: u64,
}

/// Moves a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reschedule {
    /// When it starts from now on.
    pub starts_at: DateTime<Utc>,
    /// How long it lasts; as before unless told.
    #[serde(default)]
    pub duration_minutes: Option<u32>,
    /// IANA name; as before unless told.
    #[serde(default)]
    pub timezone: Option<String>,
    /// Whether everybody is told.
    #[serde(default = "yes")]
    pub notify: bool,
    /// What staff say about it, to everybody.
    #[serde(default)]
    pub note: Option<String>,
}

/// Cancels a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Cancellation {
    /// Why; the page and the mails say it.
    #[serde(default)]
    pub reason: Option<String>,
    /// Whether everybody is told.
    #[serde(default = "yes")]
    pub notify: bool,
}

fn yes() -> bool {
    true
}

/// What to do with several sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SessionAct {
    /// Publish drafts.
    Publish,
    /// Cancel.
    Cancel,
    /// Make a draft of each.
    Duplicate,
    /// Delete drafts.
    Delete,
}

/// Does something with several sessions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SessionBulk {
    /// What.
    pub act: SessionAct,
    /// With which, 200 at most.
    pub ids: Vec<Uuid>,
    /// Why, where they are cancelled.
    #[serde(default)]
    pub reason: Option<String>,
    /// Whether everybody is told, where they are cancelled.
    #[serde(default = "yes")]
    pub notify: bool,
}

/// How a session is spread.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Promotion {
    /// Its page in both languages.
    pub url: TranslatedText,
    /// Its social card in both languages.
    pub card_url: TranslatedText,
    /// The text for a post: the one that staff wrote, else one made of the facts.
    pub text: TranslatedText,
    /// A link that offers the post on LinkedIn.
    pub linkedin_url: String,
    /// A link that offers the post on X.
    pub x_url: String,
    /// The page's address as a picture to photograph, SVG.
    pub qr: String,
    /// The code that shows the program on another site.
    pub embed: String,
}
