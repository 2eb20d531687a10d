//! What people of the house see and change, and applications with a token. Types of their own: nothing here is ever
//! part of what visitors see.

pub mod sessions;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Something that is named beside what it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Named {
    /// Id.
    pub id: Uuid,
    /// Name; of what has two, the English one.
    pub name: String,
}

/// A link to a page as visitors would see it, for whoever has the link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PreviewLink {
    /// The whole address.
    pub url: String,
    /// Until when it can be seen.
    pub valid_until: DateTime<Utc>,
}

/// What became of one of several that something was to be done to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Outcome {
    /// Which one.
    pub id: Uuid,
    /// The type of problem, such as `invalid-state`; `null` where it was done.
    pub problem: Option<String>,
    /// What happened, where it was not done.
    pub detail: Option<String>,
    /// What was made of it, where something was.
    pub made: Option<Uuid>,
}

/// What became of each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Outcomes {
    /// In the order in which they were named.
    pub outcomes: Vec<Outcome>,
}
