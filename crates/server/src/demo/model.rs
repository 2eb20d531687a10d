//! The shapes of the demo's program. Things refer to each other by slug or key, never by a database id.

use chrono::{DateTime, Utc};
pub use magnetiq_shared::{
    Language, TranslatedText,
    sessions::{AgendaItem, Difficulty, Hue, SessionStatus},
};
use serde::Deserialize;

use crate::media::cover::Pattern;

/// Everything staff would have entered by hand.
#[derive(Clone, Debug)]
pub struct DemoProgram {
    /// Three, in the order of the filter.
    pub categories: Vec<Category>,
    /// All tags that topics carry.
    pub tags: Vec<Tag>,
    /// Twelve, four in each category.
    pub topics: Vec<Topic>,
    /// Six; exactly one is the WPM.
    pub consultants: Vec<Consultant>,
    /// Ten; six are consultants, four come from outside.
    pub speakers: Vec<Speaker>,
    /// Forty, in no order.
    pub sessions: Vec<Session>,
    /// Some released, some not.
    pub testimonials: Vec<Testimonial>,
    /// Those whose people are among the registrants; most let their name be shown.
    pub organisations: Vec<Organisation>,
    /// Terms, privacy and imprint.
    pub legal: Vec<LegalText>,
}

/// A category of topics.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Key, such as `energy`.
    pub slug: String,
    /// The tint of its covers.
    pub hue: Hue,
    /// The name on screen.
    pub name: TranslatedText,
}

/// A keyword of topics.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    /// Key, such as `heat-pumps`.
    pub slug: String,
    /// The name on screen.
    pub name: TranslatedText,
}

/// A reusable template of a webinar, with all its texts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Key and start of its sessions' addresses.
    pub slug: String,
    /// Slug of its category.
    pub category: String,
    /// What its cover shows; no two topics share one.
    #[serde(deserialize_with = "pattern")]
    pub pattern: Pattern,
    /// Level.
    pub difficulty: Difficulty,
    /// Default length, the sum of the agenda.
    #[serde(rename = "minutes")]
    pub duration_minutes: u32,
    /// Default gross price in cents; free where `None`.
    pub price: Option<i64>,
    /// Default number of seats; unlimited where `None`.
    pub capacity: Option<u32>,
    /// Slugs of tags.
    pub tags: Vec<String>,
    /// Slugs of the default speakers, the first one first.
    pub speakers: Vec<String>,
    /// Title.
    pub title: TranslatedText,
    /// About ten words for the card.
    pub summary: TranslatedText,
    /// Simple HTML: paragraphs and lists.
    pub description: TranslatedText,
    /// Four or five.
    pub objectives: Vec<TranslatedText>,
    /// Plain text.
    pub prerequisites: TranslatedText,
    /// Plain text.
    pub audience: TranslatedText,
    /// Four to six items.
    pub agenda: Vec<AgendaItem>,
    /// What attendees take home: three or four points.
    pub materials: Vec<TranslatedText>,
}

fn pattern<'de, D: serde::Deserializer<'de>>(source: D) -> Result<Pattern, D::Error> {
    String::deserialize(source)?.parse().map_err(serde::de::Error::custom)
}

/// A person of the house.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consultant {
    /// Key, the same as the slug of the speaker.
    pub key: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Job title.
    pub title: String,
    /// Address under `.example`.
    pub email: String,
    /// International form.
    pub phone: String,
    /// Preferred language.
    pub language: Language,
    /// IANA name.
    pub timezone: String,
    /// Where visitors book a consultation.
    pub booking_url: String,
    /// Profile.
    pub linkedin_url: String,
    /// True for the one who runs the webinar program.
    pub is_wpm: bool,
}

/// Who presents sessions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Speaker {
    /// Key and address.
    pub slug: String,
    /// Key of the consultant, for internal speakers.
    pub consultant: Option<String>,
    /// Academic title.
    pub title: Option<String>,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Employer.
    pub company: String,
    /// Address under `.example`.
    pub email: String,
    /// Profile.
    pub linkedin_url: String,
    /// Own or employer's site.
    pub website_url: String,
    /// Preferred language.
    pub language: Language,
    /// IANA name.
    pub timezone: String,
    /// Position at the company.
    pub role: TranslatedText,
    /// Fields of expertise, in English.
    pub expertise: Vec<String>,
    /// Plain text.
    pub biography: TranslatedText,
}

/// One scheduled occurrence of a topic.
#[derive(Clone, Debug)]
pub struct Session {
    /// Topic and local date, such as `battery-storage-dispatch-2026-12-08`; unique.
    pub slug: String,
    /// Slug of the topic.
    pub topic: String,
    /// Slug of the speaker.
    pub speaker: String,
    /// As at the program's `now`.
    pub status: SessionStatus,
    /// Language it is held in.
    pub language: Language,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// Start plus length.
    pub ends_at: DateTime<Utc>,
    /// Length.
    pub duration_minutes: u32,
    /// IANA name of where it is hosted.
    pub timezone: String,
    /// Gross price in cents; free where `None`.
    pub price: Option<i64>,
    /// Lower price for a while.
    pub early_bird: Option<EarlyBird>,
    /// Seats; unlimited where `None`.
    pub capacity: Option<u32>,
    /// Staff decide about each place.
    pub requires_approval: bool,
    /// Whether people may queue once it is full.
    pub allow_waitlist: bool,
    /// `zoom`, `teams`, `webex` or `custom`.
    pub platform: String,
    /// Where registrants join.
    pub meeting_url: String,
    /// Password of the meeting.
    pub meeting_password: String,
    /// Before this nobody can register.
    pub registration_opens_at: Option<DateTime<Utc>>,
    /// After this nobody can register.
    pub registration_closes_at: Option<DateTime<Utc>>,
    /// When it was published; `None` for drafts.
    pub published_at: Option<DateTime<Utc>>,
    /// When it was taken back into preparation after it had been published.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// When it was cancelled.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// Why it was cancelled, in the session's language.
    pub cancel_reason: Option<String>,
    /// Recording of a past session.
    pub recording: Option<Recording>,
    /// Materials, once it is over.
    pub materials_url: Option<String>,
    /// Who may have them: `public`, `registrants` or `attendees`.
    pub materials_access: String,
    /// Slides, for staff and speaker.
    pub slides_url: Option<String>,
    /// Views of the landing page so far.
    pub view_count: u32,
    /// How many people want to come.
    pub demand: Demand,
}

/// A lower price until an instant.
#[derive(Clone, Copy, Debug)]
pub struct EarlyBird {
    /// Gross, in cents, lower than the session's price.
    pub price: i64,
    /// The last instant of this price.
    pub ends_at: DateTime<Utc>,
}

/// The recording of a past session.
#[derive(Clone, Debug)]
pub struct Recording {
    /// Where it can be watched.
    pub url: String,
    /// `public`, `registrants` or `attendees`.
    pub access: String,
}

/// How many people register for a session in the demo.
#[derive(Clone, Copy, Debug)]
pub struct Demand {
    /// Seats taken when there are [`super::DEFAULT_TOTAL`] registrations in all.
    pub taken: u32,
    /// The number above holds for any size of the demo.
    pub exact: bool,
    /// People on the waitlist.
    pub waiting: u32,
}

/// What an attendee said of a session.
#[derive(Clone, Debug)]
pub struct Testimonial {
    /// Slug of the past session it is about.
    pub session: String,
    /// When it was said, after the session.
    pub said_at: DateTime<Utc>,
    /// When staff released it; `None` while they have not.
    pub released_at: Option<DateTime<Utc>>,
    /// A name.
    pub author: String,
    /// The organisation.
    pub author_role: String,
    /// 1 to 5.
    pub rating: u8,
    /// One or two sentences.
    pub text: TranslatedText,
}

/// What is known of a company by its e-mail domain.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// E-mail domain.
    pub domain: String,
    /// Name.
    pub name: String,
    /// Number of employees as a range, such as `250-999`.
    pub company_size: String,
    /// Branch, in English.
    pub industry: String,
    /// ISO 3166 code.
    pub country: String,
    /// Whether its logo may be shown.
    pub logo_released: bool,
}

/// A legal text.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalText {
    /// `terms`, `privacy` or `imprint`.
    pub kind: String,
    /// Counts from 1.
    pub version: u32,
    /// Simple HTML.
    pub body: TranslatedText,
}
