//! Sessions as visitors see them. These are types of their own: nothing that only staff may know
//! (meeting address, password, notes, addresses of people) has a field here.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::flat::flat;
use crate::reviews::SocialProof;
use crate::speakers::{SpeakerCard, SpeakerProfile};
use crate::words::words;
use crate::{Language, Money, TranslatedText};

/// Where a published session is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SessionStatus {
    /// Being prepared; no visitor sees it.
    Draft,
    /// On the site, still to come.
    Published,
    /// Happening now.
    Live,
    /// Over.
    Completed,
    /// Will not happen; the page stays up and says so.
    Cancelled,
}

/// What a visitor can do about a session at this moment: the one call-to-action that tells the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RegistrationState {
    /// Places can be had.
    Open,
    /// Places can be asked for; staff decide.
    ByApproval,
    /// All places are taken; one may wait for one.
    Waitlist,
    /// All places are taken.
    Full,
    /// Registration opens later (`registrationOpensAt`).
    NotYetOpen,
    /// Registration has closed.
    Closed,
    /// The session is happening now.
    Live,
    /// The session is over.
    Past,
    /// The session was cancelled.
    Cancelled,
}

/// How much one should know beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Difficulty {
    /// Nothing.
    Beginner,
    /// Something.
    Intermediate,
    /// A lot.
    Advanced,
}

/// The tint of a category's pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Hue {
    /// Violet.
    Violet,
    /// Teal.
    Teal,
    /// Peach.
    Peach,
}

/// Who may have a recording or material.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Access {
    /// Everybody.
    Public,
    /// Those who were registered.
    Registrants,
    /// Those who were there.
    Attendees,
}

words! {
    SessionStatus { Draft = "draft", Published = "published", Live = "live", Completed = "completed", Cancelled = "cancelled" }
    RegistrationState {
        Open = "open", ByApproval = "by_approval", Waitlist = "waitlist", Full = "full", NotYetOpen = "not_yet_open",
        Closed = "closed", Live = "live", Past = "past", Cancelled = "cancelled",
    }
    Access { Public = "public", Registrants = "registrants", Attendees = "attendees" }
    Difficulty { Beginner = "beginner", Intermediate = "intermediate", Advanced = "advanced" }
    Hue { Violet = "violet", Teal = "teal", Peach = "peach" }
    Timeframe { ThisWeek = "this-week", ThisMonth = "this-month", AllUpcoming = "all-upcoming", Past = "past" }
    PriceFilter { Free = "free", Paid = "paid", All = "all" }
}

/// A category or a tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Label {
    /// Its name in filters.
    pub slug: String,
    /// Its name on screen.
    pub name: TranslatedText,
}

/// A session's picture: drawn by the program, or uploaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cover {
    /// Address of the picture, relative to the site. A drawn one is an SVG whose symbol `#c` takes the
    /// page's colours.
    pub url: String,
    /// The tint of a drawn picture.
    pub hue: Hue,
    /// Whether it was drawn by the program.
    pub drawn: bool,
}

/// A lower price for those who register early.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct EarlyBird {
    /// The lower price, gross.
    pub price: Money,
    /// Until when it holds.
    pub ends_at: DateTime<Utc>,
}

/// A session in a list: everything that a card shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SessionCard {
    /// Part of the address of its landing page.
    pub slug: String,
    /// Its own title, or its topic's.
    pub title: TranslatedText,
    /// About ten words.
    pub summary: TranslatedText,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// How long it takes, in minutes.
    pub duration_minutes: u32,
    /// IANA name of the timezone in which it was planned.
    pub timezone: String,
    /// The language it is held in.
    pub language: Language,
    /// Where it is in its life, by the clock.
    pub status: SessionStatus,
    /// What a visitor can do now.
    pub registration_state: RegistrationState,
    /// When registration opens; `null`: it opened with the publishing.
    pub registration_opens_at: Option<DateTime<Utc>>,
    /// When registration closes; `null`: when the session starts.
    pub registration_closes_at: Option<DateTime<Utc>>,
    /// Its topic's category.
    pub category: Label,
    /// Its topic's tags.
    pub tags: Vec<Label>,
    /// How much one should know.
    pub difficulty: Difficulty,
    /// Its picture.
    pub cover: Cover,
    /// Who presents it.
    pub speaker: SpeakerCard,
    /// The regular gross price; `null` is free.
    pub price: Option<Money>,
    /// The lower price, while it holds.
    pub early_bird: Option<EarlyBird>,
    /// How many seats there are; `null` is no limit.
    pub capacity: Option<u32>,
    /// How many are left; `null` where there is no limit. At most 30 seconds old.
    pub remaining_seats: Option<u32>,
    /// How many people wait for a place.
    pub waitlist_count: u32,
    /// Whether one may wait for a place when all are taken.
    pub allow_waitlist: bool,
    /// Whether staff decide on each registration.
    pub requires_approval: bool,
    /// Whether a recording can be watched by everybody.
    pub has_public_recording: bool,
}

/// One point of the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgendaItem {
    /// How long it takes.
    pub minutes: u32,
    /// What it is.
    pub title: TranslatedText,
    /// More about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TranslatedText>,
}

flat! {
    /// A session's landing page.
    pub struct SessionPage {
        /// What the card shows.
        pub card: ..SessionCard,
        /// Sanitised HTML.
        pub description: TranslatedText,
        /// What one will learn.
        pub learning_objectives: Vec<TranslatedText>,
        /// What one should know before.
        pub prerequisites: Option<TranslatedText>,
        /// Who should come.
        pub target_audience: Option<TranslatedText>,
        /// What happens when.
        pub agenda: Vec<AgendaItem>,
        /// Who presents it. (`speaker` is the card's.)
        pub speaker_profile: SpeakerProfile,
        /// How many other sessions of the speaker are to come.
        pub speaker_upcoming: u32,
        /// How many other sessions the speaker has held.
        pub speaker_past: u32,
        /// The recording, where everybody may watch it.
        pub recording_url: Option<String>,
        /// Who may watch the recording; `null` where there is none.
        pub recording_access: Option<Access>,
        /// Whether there is or will be material to take home.
        pub has_materials: bool,
        /// What one takes home, point by point.
        pub materials: Vec<TranslatedText>,
        /// Who may have the material.
        pub materials_access: Access,
        /// The material, where everybody may have it.
        pub materials_url: Option<String>,
        /// What people made of earlier sessions of the topic; `null` where there is nothing to show.
        pub social_proof: Option<SocialProof>,
        /// Tax included in the price, in basis points: 1900 is 19 %.
        pub tax_rate_bp: u32,
        /// Why it was cancelled, in the words of staff.
        pub cancel_reason: Option<String>,
    }
}

/// More to look at beside one session. No session comes twice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RelatedSessions {
    /// Four coming sessions, drawn at random.
    pub upcoming: Vec<SessionCard>,
    /// At most three others of the same category, those of the same topic first.
    pub same_category: Vec<SessionCard>,
    /// At most three others of the same speaker.
    pub same_speaker: Vec<SessionCard>,
}

/// Which part of the program a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Timeframe {
    /// Monday to Sunday in the viewer's timezone, without what has ended.
    ThisWeek,
    /// The calendar month in the viewer's timezone, without what has ended.
    ThisMonth,
    /// All that has not ended.
    #[default]
    AllUpcoming,
    /// All that has ended, latest first.
    Past,
}

/// Filter by price.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum PriceFilter {
    /// Only free ones.
    Free,
    /// Only those with a price.
    Paid,
    /// Both.
    #[default]
    All,
}

impl PriceFilter {
    /// Whether a session with this price passes; `None` is free.
    pub fn admits(self, price: Option<Money>) -> bool {
        match self {
            PriceFilter::All => true,
            PriceFilter::Free => price.is_none(),
            PriceFilter::Paid => price.is_some(),
        }
    }
}

/// Filter by the language a session is held in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum LanguageFilter {
    /// English.
    En,
    /// German.
    De,
    /// Both.
    #[default]
    All,
}

impl LanguageFilter {
    /// Whether a session held in `language` passes.
    pub fn admits(self, language: Language) -> bool {
        match self {
            LanguageFilter::All => true,
            LanguageFilter::En => language == Language::En,
            LanguageFilter::De => language == Language::De,
        }
    }
}

/// How many sessions a page of the overview has: rows of three and of two come out even.
pub const PER_PAGE: u32 = 12;

/// The filters of the program (`WebinarFilters`) and the page asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct SessionFilters {
    /// Which part of the program; `all-upcoming` unless told.
    #[serde(skip_serializing_if = "is_default")]
    pub timeframe: Timeframe,
    /// A category's slug.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// How much one should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<Difficulty>,
    /// Free ones, those with a price, or `all`.
    #[serde(skip_serializing_if = "is_default")]
    pub price: PriceFilter,
    /// A speaker's slug.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// The language a session is held in, or `all`.
    #[serde(skip_serializing_if = "is_default")]
    pub language: LanguageFilter,
    /// Words from titles, descriptions, tags, categories and speakers' names in both languages; all have to be
    /// found, endings, compounds and slips of the keyboard are forgiven. The best come first. Words after the tenth don't count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// The viewer's IANA timezone, for "this week"; UTC unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
    /// How many sessions a page has: 1 to 200, 50 unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// Where the page starts: `nextCursor` of the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// What is not told needs not be written.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_json_are_the_same() {
        for status in SessionStatus::ALL {
            assert_eq!(serde_json::to_value(status).unwrap(), status.word());
            assert_eq!(status.word().parse::<SessionStatus>().unwrap(), *status);
        }
        for state in RegistrationState::ALL {
            assert_eq!(serde_json::to_value(state).unwrap(), state.word());
        }
        for timeframe in Timeframe::ALL {
            assert_eq!(serde_json::to_value(timeframe).unwrap(), timeframe.word());
        }
    }
}
