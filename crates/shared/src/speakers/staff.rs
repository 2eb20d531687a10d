//! Speakers as staff see them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::patch::nullable;
use crate::sessions::SessionStatus;
use crate::{Language, Search, TranslatedText};

/// A speaker in the directory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SpeakerSummary {
    /// Id.
    pub id: Uuid,
    /// Part of the address of the speaker's page.
    pub slug: String,
    /// With title: `Dr Hanna Rehwald`.
    pub name: String,
    /// Address.
    pub email: String,
    /// Position in their company.
    pub position: Option<TranslatedText>,
    /// Their company.
    pub company: Option<String>,
    /// Fields of expertise.
    pub expertise: Vec<String>,
    /// Address of the photo, or of a drawn portrait, relative to the site.
    pub photo_url: String,
    /// Whether they are of the house.
    pub is_internal: bool,
    /// Whether they are offered for new sessions.
    pub is_active: bool,
    /// What came of their sessions.
    pub figures: SpeakerFigures,
}

/// What came of a speaker's sessions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SpeakerFigures {
    /// Sessions that are over.
    pub held: u32,
    /// Sessions that are published and not over.
    pub planned: u32,
    /// Registrations for both.
    pub registrations: u32,
    /// How many of those registered came, 0 to 1; `null` where nothing reports it.
    pub attendance_rate: Option<f64>,
    /// 1 to 5; `null` until somebody rated.
    pub average_rating: Option<f64>,
}

/// A speaker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Speaker {
    /// Id.
    pub id: Uuid,
    /// Part of the address of the speaker's page.
    pub slug: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Such as `Dr`.
    pub title: Option<String>,
    /// Address.
    pub email: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Their photo, one of the uploaded pictures; without one the consultant's.
    pub photo_media_id: Option<Uuid>,
    /// Address of the photo, or of a drawn portrait, relative to the site.
    pub photo_url: String,
    /// Who they are, as sanitised HTML.
    pub biography: TranslatedText,
    /// Their company.
    pub company: Option<String>,
    /// Position there.
    pub position: Option<TranslatedText>,
    /// Fields of expertise.
    pub expertise: Vec<String>,
    /// Their profile on LinkedIn.
    pub linkedin_url: Option<String>,
    /// Their website.
    pub website_url: Option<String>,
    /// How long they like to speak.
    pub preferred_duration_minutes: Option<u32>,
    /// IANA names of the timezones in which they are available.
    pub available_timezones: Vec<String>,
    /// What they need to speak.
    pub technical_requirements: Option<String>,
    /// What else is to be known.
    pub special_instructions: Option<String>,
    /// The consultant who they are, for speakers of the house.
    pub consultant_id: Option<Uuid>,
    /// Whether they are of the house: whether there is a consultant.
    pub is_internal: bool,
    /// Whether sessions go into their calendar.
    pub calendar_integration: bool,
    /// Whether they get mails about their sessions.
    pub email_notifications: bool,
    /// Language.
    pub language: Language,
    /// IANA name.
    pub timezone: String,
    /// Whether they are offered for new sessions.
    pub is_active: bool,
    /// What came of their sessions.
    pub figures: SpeakerFigures,
    /// When a link to the own profile was last mailed.
    pub invited_at: Option<DateTime<Utc>>,
    /// When they were added.
    pub created_at: DateTime<Utc>,
    /// When they were last changed.
    pub updated_at: DateTime<Utc>,
    /// The state of this resource, for `If-Match`.
    pub version: i32,
}

/// What is told of a speaker: all that is needed of a new one (`firstName`, `lastName`, `email`, which a consultant may
/// give, and `biography`), and of one that is there, what changes (JSON Merge Patch).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SpeakerFields {
    /// Small letters, digits and hyphens; made from the name unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// First name; the consultant's unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Last name; the consultant's unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// Such as `Dr`.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub title: Option<Option<String>>,
    /// Address; the consultant's unless told. A change ends links that were mailed before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Telephone.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub phone: Option<Option<String>>,
    /// One of the uploaded pictures.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub photo_media_id: Option<Option<Uuid>>,
    /// Who they are, as HTML; what does not belong into it is taken out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub biography: Option<TranslatedText>,
    /// Their company.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub company: Option<Option<String>>,
    /// Position there.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub position: Option<Option<TranslatedText>>,
    /// Fields of expertise: at most 20 of at most 60 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expertise: Option<Vec<String>>,
    /// Their profile on LinkedIn.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub linkedin_url: Option<Option<String>>,
    /// Their website.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub website_url: Option<Option<String>>,
    /// How long they like to speak: 5 minutes to a day.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub preferred_duration_minutes: Option<Option<u32>>,
    /// IANA names, at most 20.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available_timezones: Option<Vec<String>>,
    /// What they need to speak: at most 500 characters.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub technical_requirements: Option<Option<String>>,
    /// What else is to be known: at most 500 characters.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub special_instructions: Option<Option<String>>,
    /// The consultant who they are.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub consultant_id: Option<Option<Uuid>>,
    /// Whether sessions go into their calendar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar_integration: Option<bool>,
    /// Whether they get mails about their sessions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_notifications: Option<bool>,
    /// Language; the consultant's or English unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// IANA name; the consultant's, or that of whoever adds them unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
    /// Whether they are offered for new sessions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
}

/// What the directory is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum SpeakerSort {
    /// Last name, then first name.
    #[default]
    Name,
    /// Sessions held and planned, the most first.
    Sessions,
    /// Rating, the best first; those that nobody rated last.
    Rating,
}

/// Which speakers.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SpeakerFilters {
    /// Words of names, addresses, companies and expertise, all of which have to be there: at most ten.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 200))]
    pub search: Option<Search>,
    /// Only those of the house, or only those from outside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub internal: Option<bool>,
    /// Only those who are active, or who are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// Only those with this field of expertise, however it is capitalised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expertise: Option<String>,
    /// What the list is sorted by; the name unless told.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub sort: SpeakerSort,
    /// Rows of a page, 1 to 200; 50 unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// Where the page starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// A session in a speaker's calendar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SpeakerSession {
    /// Id.
    pub id: Uuid,
    /// Its name in addresses.
    pub slug: String,
    /// Title.
    pub title: TranslatedText,
    /// State.
    pub status: SessionStatus,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// How long it takes.
    pub duration_minutes: u32,
    /// IANA name: the session's own timezone.
    pub timezone: String,
    /// Registrations that are confirmed.
    pub registrations: u32,
}

/// Which part of a speaker's calendar.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct CalendarRange {
    /// Sessions that end after this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<DateTime<Utc>>,
    /// Sessions that start before this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<DateTime<Utc>>,
}

/// A time at which somebody may be busy.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Slot {
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// How long it takes: 1 minute to a day.
    pub duration_minutes: u32,
    /// A session that does not count: the one that is being moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub except: Option<Uuid>,
}

/// A mail to be written to a speaker.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewSpeakerMessage {
    /// One line, at most 120 characters.
    pub subject: String,
    /// Plain text, at most 5000 characters.
    pub body: String,
}

/// What a mail to a speaker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum SpeakerMessageKind {
    /// Somebody wrote.
    Message,
    /// A link to the own profile.
    Invitation,
}

/// Whether a mail has gone out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum DeliveryState {
    /// Not yet.
    Queued,
    /// The mail server took it.
    Sent,
    /// It did not, and will not be asked again.
    Failed,
}

/// A mail to a speaker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SpeakerMessage {
    /// Id.
    pub id: Uuid,
    /// What it is.
    pub kind: SpeakerMessageKind,
    /// Who wrote it.
    pub sender_name: String,
    /// Where it went, or goes.
    pub recipient_email: String,
    /// Subject; empty for invitations, whose words come from their template.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// Whether it has gone out.
    pub state: DeliveryState,
    /// Why it has not.
    pub reason: Option<String>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it went out.
    pub sent_at: Option<DateTime<Utc>>,
}
