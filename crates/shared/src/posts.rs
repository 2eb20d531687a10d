//! Posts on social networks: for each session some of the house and some of its speaker, at set times around it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::patch::nullable;
use crate::{Language, TranslatedText};

/// How much X takes in one post, as it counts: an address is always 23.
pub const X_LIMIT: usize = 280;
/// What an address counts on X.
pub const X_ADDRESS: usize = 23;

/// Where a post goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Network {
    /// LinkedIn.
    Linkedin,
    /// X.
    X,
}

impl Network {
    /// Both.
    pub const ALL: [Network; 2] = [Network::Linkedin, Network::X];

    /// The network of this name.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|network| network.word() == word)
    }

    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Network::Linkedin => "LinkedIn",
            Network::X => "X",
        }
    }

    /// Its name in addresses and keys.
    pub const fn word(self) -> &'static str {
        match self {
            Network::Linkedin => "linkedin",
            Network::X => "x",
        }
    }
}

/// Who speaks in a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Voice {
    /// The house.
    House,
    /// The speaker, from their own account.
    Speaker,
}

impl Voice {
    /// Both.
    pub const ALL: [Voice; 2] = [Voice::House, Voice::Speaker];

    /// Its name in keys.
    pub const fn word(self) -> &'static str {
        match self {
            Voice::House => "house",
            Voice::Speaker => "speaker",
        }
    }
}

/// What a post is for, in the order of their times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum Occasion {
    /// Two weeks before: there will be this session.
    Announcement,
    /// A week before.
    Week,
    /// Three days before.
    Days,
    /// 24 hours before.
    Tomorrow,
    /// It begins.
    Live,
    /// The day after: what was said, and the recording.
    After,
}

impl Occasion {
    /// All of them, the earliest first.
    pub const ALL: [Occasion; 6] = [
        Occasion::Announcement,
        Occasion::Week,
        Occasion::Days,
        Occasion::Tomorrow,
        Occasion::Live,
        Occasion::After,
    ];

    /// Its name in keys.
    pub const fn word(self) -> &'static str {
        match self {
            Occasion::Announcement => "announcement",
            Occasion::Week => "week",
            Occasion::Days => "days",
            Occasion::Tomorrow => "tomorrow",
            Occasion::Live => "live",
            Occasion::After => "after",
        }
    }
}

/// Where a post is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum PostState {
    /// Its time is still to come.
    Planned,
    /// It is time to share it.
    Due,
    /// It was shared.
    Posted,
    /// Staff leave it out.
    Skipped,
    /// Its time went by: a later one is due.
    Passed,
    /// It is about to be published by its network's connection, or waits for the network.
    Publishing,
    /// Its network refused it, or was not reached for too long: it is not there, or not all of a thread.
    Failed,
    /// The connection broke while it was published: only a look at the network tells whether it is there.
    Unclear,
}

/// One post about a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SocialPost {
    /// Which of its session's posts: `linkedin-house-announcement`.
    pub key: String,
    /// The session.
    pub session_id: Uuid,
    /// The session's title.
    pub title: TranslatedText,
    /// The language that the session is held in.
    pub language: Language,
    /// Where it goes.
    pub network: Network,
    /// Who speaks.
    pub voice: Voice,
    /// What it is for.
    pub occasion: Occasion,
    /// When it is time.
    pub due_at: DateTime<Utc>,
    /// Where it is.
    pub state: PostState,
    /// What it says, with address and hashtags: what staff wrote, else what is made of the facts.
    pub text: TranslatedText,
    /// Whether staff wrote it.
    pub is_own: bool,
    /// The same for X where it is too long for one post: a thread, post by post.
    pub thread: Threads,
    /// Offers it on its network, in each language.
    pub share_url: TranslatedText,
    /// Its picture in each language.
    pub card_url: TranslatedText,
    /// Whether it can be published by its network's connection, now.
    pub can_publish: bool,
    /// Whether it will be published by itself when it is due.
    pub publishes_itself: bool,
    /// Where it stands on its network, if it was published there; of a thread, its first post.
    pub url: Option<String>,
    /// Why it is not published, or not yet, in the network's words.
    pub problem: Option<String>,
    /// When its publication is tried again.
    pub retry_at: Option<DateTime<Utc>>,
    /// When it was shared or left out.
    pub acted_at: Option<DateTime<Utc>>,
    /// Its state, for `If-Match`; 0 where nothing was changed yet.
    pub version: i32,
}

/// The posts of a thread in each language; one where it is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Threads {
    /// English.
    pub en: Vec<String>,
    /// German.
    pub de: Vec<String>,
}

impl Threads {
    /// In this language.
    pub fn get(&self, language: Language) -> &[String] {
        match language {
            Language::En => &self.en,
            Language::De => &self.de,
        }
    }
}

/// What staff do with a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum PostAct {
    /// They shared it.
    Posted,
    /// They leave it out.
    Skipped,
    /// Neither: it is as it was planned.
    Planned,
}

/// Changes a post. JSON Merge Patch.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct PostPatch {
    /// What it says; `null`: what is made of the facts.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub text: Option<Option<TranslatedText>>,
    /// What became of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<PostAct>,
}

/// Which posts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct PostFilters {
    /// Of one session; else of all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<Uuid>,
    /// Due from then on; a week ago unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<DateTime<Utc>>,
    /// Due before; 30 days after `from` or now unless told, 92 at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
}
