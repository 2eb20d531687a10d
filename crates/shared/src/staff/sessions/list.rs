//! What lists of sessions show, and by what they are asked for.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::sessions::SessionStatus;
use crate::staff::Named;
use crate::{Language, Money, Search, TranslatedText};

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
    /// Words of titles, speakers' names and slugs, all of which have to be there: at most ten.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 200))]
    pub search: Option<Search>,
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
