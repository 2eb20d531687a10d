//! Many registrations within an hour, in one mail.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use magnetiq_shared::{Language, links};
use minijinja::{Value, context};

use crate::facts::{sample_id, sample_instant, sample_panel_link};
use crate::parts::Participant;
use crate::{clean, localtime};

/// The most people whom the mail names for a session.
const NAMED: usize = 10;

/// What came for one session.
#[derive(Clone, Debug, PartialEq)]
pub struct DigestSession {
    /// The title in the recipient's language.
    pub title: String,
    /// The start.
    pub starts_at: DateTime<Utc>,
    /// Who was confirmed within the hour.
    pub registered: Vec<Participant>,
    /// Seats taken, these included.
    pub taken: u32,
    /// Seats there are; `None` is no limit.
    pub capacity: Option<u32>,
    /// The session's registrations in the admin panel.
    pub admin_link: String,
}

/// Tells the manager of an hour's registrations, session by session, in place of a mail for each.
#[derive(Clone, Debug, PartialEq)]
pub struct RegistrationDigest {
    /// The manager's first name; may be empty.
    pub first_name: String,
    /// The manager's timezone.
    pub timezone: Tz,
    /// The sessions, the one with the most registrations first.
    pub sessions: Vec<DigestSession>,
    /// All registrations in the admin panel.
    pub admin_link: String,
}

impl RegistrationDigest {
    /// For previews and tests.
    pub fn sample(language: Language) -> Self {
        let titles = match language {
            Language::En => ["Battery storage that pays its way", "Reading an electricity bill"],
            Language::De => ["Batteriespeicher, die sich rechnen", "Eine Stromrechnung lesen"],
        };
        let session = |title: &str, day, registered: Vec<Participant>, taken, capacity| DigestSession {
            title: title.into(),
            starts_at: sample_instant(day, 15, 0),
            registered,
            taken,
            capacity,
            admin_link: sample_panel_link(&links::admin_registrations_of(sample_id(day))),
        };
        let many = (0..6).flat_map(|_| Participant::samples()).collect();
        Self {
            first_name: "Greta".into(),
            timezone: Tz::Europe__Berlin,
            sessions: vec![
                session(titles[0], 8, many, 34, Some(40)),
                session(titles[1], 15, Participant::samples().into_iter().take(2).collect(), 12, None),
            ],
            admin_link: sample_panel_link(links::admin_registrations()),
        }
    }

    pub(crate) fn values(&self, language: Language) -> Value {
        let sessions: Vec<Value> = (self.sessions.iter())
            .map(|session| {
                context! {
                    title => clean::line(&session.title),
                    at => localtime::moment(session.starts_at, self.timezone, language),
                    count => session.registered.len(),
                    taken => session.taken,
                    capacity => session.capacity,
                    people => session.registered.iter().take(NAMED).map(Participant::values).collect::<Vec<_>>(),
                    more => session.registered.len().saturating_sub(NAMED),
                    url => clean::link(&session.admin_link),
                }
            })
            .collect();
        context! {
            first_name => clean::line(&self.first_name),
            count => self.sessions.iter().map(|session| session.registered.len()).sum::<usize>(),
            sessions,
            link => clean::link(&self.admin_link),
        }
    }
}
