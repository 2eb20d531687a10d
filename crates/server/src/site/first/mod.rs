//! The first content of each page: what is seen, and read where scripts don't run, before the app takes over. The
//! same elements, classes and words as the app's (`docs/adr/0010-first-content.md`); dates are those of the session's
//! timezone, with its name, as the visitor's is not known.

mod dates;
mod session;

use chrono::{DateTime, Utc};
use magnetiq_mail::localtime;
use magnetiq_shared::sessions::{Hue, SessionCard, SessionFilters, SessionPage, SessionStatus, Timeframe};
use magnetiq_shared::site::{Figures, LegalKind, LegalText, Site};
use magnetiq_shared::speakers::SpeakerPage;
use magnetiq_shared::{Language, Page, links};
use minijinja::{Value, context};

use super::words::{Words, say, text, values};
use crate::html;
use crate::http::ApiResult;
use crate::sessions::Program;
use session::View;

/// Whose page it is, and for whom.
pub(super) struct First<'a> {
    /// Brand and settings.
    pub program: &'a Program,
    /// The page's language.
    pub language: Language,
    /// Its path in each language.
    pub paths: Option<&'a [String; 2]>,
    /// Brand, contact and figures.
    pub site: &'a Site,
    /// When this holds.
    pub now: DateTime<Utc>,
}

/// What a page is about.
#[derive(Default)]
pub(super) enum Content {
    /// The overview, with the list where it is the same for everybody.
    Overview { filters: SessionFilters, list: Option<Page<SessionCard>> },
    /// A session.
    Landing(Box<SessionPage>),
    /// A speaker.
    Speaker(Box<SpeakerPage>),
    /// One of the house's texts.
    Legal(LegalText),
    /// What only the app can show.
    #[default]
    Manage,
    /// Nothing, with a sentence that says so.
    Missing(&'static str),
}

impl First<'_> {
    /// The content as HTML.
    pub(super) fn write(&self, title: &str, content: &Content) -> ApiResult<String> {
        match content {
            Content::Overview { filters, list } => self.overview(filters, list.as_ref()),
            Content::Landing(page) => self.landing(page),
            Content::Speaker(found) => self.speaker(found),
            Content::Legal(found) => self.legal(title, found),
            Content::Manage => self.fill("site/text.html", "manage", context! { title }),
            Content::Missing(sentence) => {
                self.fill("site/text.html", "missing", context! { title, text => *sentence })
            }
        }
    }

    fn overview(&self, filters: &SessionFilters, list: Option<&Page<SessionCard>>) -> ApiResult<String> {
        let (language, say_it) = (self.language, |key| text(self.language, "overview", key));
        let path = links::overview(language);
        let timeframes = Timeframe::ALL.iter().zip(["this_week", "this_month", "all_upcoming", "past"]);
        let timeframes = timeframes.map(|(timeframe, key)| {
            let href = match timeframe {
                Timeframe::AllUpcoming => path.clone(),
                other => format!("{path}?timeframe={other}"),
            };
            context! { href, name => say_it(key), current => filters.timeframe == *timeframe }
        });
        let asked = |cursor: Option<String>| {
            let filters = SessionFilters { cursor, limit: None, ..filters.clone() };
            match serde_urlencoded::to_string(&filters).unwrap_or_default() {
                query if query.is_empty() => query,
                query => format!("?{query}"),
            }
        };
        let more = list.and_then(|list| list.next_cursor.clone());
        let more = more.map(|cursor| format!("{path}{}", asked(Some(cursor))));
        // The other language shows the same list.
        let same = asked(filters.cursor.clone());
        let paths = Language::ALL.map(|language| format!("{}{same}", links::overview(language)));
        let sessions = list.map(|list| list.data.as_slice()).unwrap_or_default();
        let next = self.program.upcoming(self.now).next().map(|session| session.card(self.now));
        let choices = ["any_category", "any_level", "any_price", "any_speaker", "any_language"].map(say_it);
        First { paths: Some(&paths), ..*self }.fill(
            "site/overview.html",
            "overview",
            context! {
                tagline => self.program.settings.brand.tagline.get(language),
                proof => Value::from_iter(proof(language, &self.site.figures)),
                next => next.map(|card| self.card(&card)),
                timeframes => Value::from_iter(timeframes),
                searched => filters.search.as_deref().unwrap_or_default(),
                choices => Value::from_iter(choices),
                found => list.and_then(|list| found(language, list)).unwrap_or_default(),
                sessions => Value::from_iter(sessions.iter().map(|card| self.card(card))),
                more,
            },
        )
    }

    fn landing(&self, page: &SessionPage) -> ApiResult<String> {
        let (language, card) = (self.language, &page.card);
        let view = View { card, language, now: self.now };
        let over = card.status == SessionStatus::Completed;
        let online = match card.status {
            SessionStatus::Cancelled => None,
            SessionStatus::Completed => Some("was_online"),
            _ => Some("online"),
        };
        let minutes = card.duration_minutes.to_string();
        let online = online.map(|key| say(text(language, "landing", key), &[("n", &minutes)]));
        let objectives = page.learning_objectives.iter().map(|one| one.get(language).to_owned());
        self.fill(
            "site/landing.html",
            "landing",
            context! {
                s => view.values(Some(&page.speaker_profile)),
                fate => view.fate(page),
                online,
                over,
                terms => view.terms(page.tax_rate_bp),
                deadline => view.deadline(),
                fine => view.fine_print(),
                objectives => Value::from_iter(objectives),
                description => page.description.get(language),
            },
        )
    }

    fn speaker(&self, found: &SpeakerPage) -> ApiResult<String> {
        let hue = found.sessions.first().or(found.past.first()).map_or(Hue::Violet, |one| one.cover.hue);
        self.fill(
            "site/speaker.html",
            "speaker",
            context! {
                hue => hue.word(),
                speaker => session::profile(&found.speaker, self.language),
                sessions => Value::from_iter(found.sessions.iter().map(|card| self.card(card))),
            },
        )
    }

    fn legal(&self, title: &str, found: &LegalText) -> ApiResult<String> {
        let version = found.version.to_string();
        self.fill(
            "site/text.html",
            "legal",
            context! {
                title,
                body => found.body.get(self.language),
                version => say(text(self.language, "site", "version"), &[("number", &version)]),
            },
        )
    }

    fn card(&self, card: &SessionCard) -> Value {
        View { card, language: self.language, now: self.now }.values(None)
    }

    fn fill(&self, template: &str, here: &str, page: Value) -> ApiResult<String> {
        let language = self.language;
        let names = ["English", "Deutsch"];
        let languages = Language::ALL.into_iter().enumerate().map(|(at, other)| {
            let href = self.paths.map_or_else(|| links::overview(other), |paths| paths[at].clone());
            context! { code => other.code(), name => names[at], href }
        });
        let legal = LegalKind::ALL.into_iter().map(|kind| {
            let name = match kind {
                LegalKind::Terms => "terms",
                LegalKind::Privacy => "privacy",
                LegalKind::Imprint => "imprint",
            };
            context! { href => links::legal(language, kind), name => text(language, "site", name) }
        });
        html::fill(
            template,
            context! {
                t => values(language),
                language => language.code(),
                here,
                overview_href => links::overview(language),
                manage_href => links::manage_page(language),
                languages => Value::from_iter(languages),
                legal => Value::from_iter(legal),
                by_mail => Words::of(language).by_mail,
                contact => self.site.contact_email.as_str(),
                ..page
            },
        )
    }
}

/// `23 sessions, times for Berlin`, or that each has the time of its host.
fn found(language: Language, list: &Page<SessionCard>) -> Option<String> {
    let zone = list.data.first()?.timezone.as_str();
    let total = list.total.unwrap_or(list.data.len() as u64).to_string();
    if list.data.iter().any(|card| card.timezone != zone) {
        return Some(say(Words::of(language).found, &[("count", &total)]));
    }
    let key = if total == "1" { "found_single" } else { "found_many" };
    let city = localtime::city(zone.parse().ok()?, language);
    Some(say(text(language, "overview", key), &[("count", &total), ("zone", &city)]))
}

/// What the program has behind it, as far as there is anything.
fn proof(language: Language, figures: &Figures) -> Vec<Value> {
    let say_it = |key| text(language, "overview", key);
    let mut proof = Vec::new();
    if figures.sessions > 0 {
        let since = match figures.since {
            Some(year) => say(say_it("sessions_since"), &[("year", &year.to_string())]),
            None => say_it("sessions_held").to_owned(),
        };
        proof.push(context! { number => language.number(figures.sessions.into()), text => since });
    }
    if let Some(rating) = figures.rating.filter(|_| figures.ratings > 0) {
        let ratings = language.number(figures.ratings.into());
        let rating = format!("{rating:.1}");
        let rating = rating.strip_suffix(".0").unwrap_or(&rating);
        let number = if language == Language::De { rating.replace('.', ",") } else { rating.to_owned() };
        proof.push(context! { number, text => say(say_it("of_five"), &[("ratings", &ratings)]) });
    }
    proof
}
