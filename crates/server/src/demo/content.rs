//! Reads the texts that are built into the program.

use magnetiq_shared::{Language, TranslatedText, sessions::SessionStatus};
use serde::{Deserialize, de::DeserializeOwned};

use super::model::{Category, Consultant, LegalText, Organisation, Speaker, Tag, Topic};

/// All files of `content/` but the names of registrants.
pub(super) struct Content {
    pub(super) categories: Vec<Category>,
    pub(super) tags: Vec<Tag>,
    pub(super) topics: Vec<Topic>,
    pub(super) consultants: Vec<Consultant>,
    pub(super) speakers: Vec<Speaker>,
    pub(super) sessions: Vec<SessionPlan>,
    pub(super) testimonials: Vec<SpokenTestimonial>,
    pub(super) organisations: Vec<Organisation>,
    pub(super) legal: Vec<LegalText>,
}

/// A session relative to "today"; see the head of `sessions.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SessionPlan {
    pub(super) kind: SessionStatus,
    pub(super) topic: String,
    pub(super) speaker: String,
    pub(super) language: Language,
    pub(super) day: i64,
    pub(super) at: String,
    #[serde(default = "berlin")]
    pub(super) zone: String,
    pub(super) capacity: Option<u32>,
    pub(super) early: Option<EarlyPlan>,
    #[serde(default)]
    pub(super) approval: bool,
    #[serde(default = "yes")]
    pub(super) waitlist: bool,
    pub(super) opens: Option<i64>,
    pub(super) closes: Option<i64>,
    pub(super) platform: String,
    pub(super) taken: u32,
    #[serde(default)]
    pub(super) exact: bool,
    #[serde(default)]
    pub(super) waiting: u32,
    pub(super) reason: Option<String>,
    pub(super) recording: Option<String>,
    #[serde(default)]
    pub(super) withdrawn: bool,
    #[serde(default = "registrants")]
    pub(super) materials: String,
}

/// An early-bird price in cents until the end of a day.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EarlyPlan {
    pub(super) price: i64,
    pub(super) until: i64,
}

/// A testimonial before it is tied to a session.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SpokenTestimonial {
    pub(super) topic: String,
    pub(super) author: String,
    pub(super) author_role: String,
    pub(super) rating: u8,
    pub(super) text: TranslatedText,
    #[serde(default = "yes")]
    pub(super) released: bool,
}

/// Short comments on past sessions, per language.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Feedback {
    pub(super) en: Vec<String>,
    pub(super) de: Vec<String>,
}

fn berlin() -> String {
    "Europe/Berlin".into()
}

fn registrants() -> String {
    "registrants".into()
}

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
struct ProgramFile {
    category: Vec<Category>,
    tag: Vec<Tag>,
}

#[derive(Deserialize)]
struct TopicsFile {
    topic: Vec<Topic>,
}

#[derive(Deserialize)]
struct PeopleFile {
    consultant: Vec<Consultant>,
    speaker: Vec<Speaker>,
}

#[derive(Deserialize)]
struct SessionsFile {
    session: Vec<SessionPlan>,
}

#[derive(Deserialize)]
struct VoicesFile {
    testimonial: Vec<SpokenTestimonial>,
    feedback: Feedback,
}

#[derive(Deserialize)]
struct OrganisationsFile {
    organisation: Vec<Organisation>,
}

#[derive(Deserialize)]
struct LegalFile {
    legal: Vec<LegalText>,
}

/// Reads one embedded file. It can't fail in a program whose tests passed: they read every file.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).expect("the embedded demo content is valid")
}

const VOICES: &str = include_str!("content/voices.toml");

impl Feedback {
    /// The embedded comments.
    pub(super) fn embedded() -> Self {
        read::<VoicesFile>(VOICES).feedback
    }

    /// The comments in `language`.
    pub(super) fn lines(&self, language: Language) -> &[String] {
        match language {
            Language::En => &self.en,
            Language::De => &self.de,
        }
    }
}

impl Content {
    /// The embedded content.
    pub(super) fn embedded() -> Self {
        let program: ProgramFile = read(include_str!("content/program.toml"));
        let people: PeopleFile = read(include_str!("content/people.toml"));
        let topics = [
            include_str!("content/topics-energy.toml"),
            include_str!("content/topics-ai.toml"),
            include_str!("content/topics-digital.toml"),
        ];
        Self {
            categories: program.category,
            tags: program.tag,
            topics: topics.into_iter().flat_map(|file| read::<TopicsFile>(file).topic).collect(),
            consultants: people.consultant,
            speakers: people.speaker,
            sessions: read::<SessionsFile>(include_str!("content/sessions.toml")).session,
            testimonials: read::<VoicesFile>(VOICES).testimonial,
            organisations: read::<OrganisationsFile>(include_str!("content/organisations.toml")).organisation,
            legal: read::<LegalFile>(include_str!("content/legal.toml")).legal,
        }
    }
}
