//! The program of mails: what was told, and what is still to be.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::TranslatedText;

/// Mails of a session's program that are due at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PlannedMails {
    /// `reminder-7d`, `reminder-2h`, `speaker-summary`, `wpm-summary`, `follow-up`, `campaign`, `performance-report`, …
    pub kind: String,
    /// The session's slug; none for mails about no single one.
    pub session: Option<String>,
    /// The session.
    pub session_id: Option<Uuid>,
    /// The session's title, or the campaign's subject.
    pub title: Option<TranslatedText>,
    /// When the session starts, as it was planned for these mails; none where they do not depend on it.
    pub starts_at: Option<DateTime<Utc>>,
    /// When they are queued, or were.
    pub due_at: DateTime<Utc>,
    /// To how many; of those to come, as things are now.
    pub recipients: u32,
    /// In whose time: the timezones of those whom they go to, where they are still to come.
    #[serde(default)]
    pub timezones: Vec<String>,
    /// Where they are.
    pub state: PlannedState,
    /// Why they do not go out, where they don't.
    pub reason: Option<String>,
}

/// Where mails of the program are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum PlannedState {
    /// They go out when they are due.
    Planned,
    /// Something they need is missing; they go out when it is there.
    Held,
    /// Staff keep them back.
    Paused,
    /// They do not go out.
    Skipped,
    /// They are on their way.
    Queued,
    /// The mail server took them.
    Sent,
    /// The mail server refused them for good.
    Failed,
}

impl PlannedState {
    /// The state of a message that was made already.
    pub fn of_message(word: &str) -> Self {
        match word {
            "sent" => Self::Sent,
            "failed" => Self::Failed,
            "skipped" => Self::Skipped,
            _ => Self::Queued,
        }
    }
}

/// What of the program is asked for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct PlanFilters {
    /// Of one session; else of all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<Uuid>,
    /// What was due from then on; a week ago, unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<DateTime<Utc>>,
    /// What is due by then; in 30 days, unless told; at most 92 days after `from`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
}

/// What to do with mails of a session's program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum PlanAct {
    /// Keep them back.
    Pause,
    /// Let them go when they are due, after all. What was due meanwhile goes at once.
    Resume,
    /// Leave them out.
    Skip,
    /// Send them now to everybody who has not got them.
    Send,
}

/// What to do, in the body of a request.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlanWish {
    /// What.
    pub act: PlanAct,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PlanOutcome {
    /// How many mails were queued by it.
    pub queued: u32,
}
