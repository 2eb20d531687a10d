//! What is looked at before a session is published.

use serde::{Deserialize, Serialize};

use crate::staff::Named;

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
