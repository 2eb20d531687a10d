//! The line of a session, as staff see it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Why nobody who waits is offered a place now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum NobodyPromoted {
    /// Seats are free and people wait: they get their offers within a minute.
    Soon,
    /// The session is a draft.
    Draft,
    /// The session was cancelled.
    Cancelled,
    /// The session has started; from then on nobody is promoted.
    Begun,
    /// Nobody may wait, and nobody does.
    WaitlistOff,
    /// Nobody waits.
    NobodyWaits,
    /// Those who asked for a place in the waitlist have not validated their addresses yet.
    NobodyVerified,
    /// All seats that are not taken for good are offered to others, who have not answered yet.
    OffersOut,
    /// All seats that are not taken for good are held for people who have yet to validate, be approved or pay.
    SeatsHeld,
    /// All seats are taken for good.
    Full,
}

/// Somebody who waits, was offered a place, or waits for staff's decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct InLine {
    /// The registration.
    pub id: Uuid,
    /// What people quote.
    pub reference: String,
    /// First and last name.
    pub name: String,
    /// Company.
    pub company: Option<String>,
    /// Address.
    pub email: String,
    /// When they registered.
    pub registered_at: DateTime<Utc>,
    /// How many offers they have had.
    pub offers: u32,
    /// Until when the place is held for them.
    pub held_until: Option<DateTime<Utc>>,
}

/// A session's waitlist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SessionWaitlist {
    /// Why nobody is offered a place now.
    pub reason: NobodyPromoted,
    /// Seats that are free; `null` is no limit.
    pub free: Option<u32>,
    /// How many wait.
    pub waiting_count: u32,
    /// Who waits, the next first; the first 200.
    pub waiting: Vec<InLine>,
    /// Who was offered a place and has not answered, whose offer ends first comes first; the first 200.
    pub offered: Vec<InLine>,
    /// Who asked for a place that staff decide on, the oldest first; the first 200.
    pub to_approve: Vec<InLine>,
    /// How many have asked and not validated their address yet.
    pub unverified: u32,
}
