//! Topics as staff see them: the reusable templates of sessions, their versions and drafts, categories and tags.
//!
//! English is needed of every text, German is not. A text in a patch replaces the whole text, both languages.

mod content;
mod labels;
mod list;
mod patch;

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::flat::flat;
use crate::sessions::Cover;
use crate::words::words;

pub use content::{
    AGENDA_MAX, CAPACITY_MAX, DESCRIPTION_MAX, DURATION_MAX, KEYWORDS_MAX, META_DESCRIPTION_MAX,
    META_TITLE_MAX, POINTS_MAX, PRICE_MAX, SUMMARY_MAX, Seo, TEXT_MAX, TITLE_MAX, TopicContent,
    TranslatedList,
};
pub use labels::{Category, CategoryPatch, MoveTo, NewCategory, NewTag, Tag, TagPatch};
pub use list::{
    BULK_MAX, BulkOutcome, Direction, TopicBulk, TopicBulkAction, TopicBulkResult, TopicBulkResults,
    TopicCounts, TopicFilters, TopicRow, TopicSort, TopicUsage,
};
pub use patch::TopicPatch;

/// Where a topic is in its life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum TopicStatus {
    /// Being written.
    #[default]
    Draft,
    /// Sessions can be made of it.
    Active,
    /// Kept, and no longer offered for new sessions.
    Archived,
}

words! {
    TopicStatus { Draft = "draft", Active = "active", Archived = "archived" }
}

flat! {
    /// A topic.
    pub struct Topic {
        /// What staff typed.
        pub content: ..TopicContent,
        /// Id.
        pub id: Uuid,
        /// The picture that is drawn where none was uploaded.
        pub cover: Cover,
        /// What became of it so far.
        pub usage: TopicUsage,
        /// The fields that have an English text and no German one, by their names.
        pub german_missing: Vec<String>,
        /// When it was made.
        pub created_at: DateTime<Utc>,
        /// When it was last changed.
        pub updated_at: DateTime<Utc>,
        /// Who changed it last; `null` where it was the program itself, or somebody who is gone.
        pub updated_by: Option<String>,
        /// Raised by every change: what `If-Match` has to say.
        pub version: i32,
    }
}

/// A topic to be made. All but title and category may follow later.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct NewTopic(pub TopicPatch);

/// One earlier state of a topic, or the one it is in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TopicVersion {
    /// The topic's `version` at that time.
    pub number: i32,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// Who wrote it, by the name they had; `null` where nobody knows any more.
    pub author: Option<String>,
    /// The fields that differ from the version before, by name; empty for the first that is known.
    pub fields: Vec<String>,
}

flat! {
    /// One earlier state of a topic, with all that it said.
    pub struct TopicVersionContent {
        /// Which one it is.
        pub about: ..TopicVersion,
        /// What it said.
        pub content: TopicContent,
    }
}

/// What somebody has typed and not saved yet. Nobody else sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TopicDraft {
    /// The topic's version on which it is based. Where the topic has a newer one, saving would undo it.
    pub based_on: i32,
    /// The fields that were typed in, as far as they were typed.
    pub content: TopicPatch,
    /// When it was kept.
    pub saved_at: DateTime<Utc>,
}

/// What somebody has typed so far.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewTopicDraft {
    /// The topic's version on which it is based.
    pub based_on: i32,
    /// The fields that were typed in. No rule is applied to them but their shape; HTML is sanitised.
    pub content: TopicPatch,
}
