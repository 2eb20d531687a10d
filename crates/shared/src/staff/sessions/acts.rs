//! What can be done with sessions, and with whom it concerns.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::TranslatedText;

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
