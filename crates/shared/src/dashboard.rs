//! What people of the house see first: what needs doing, what comes next, and how the last days compare.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::registrations::Registration;
use crate::sessions::SessionStatus;
use crate::{Money, TranslatedText};

/// The dashboard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Dashboard {
    /// The last 30 days against the 30 before.
    pub figures: ProgramFigures,
    /// What needs doing, the most pressing first.
    pub tasks: Vec<Task>,
    /// The next sessions.
    pub next_sessions: Vec<NextSession>,
    /// The newest registrations.
    pub newest_registrations: Vec<Registration>,
    /// Registrations made in each of the last twelve weeks, the oldest first.
    pub weeks: Vec<WeekFigure>,
    /// From the page to the place, in the last 30 days.
    pub funnel: Funnel,
    /// Texts that have no German, those that visitors see first.
    pub german_missing: Vec<GermanMissing>,
}

/// Figures of the last 30 days and of the 30 before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ProgramFigures {
    /// When the 30 days began.
    pub since: DateTime<Utc>,
    /// Registrations made in these days that have a place.
    pub confirmed: Compared<u64>,
    /// How many of those who opened a page have a place now, 0 to 1; `null` where nobody opened one.
    pub page_to_registration: Compared<Option<f64>>,
    /// How many came, of those of whom it is known, 0 to 1; `null` where nothing is known.
    pub attendance: Compared<Option<f64>>,
    /// What these registrations cost, gross, in each currency.
    pub revenue: Vec<Revenue>,
}

/// A figure now and before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Compared<T> {
    /// In the last 30 days.
    pub now: T,
    /// In the 30 days before.
    pub before: T,
}

/// What registrations cost in a currency.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Revenue {
    /// In the last 30 days.
    pub now: Money,
    /// In the 30 days before.
    pub before: Money,
    /// What of the last 30 days is not paid yet.
    pub unpaid: Money,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum TaskKind {
    /// A session starts within three days and has no way into it.
    AddLink,
    /// Mails could not be sent.
    FailedMessages,
    /// A social network does not accept the house's account any more, or soon won't.
    ConnectNetwork,
    /// Posts on social networks could not be published, or nobody knows whether they are there.
    CheckPosts,
    /// People wait for a decision.
    Approve,
    /// A draft's date has passed.
    DraftOverdue,
    /// A session is over, and nobody said who came.
    MarkAttendance,
    /// German is missing on published pages.
    Translate,
    /// It is time to share posts on social networks.
    SharePosts,
}

/// Something to be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Task {
    /// What.
    pub kind: TaskKind,
    /// For which session; `null` where it is for none.
    pub session_id: Option<Uuid>,
    /// The session's title; the network's name, where it is about one.
    pub title: Option<TranslatedText>,
    /// How many people, mails, posts or pages it is about.
    pub count: u32,
    /// When the session starts; for one that is over, when it ended; for a network, when its connection ends.
    pub at: Option<DateTime<Utc>>,
}

/// A session that comes next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NextSession {
    /// Id.
    pub id: Uuid,
    /// Its name in addresses.
    pub slug: String,
    /// Title.
    pub title: TranslatedText,
    /// Who presents it.
    pub speaker: String,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// IANA name.
    pub timezone: String,
    /// By the clock: `published` or `live`.
    pub status: SessionStatus,
    /// Seats taken.
    pub taken: u32,
    /// Seats; `null` is no limit.
    pub capacity: Option<u32>,
    /// How many wait.
    pub waiting: u32,
    /// Registrations of the last seven days.
    pub last_week: u32,
}

/// One week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct WeekFigure {
    /// Its Monday, in the program's timezone.
    pub monday: NaiveDate,
    /// Registrations made in it, whatever became of them.
    pub registrations: u32,
}

/// From the page to the place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Funnel {
    /// Visitors who opened a landing page.
    pub page_opened: u64,
    /// Visitors who opened the form.
    pub form_opened: u64,
    /// Visitors who sent the form.
    pub form_sent: u64,
    /// Registrations whose address was validated.
    pub verified: u64,
    /// Registrations with a place.
    pub confirmed: u64,
}

/// A page that German visitors read in English.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct GermanMissing {
    /// `topic` or `session`.
    pub kind: String,
    /// Its id.
    pub id: Uuid,
    /// Its title.
    pub title: TranslatedText,
    /// The fields that have no German, as the API calls them.
    pub fields: Vec<String>,
    /// Whether visitors see it.
    pub is_published: bool,
}
