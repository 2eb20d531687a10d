//! The published program: every session that visitors may see, with all that their pages show.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Datelike, Utc};
use chrono_tz::Tz;
use magnetiq_domain::pricing;
use magnetiq_domain::session::{GRACE, SessionFacts};
use magnetiq_mail::Platform;
use magnetiq_shared::sessions::{
    Access, AgendaItem, Cover, Difficulty, EarlyBird, Label, RegistrationState, SessionCard, SessionPage,
};
use magnetiq_shared::site::Figures;
use magnetiq_shared::speakers::{SpeakerPage, SpeakerProfile};
use magnetiq_shared::topics::Seo;
use magnetiq_shared::{Language, Money, TranslatedText};
use uuid::Uuid;

use super::earlier::{Earlier, Echo};
use super::search::{Index, Rank};
use crate::settings::Settings;

/// How many sessions that are over a speaker's page shows.
const PAST_OF_SPEAKER: usize = 12;

/// One published session: what changes with every registration, and what doesn't.
#[derive(Clone, Debug)]
pub struct Session {
    /// What decides about registrations; the seat counts are at most 30 seconds old.
    pub facts: SessionFacts,
    /// Everything else.
    pub content: Arc<Content>,
}

/// What a session's page shows, apart from seats and state.
#[derive(Clone, Debug)]
pub struct Content {
    /// Its id.
    pub id: Uuid,
    /// Its topic's id.
    pub topic_id: Uuid,
    /// Part of its address.
    pub slug: String,
    /// Its own title, or its topic's.
    pub title: TranslatedText,
    /// About ten words.
    pub summary: TranslatedText,
    /// Sanitised HTML.
    pub description: TranslatedText,
    /// How long it takes.
    pub duration_minutes: u32,
    /// Where it was planned.
    pub timezone: Tz,
    /// The language it is held in.
    pub language: Language,
    /// Regular price; `None` is free.
    pub price: Option<Money>,
    /// Price for the early.
    pub early_bird: Option<EarlyBird>,
    /// Tax included in the price, in basis points.
    pub tax_rate_bp: u32,
    /// What search engines read instead of title and summary.
    pub seo: Seo,
    /// Its topic's category.
    pub category: Label,
    /// Its topic's tags.
    pub tags: Vec<Label>,
    /// How much one should know.
    pub difficulty: Difficulty,
    /// Its picture.
    pub cover: Cover,
    /// Who presents it.
    pub speaker: Arc<SpeakerProfile>,
    /// What one will learn.
    pub learning_objectives: Vec<TranslatedText>,
    /// What one should know before.
    pub prerequisites: Option<TranslatedText>,
    /// Who should come.
    pub target_audience: Option<TranslatedText>,
    /// What happens when.
    pub agenda: Vec<AgendaItem>,
    /// The recording, where everybody may watch it.
    pub public_recording: Option<String>,
    /// Who may watch the recording, where there is one.
    pub recording_access: Option<Access>,
    /// Whether there is or will be material to take home.
    pub has_materials: bool,
    /// What one takes home.
    pub materials: Vec<TranslatedText>,
    /// Who may have the material.
    pub materials_access: Access,
    /// Where the material is.
    pub materials_url: Option<String>,
    /// When it was first published.
    pub published_at: Option<DateTime<Utc>>,
    /// When anything that its page says of it was last changed.
    pub updated_at: DateTime<Utc>,
    /// Goes up with every change that calendars must hear of.
    pub sequence: u32,
    /// What to prepare; for those with a seat.
    pub preparation: Option<TranslatedText>,
    /// What it is held on.
    pub platform: Platform,
    /// Why it was cancelled.
    pub cancel_reason: Option<String>,
    /// What it left behind.
    pub echo: Echo,
}

impl Session {
    /// The session as a card at `now`.
    pub fn card(&self, now: DateTime<Utc>) -> SessionCard {
        let (facts, content) = (&self.facts, &self.content);
        SessionCard {
            slug: content.slug.clone(),
            title: content.title.clone(),
            summary: content.summary.clone(),
            starts_at: facts.starts_at,
            duration_minutes: content.duration_minutes,
            timezone: content.timezone.name().to_owned(),
            language: content.language,
            status: facts.status_at(now),
            registration_state: facts.registration_state(now),
            registration_opens_at: facts.opens_at,
            registration_closes_at: facts.closes_at,
            category: content.category.clone(),
            tags: content.tags.clone(),
            difficulty: content.difficulty,
            cover: content.cover.clone(),
            speaker: content.speaker.card.clone(),
            price: content.price,
            early_bird: pricing::early_bird_at(content.early_bird, now),
            capacity: facts.capacity,
            remaining_seats: facts.free(),
            waitlist_count: facts.waiting,
            allow_waitlist: facts.allow_waitlist,
            requires_approval: facts.requires_approval,
            has_public_recording: content.public_recording.is_some(),
        }
    }

    /// The session as a landing page at `now`, in its program.
    pub fn page(&self, program: &Program, now: DateTime<Utc>) -> SessionPage {
        let content = &self.content;
        let (mut upcoming, mut past) = (0, 0);
        for other in program.of_speaker(&content.speaker.card.slug).filter(|s| s.content.id != content.id) {
            upcoming += u32::from(other.is_upcoming(now));
            past += u32::from(other.is_past(now));
        }
        SessionPage {
            card: self.card(now),
            description: content.description.clone(),
            learning_objectives: content.learning_objectives.clone(),
            prerequisites: content.prerequisites.clone(),
            target_audience: content.target_audience.clone(),
            agenda: content.agenda.clone(),
            speaker_profile: SpeakerProfile::clone(&content.speaker),
            speaker_upcoming: upcoming,
            speaker_past: past,
            recording_url: content.public_recording.clone(),
            recording_access: content.recording_access,
            has_materials: content.has_materials,
            materials: content.materials.clone(),
            materials_access: content.materials_access,
            materials_url: content
                .materials_url
                .clone()
                .filter(|_| content.materials_access == Access::Public),
            social_proof: program.earlier.of_topic(content.topic_id).cloned(),
            tax_rate_bp: content.tax_rate_bp,
            cancel_reason: content.cancel_reason.clone(),
        }
    }

    /// Whether it is still to come or happening, and not cancelled.
    pub fn is_upcoming(&self, now: DateTime<Utc>) -> bool {
        !matches!(self.facts.registration_state(now), RegistrationState::Past | RegistrationState::Cancelled)
    }

    /// Whether it is over, and was held.
    pub fn is_past(&self, now: DateTime<Utc>) -> bool {
        self.facts.registration_state(now) == RegistrationState::Past
    }

    /// The instants at which its page changes by the clock alone.
    fn turning_points(&self) -> impl Iterator<Item = DateTime<Utc>> {
        let facts = &self.facts;
        [
            facts.opens_at,
            Some(facts.closes()),
            Some(facts.starts_at),
            Some(facts.ends_at),
            Some(facts.ends_at + GRACE),
            self.content.early_bird.map(|early| early.ends_at),
        ]
        .into_iter()
        .flatten()
    }
}

/// The whole published program at one version of the database.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// By start, then id.
    sessions: Arc<Vec<Session>>,
    by_slug: Arc<HashMap<String, usize>>,
    by_id: Arc<HashMap<Uuid, usize>>,
    /// The words of the sessions.
    index: Arc<Index>,
    /// Slugs that a session had before → its slug.
    old_slugs: Arc<HashMap<String, String>>,
    /// Slugs of sessions that were published and are not any more.
    withdrawn: Arc<HashSet<String>>,
    /// What earlier sessions left behind, as of [`Program::looking_back`].
    pub earlier: Arc<Earlier>,
    /// What staff set.
    pub settings: Arc<Settings>,
    /// The version of the database that this is.
    pub version: i64,
}

/// What an address of the program leads to.
#[derive(Debug)]
pub enum Found<'a> {
    /// A session.
    Session(&'a Session),
    /// A session that has another slug now.
    Moved(&'a str),
    /// A session that was withdrawn.
    Gone,
    /// Nothing.
    Nothing,
}

impl Program {
    /// Puts a program together; the order of `sessions` does not matter.
    pub fn new(
        mut sessions: Vec<Session>,
        old_slugs: HashMap<String, String>,
        withdrawn: HashSet<String>,
        settings: Settings,
        version: i64,
    ) -> Self {
        sessions.sort_by_key(|session| (session.facts.starts_at, session.content.id));
        let by_slug =
            sessions.iter().enumerate().map(|(at, session)| (session.content.slug.clone(), at)).collect();
        let by_id = sessions.iter().enumerate().map(|(at, session)| (session.content.id, at)).collect();
        Self {
            index: Arc::new(Index::new(&sessions)),
            sessions: Arc::new(sessions),
            by_slug: Arc::new(by_slug),
            by_id: Arc::new(by_id),
            old_slugs: Arc::new(old_slugs),
            withdrawn: Arc::new(withdrawn),
            earlier: Arc::default(),
            settings: Arc::new(settings),
            version,
        }
    }

    /// The same program with new seat counts: id → (taken, waiting).
    pub fn with_seats(&self, seats: &HashMap<Uuid, (u32, u32)>) -> Self {
        let mut sessions = Vec::clone(&self.sessions);
        for session in &mut sessions {
            if let Some(&(taken, waiting)) = seats.get(&session.content.id) {
                (session.facts.taken, session.facts.waiting) = (taken, waiting);
            }
        }
        Self { sessions: Arc::new(sessions), ..self.clone() }
    }

    /// The same program with what has been over by `now` added up.
    pub fn looking_back(self, now: DateTime<Utc>) -> Self {
        Self { earlier: Arc::new(Earlier::of(&self.sessions, now)), ..self }
    }

    /// Every session, by start.
    pub fn sessions(&self) -> &[Session] {
        &self.sessions
    }

    /// How well each of [`sessions`](Self::sessions) answers a search, 0 where it doesn't; `None` where the search
    /// asks for no word.
    pub fn ranks(&self, search: &str) -> Option<Vec<Rank>> {
        self.index.ranks(search)
    }

    /// What the slug leads to.
    pub fn find(&self, slug: &str) -> Found<'_> {
        if let Some(&at) = self.by_slug.get(slug) {
            Found::Session(&self.sessions[at])
        } else if let Some(new) = self.old_slugs.get(slug) {
            Found::Moved(new)
        } else if self.withdrawn.contains(slug) {
            Found::Gone
        } else {
            Found::Nothing
        }
    }

    /// The session with this id, where it is published.
    pub fn session(&self, id: Uuid) -> Option<&Session> {
        self.by_id.get(&id).map(|&at| &self.sessions[at])
    }

    /// The category with this slug, where it has a published session.
    pub fn category(&self, slug: &str) -> Option<&Label> {
        self.sessions.iter().map(|session| &session.content.category).find(|category| category.slug == slug)
    }

    /// The speaker with this slug, where they have a published session.
    pub fn speaker(&self, slug: &str) -> Option<&SpeakerProfile> {
        self.of_speaker(slug).next().map(|session| &*session.content.speaker)
    }

    /// The sessions of this speaker, by start.
    pub fn of_speaker<'a>(&'a self, slug: &str) -> impl DoubleEndedIterator<Item = &'a Session> {
        self.sessions.iter().filter(move |session| session.content.speaker.card.slug == slug)
    }

    /// The speaker's page, where they have a published session.
    pub fn speaker_page(&self, slug: &str, now: DateTime<Utc>) -> Option<SpeakerPage> {
        let speaker = self.speaker(slug)?.clone();
        let upcoming = self.of_speaker(slug).filter(|session| session.is_upcoming(now));
        let past = || self.of_speaker(slug).rev().filter(|session| session.is_past(now));
        Some(SpeakerPage {
            speaker,
            sessions: upcoming.map(|session| session.card(now)).collect(),
            past_count: past().count() as u32,
            past: past().take(PAST_OF_SPEAKER).map(|session| session.card(now)).collect(),
            social_proof: self.earlier.of_speaker(slug).cloned(),
        })
    }

    /// Sessions that have not ended, soonest first.
    pub fn upcoming(&self, now: DateTime<Utc>) -> impl Iterator<Item = &Session> {
        self.sessions.iter().filter(move |session| session.is_upcoming(now))
    }

    /// When the first page changes by the clock alone, after `now`.
    pub fn next_turn(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.sessions.iter().flat_map(Session::turning_points).filter(|at| *at > now).min()
    }

    /// What the program has behind it.
    pub fn figures(&self, now: DateTime<Utc>) -> Figures {
        let held = || self.sessions.iter().filter(|session| session.is_past(now));
        let ratings: u32 =
            held().filter_map(|session| session.content.echo.rating).map(|(_, count)| count).sum();
        let stars: f64 = held()
            .filter_map(|session| session.content.echo.rating)
            .map(|(average, count)| average * f64::from(count))
            .sum();
        Figures {
            sessions: held().count() as u32,
            since: held().map(|session| session.facts.starts_at.year()).min(),
            rating: (ratings > 0).then(|| (stars / f64::from(ratings)) as f32),
            ratings,
        }
    }
}
