//! The house changed a session.

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use magnetiq_shared::Language;
use minijinja::{Value, context};

use crate::facts::sample_instant;
use crate::{CalendarEntry, SessionFacts, clean};

/// When a session was to be, before it was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeBefore {
    /// The start.
    pub starts_at: DateTime<Utc>,
    /// The end.
    pub ends_at: DateTime<Utc>,
    /// The session's own timezone then.
    pub timezone: Tz,
}

/// Says the old time and the new one, moves the entry in the calendar, and offers a way out.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionChanged {
    /// For the greeting; may be empty.
    pub first_name: String,
    /// The session as it is now.
    pub session: SessionFacts,
    /// When it was to be before; `None`, or the same as now, is a time that stays.
    pub before: Option<TimeBefore>,
    /// Whether the online room changed.
    pub link_changed: bool,
    /// What staff say to everybody, plain text; may have several lines, may be empty.
    pub note: String,
    /// Whether the person waits for a place and has none yet.
    pub waiting: bool,
    /// The registration's reference.
    pub reference: String,
    /// To see or cancel the registration, or to leave the waitlist.
    pub manage_link: String,
    /// The personal link into the session; empty for those who wait.
    pub join_link: String,
    /// The entry as it is now (its sequence higher than before); `None` if there was no invitation.
    pub entry: Option<CalendarEntry>,
}

impl SessionChanged {
    /// For previews and tests.
    pub fn sample(language: Language) -> Self {
        let note = match language {
            Language::En => {
                "Dr Rehwald speaks at a hearing that day, so we meet a week later.\n\
                 The recording comes to you, too, in case you can’t make it."
            }
            Language::De => {
                "Frau Dr. Rehwald spricht an dem Tag bei einer Anhörung, deshalb treffen wir uns eine Woche \
                 später.\nDie Aufzeichnung bekommen Sie auch dann, wenn Sie nicht dabei sein können."
            }
        };
        Self {
            first_name: "Juliette".into(),
            session: SessionFacts::sample(language),
            before: Some(TimeBefore {
                starts_at: sample_instant(1, 14, 0),
                ends_at: sample_instant(1, 15, 0),
                timezone: Tz::Europe__Berlin,
            }),
            link_changed: true,
            note: note.into(),
            waiting: false,
            reference: "MW-7K4P2".into(),
            manage_link: "https://webinars.example/registration#token=v1.7K4P2c0ffee".into(),
            join_link: "https://webinars.example/join/7K4P2c0ffee".into(),
            entry: Some(CalendarEntry { sequence: 1, ..CalendarEntry::sample() }),
        }
    }

    pub(crate) fn values(&self, language: Language) -> Value {
        let before = self.session_before();
        context! {
            first_name => clean::line(&self.first_name),
            change => before.as_ref().map_or("", |before| self.change_since(before)),
            before => before.map(|before| before.values(language)),
            link_changed => self.link_changed,
            quote => clean::lines(&self.note),
            waiting => self.waiting,
            reference => clean::line(&self.reference),
            manage_link => clean::link(&self.manage_link),
            join_link => clean::link(self.place().unwrap_or_default()),
            had_invitation => self.entry.is_some(),
        }
    }

    /// The join link as mail and calendar carry it: never for those who wait.
    pub(crate) fn place(&self) -> Option<&str> {
        Some(self.join_link.as_str()).filter(|link| !link.is_empty() && !self.waiting)
    }

    /// The session as it was, if its time was another.
    fn session_before(&self) -> Option<SessionFacts> {
        let before = self.before?;
        let minutes = (before.ends_at - before.starts_at).num_minutes();
        let session = SessionFacts {
            starts_at: before.starts_at,
            duration_minutes: u32::try_from(minutes).unwrap_or_default(),
            session_timezone: before.timezone,
            ..self.session.clone()
        };
        Some(session).filter(|session| *session != self.session)
    }

    /// The name templates choose their words by.
    fn change_since(&self, before: &SessionFacts) -> &'static str {
        if before.starts_at != self.session.starts_at {
            "moved"
        } else if before.duration_minutes != self.session.duration_minutes {
            "length"
        } else {
            "timezone"
        }
    }
}

impl TimeBefore {
    /// The time that a session has, to be kept before it is changed.
    pub fn of(session: &SessionFacts) -> Self {
        Self {
            starts_at: session.starts_at,
            ends_at: session.starts_at + Duration::minutes(session.duration_minutes.into()),
            timezone: session.session_timezone,
        }
    }
}
