//! The library of topics: rows, filters, figures, and what is done to several at once.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::TopicStatus;
use crate::sessions::{Cover, Difficulty, Label};
use crate::words::words;
use crate::{Language, Money, Search, TranslatedText};

/// How many topics can be changed at once.
pub const BULK_MAX: usize = 200;

/// A topic in the library.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TopicRow {
    /// Id.
    pub id: Uuid,
    /// Its name in addresses.
    pub slug: String,
    /// Title.
    pub title: TranslatedText,
    /// The card's short description.
    pub summary: Option<TranslatedText>,
    /// Its category.
    pub category: Label,
    /// Its tags.
    pub tags: Vec<Label>,
    /// How much one should know.
    pub difficulty: Difficulty,
    /// Where it is in its life.
    pub status: TopicStatus,
    /// Its picture.
    pub cover: Cover,
    /// How long a session takes, in minutes.
    pub default_duration_minutes: u32,
    /// What a place costs, gross; `null` is free.
    pub default_price: Option<Money>,
    /// What became of it so far.
    pub usage: TopicUsage,
    /// The fields that have an English text and no German one, by their names.
    pub german_missing: Vec<String>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// What `If-Match` has to say.
    pub version: i32,
}

/// What became of a topic so far. Cancelled sessions don't count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TopicUsage {
    /// Sessions that were held.
    pub sessions_held: u32,
    /// Sessions to come or happening, drafts among them.
    pub sessions_planned: u32,
    /// People who registered for any of them.
    pub registrations: u32,
    /// 1 to 5, over all ratings; `null` until somebody rated.
    pub average_rating: Option<f64>,
    /// When the next published session starts.
    pub next_session_at: Option<DateTime<Utc>>,
}

/// Which topics, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct TopicFilters {
    /// Words of titles and summaries in both languages, all of which have to be there: at most ten.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 200))]
    pub search: Option<Search>,
    /// A category's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<Uuid>,
    /// How much one should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<Difficulty>,
    /// A tag's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<Uuid>,
    /// Where they are in their life.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<TopicStatus>,
    /// Only those whose German is not whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub german_missing: Option<bool>,
    /// What they are sorted by; `updatedAt` unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<TopicSort>,
    /// `asc` for titles, `desc` for the others, unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// By the titles of which language `title` sorts; English unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Rows of a page, 1 to 200; 50 unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// Where the page starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// What topics are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum TopicSort {
    /// The title.
    Title,
    /// When it was last changed.
    #[default]
    UpdatedAt,
    /// How many people registered.
    Registrations,
    /// How many sessions there were and will be.
    Sessions,
}

/// In which direction a list goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// The least first.
    Asc,
    /// The most first.
    Desc,
}

words! {
    TopicSort { Title = "title", UpdatedAt = "updatedAt", Registrations = "registrations", Sessions = "sessions" }
    Direction { Asc = "asc", Desc = "desc" }
}

/// How many topics there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TopicCounts {
    /// Being written.
    pub draft: u32,
    /// Sessions can be made of them.
    pub active: u32,
    /// No longer offered.
    pub archived: u32,
    /// Those that are not archived and whose German is not whole.
    pub german_missing: u32,
}

/// What is done to several topics at once.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TopicBulk {
    /// Which topics, 1 to 200.
    pub ids: Vec<Uuid>,
    /// What is done to each.
    pub action: TopicBulkAction,
}

/// What is done to each of several topics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum TopicBulkAction {
    /// No longer offered.
    Archive,
    /// Offered for sessions; refused where the description is missing.
    Activate,
    /// Put into another category.
    Categorise {
        /// The category.
        category_id: Uuid,
    },
    /// Given a tag.
    Tag {
        /// The tag.
        tag_id: Uuid,
    },
    /// Taken a tag from.
    Untag {
        /// The tag.
        tag_id: Uuid,
    },
    /// Copied, as a draft.
    Duplicate,
}

/// What happened to each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TopicBulkResults {
    /// In the order of the ids that were given.
    pub results: Vec<TopicBulkResult>,
}

/// What happened to one topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TopicBulkResult {
    /// The topic.
    pub id: Uuid,
    /// What happened.
    pub outcome: BulkOutcome,
    /// The copy that was made.
    pub made: Option<Uuid>,
}

/// What happened to one of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum BulkOutcome {
    /// It was done.
    Done,
    /// It was so already.
    Unchanged,
    /// There is none of this id.
    NotFound,
    /// A field keeps it from being done, such as a description that is missing.
    Refused,
}
