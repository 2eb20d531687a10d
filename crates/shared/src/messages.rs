//! Messages: what became of the mails of a session, and sending again what failed.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::automations::PlannedState;

/// Messages of one kind that are in one state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MessageSum {
    /// Such as `confirmation`.
    pub kind: String,
    /// Where they are.
    pub state: PlannedState,
    /// Why they did not go out, where they didn't.
    pub reason: Option<String>,
    /// How many.
    pub recipients: u32,
    /// When the first of them was queued.
    pub first_at: DateTime<Utc>,
    /// When the last of them was queued.
    pub last_at: DateTime<Utc>,
}

/// Which failed messages are to be sent again: all of one kind and one session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RetryWish {
    /// The session that they are about.
    pub session_id: Uuid,
    /// Such as `confirmation` or `reminder-7d`.
    pub kind: String,
}

/// What is on its way again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RetryOutcome {
    /// How many mails were queued again.
    pub queued: u32,
}
