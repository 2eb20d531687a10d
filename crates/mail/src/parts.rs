//! What several kinds of mail have in common beside the session: links to materials, sessions to see next, whom to
//! ask, and the people of a session.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use magnetiq_shared::{Language, Money};
use minijinja::{Value, context};

use crate::facts::{NamedLink, SessionFacts, sample_instant};
use crate::texts::Texts;
use crate::{clean, localtime};

/// The most sessions that a mail names to see next.
const NEXT: usize = 3;

/// A session that may suit, too.
#[derive(Clone, Debug, PartialEq)]
pub struct NextSession {
    /// The title in the recipient's language.
    pub title: String,
    /// The start, shown in the `viewer_timezone` of the mail's session.
    pub starts_at: DateTime<Utc>,
    /// The landing page, an http or https address; another leaves the session out.
    pub url: String,
}

impl NextSession {
    /// Two sessions for previews and tests.
    pub fn samples(language: Language) -> Vec<Self> {
        let (titles, path) = match language {
            Language::En => (["Peak shaving with what you have", "Reading an electricity bill"], "/webinars"),
            Language::De => {
                (["Lastspitzen kappen mit dem, was da ist", "Eine Stromrechnung lesen"], "/de/webinare")
            }
        };
        let next = |(title, day): (&str, u32)| Self {
            title: title.into(),
            starts_at: sample_instant(day, 9, 0),
            url: format!("https://webinars.example{path}/2026-12-{day}"),
        };
        titles.into_iter().zip([10, 15]).map(next).collect()
    }

    /// The first three with a link.
    pub(crate) fn values(next: &[Self], tz: Tz, language: Language) -> Vec<Value> {
        (next.iter())
            .map(|session| (session, clean::link(&session.url)))
            .filter(|(_, url)| !url.is_empty())
            .take(NEXT)
            .map(|(session, url)| {
                let at = localtime::moment(session.starts_at, tz, language);
                context! { title => clean::line(&session.title), at, url }
            })
            .collect()
    }
}

impl NamedLink {
    /// One material for previews and tests.
    pub fn samples(language: Language) -> Vec<Self> {
        let label = match language {
            Language::En => "Download the notebook",
            Language::De => "Notebook herunterladen",
        };
        vec![Self { label: label.into(), url: "https://webinars.example/materials/battery-notebook".into() }]
    }

    /// Those that lead somewhere.
    pub(crate) fn values(links: &[Self]) -> Vec<Value> {
        (links.iter())
            .map(|link| (clean::line(&link.label), clean::link(&link.url)))
            .filter(|(_, url)| !url.is_empty())
            .map(|(label, url)| context! { label, url })
            .collect()
    }
}

/// How long until a session starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// Days by the recipient's calendar; 0 is today.
    Days(u32),
    /// Hours.
    Hours(u32),
    /// Less than that.
    Minutes,
}

impl Lead {
    /// Whether it is a matter of hours.
    pub fn is_soon(self) -> bool {
        matches!(self, Lead::Minutes | Lead::Hours(_) | Lead::Days(0))
    }

    /// `in 7 days`, `tomorrow`, `in 2 hours`, `in a few minutes`, to stand within a sentence.
    pub(crate) fn words(self, language: Language) -> String {
        let key = match self {
            Lead::Days(0) => "today",
            Lead::Days(1) => "tomorrow",
            Lead::Days(2) => "day_after_tomorrow",
            Lead::Days(_) => "days",
            Lead::Hours(0 | 1) => "hour",
            Lead::Hours(_) => "hours",
            Lead::Minutes => "minutes",
        };
        let count = match self {
            Lead::Days(count) | Lead::Hours(count) => count,
            Lead::Minutes => 0,
        };
        Texts::of(language).get("lead", key).replace("{n}", &count.to_string())
    }
}

/// Somebody to ask.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contact {
    /// The name; may be empty.
    pub name: String,
    /// The address; may be empty.
    pub email: String,
    /// The number; may be empty.
    pub phone: String,
}

impl Contact {
    /// For previews and tests.
    pub fn sample() -> Self {
        Self {
            name: "Greta Lindholm".into(),
            email: "greta.lindholm@voltaic.example".into(),
            phone: "+49 30 23125 017".into(),
        }
    }

    /// Name, address and number in one line, what there is of them.
    pub(crate) fn line(&self) -> String {
        // Blanks that don't break: a number stays on one line.
        let phone = clean::line(&self.phone).replace(' ', "\u{a0}");
        let all = [clean::line(&self.name), clean::line(&self.email), phone];
        all.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// A point of a session's agenda.
#[derive(Clone, Debug, PartialEq)]
pub struct AgendaItem {
    /// How long it takes; 0 is left out.
    pub minutes: u32,
    /// What it is, in the recipient's language.
    pub title: String,
}

impl AgendaItem {
    /// Three points for previews and tests.
    pub fn samples(language: Language) -> Vec<Self> {
        let titles = match language {
            Language::En => ["What a battery earns today", "A site, calculated together", "Your questions"],
            Language::De => {
                ["Was ein Speicher heute verdient", "Ein Standort, gemeinsam gerechnet", "Ihre Fragen"]
            }
        };
        let item = |(title, minutes): (&str, u32)| Self { minutes, title: title.into() };
        titles.into_iter().zip([25, 40, 25]).map(item).collect()
    }

    pub(crate) fn values(agenda: &[Self]) -> Vec<Value> {
        (agenda.iter())
            .map(|item| context! { minutes => item.minutes, title => clean::line(&item.title) })
            .collect()
    }
}

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq)]
pub struct Participant {
    /// The full name.
    pub name: String,
    /// The company; may be empty.
    pub company: String,
}

impl Participant {
    /// Four people for previews and tests.
    pub fn samples() -> Vec<Self> {
        let people = [
            ("Juliette Moreau", "Acme Énergie"),
            ("Jörg Brüggemann", "Stadtwerke Müritz"),
            ("Ada Kowalczyk", "Kestrel Foods"),
            ("Tomasz Zieliński", ""),
        ];
        people.map(|(name, company)| Self { name: name.into(), company: company.into() }).into()
    }

    pub(crate) fn values(&self) -> Value {
        context! { name => clean::line(&self.name), company => clean::line(&self.company) }
    }
}

/// How often a word comes: a company, a job title.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// The word.
    pub name: String,
    /// How often.
    pub count: u32,
}

impl Counted {
    /// The list of pairs.
    pub fn list<const N: usize>(of: [(&str, u32); N]) -> Vec<Self> {
        of.map(|(name, count)| Self { name: name.into(), count }).into()
    }

    /// The first `most`, with how many more there are.
    pub(crate) fn values(all: &[Self], most: usize) -> (Vec<Value>, usize) {
        let shown =
            all.iter().take(most).map(|one| context! { name => clean::line(&one.name), count => one.count });
        (shown.collect(), all.len().saturating_sub(most))
    }
}

/// What registrations bring in one currency.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Revenue {
    /// Paid already.
    pub paid: Money,
    /// Owed still, in the same currency.
    pub open: Money,
}

/// The last part of the session's address: for the names of files.
pub(crate) fn slug(session: &SessionFacts) -> String {
    let last = session.landing_url.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    last.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
}

/// How much of 100 `part` is of `whole`; 0 of nothing, 100 at most.
pub(crate) fn percent(part: u32, whole: Option<u32>) -> u64 {
    let seats = u64::from(whole.unwrap_or_default().max(1));
    if whole.is_some() { (u64::from(part) * 100 / seats).min(100) } else { 0 }
}
