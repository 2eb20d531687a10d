//! The house cancelled a session.

use chrono::{DateTime, Utc};
use magnetiq_shared::Language;
use minijinja::{Value, context};

use crate::facts::sample_instant;
use crate::{CalendarEntry, SessionFacts, clean, localtime};

/// The most sessions that a mail names instead.
const NEXT: usize = 3;

/// A session that may suit instead.
#[derive(Clone, Debug, PartialEq)]
pub struct NextSession {
    /// The title in the recipient's language.
    pub title: String,
    /// The start, shown in the `viewer_timezone` of the cancelled session's facts.
    pub starts_at: DateTime<Utc>,
    /// The landing page, an http or https address; another leaves the session out.
    pub url: String,
}

/// Says that the session won't be, and why; takes the entry out of the calendar, and names what may suit instead.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionCancelled {
    /// For the greeting; may be empty.
    pub first_name: String,
    /// The session that won't be.
    pub session: SessionFacts,
    /// The registration's reference.
    pub reference: String,
    /// Why, as staff wrote it, plain text; may have several lines, may be empty.
    pub reason: String,
    /// Whether the place was paid for, so that money is returned.
    pub paid: bool,
    /// What may suit instead, the best first; more than three are left out.
    pub next: Vec<NextSession>,
    /// The entry to take away (its sequence higher than the invitation's); `None` if there was no invitation.
    pub entry: Option<CalendarEntry>,
}

impl SessionCancelled {
    /// For previews and tests.
    pub fn sample(language: Language) -> Self {
        let (reason, titles, path) = match language {
            Language::En => (
                "Dr Rehwald has fallen ill, and nobody can stand in for her at such short notice.",
                ["Peak shaving with what you have", "Reading an electricity bill"],
                "/webinars",
            ),
            Language::De => (
                "Frau Dr. Rehwald ist erkrankt, und so kurzfristig kann niemand für sie einspringen.",
                ["Lastspitzen kappen mit dem, was da ist", "Eine Stromrechnung lesen"],
                "/de/webinare",
            ),
        };
        let next = |(title, day): (&str, u32)| NextSession {
            title: title.into(),
            starts_at: sample_instant(day, 9, 0),
            url: format!("https://webinars.example{path}/2026-12-{day}"),
        };
        Self {
            first_name: "Juliette".into(),
            session: SessionFacts::sample(language),
            reference: "MW-7K4P2".into(),
            reason: reason.into(),
            paid: true,
            next: titles.into_iter().zip([10, 15]).map(next).collect(),
            entry: Some(CalendarEntry { sequence: 1, ..CalendarEntry::sample() }),
        }
    }

    pub(crate) fn values(&self, language: Language) -> Value {
        let next: Vec<Value> = (self.next.iter())
            .map(|session| (session, clean::link(&session.url)))
            .filter(|(_, url)| !url.is_empty())
            .take(NEXT)
            .map(|(session, url)| {
                let at = localtime::moment(session.starts_at, self.session.viewer_timezone, language);
                context! { title => clean::line(&session.title), at, url }
            })
            .collect();
        context! {
            first_name => clean::line(&self.first_name),
            reference => clean::line(&self.reference),
            quote => clean::lines(&self.reason),
            paid => self.paid,
            next,
            had_invitation => self.entry.is_some(),
        }
    }
}
