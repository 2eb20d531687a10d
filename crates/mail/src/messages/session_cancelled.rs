//! The house cancelled a session.

use magnetiq_shared::Language;
use minijinja::{Value, context};

use crate::parts::NextSession;
use crate::{CalendarEntry, SessionFacts, clean};

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
        let reason = match language {
            Language::En => {
                "Dr Rehwald has fallen ill, and nobody can stand in for her at such short notice."
            }
            Language::De => {
                "Frau Dr. Rehwald ist erkrankt, und so kurzfristig kann niemand für sie einspringen."
            }
        };
        Self {
            first_name: "Juliette".into(),
            session: SessionFacts::sample(language),
            reference: "MW-7K4P2".into(),
            reason: reason.into(),
            paid: true,
            next: NextSession::samples(language),
            entry: Some(CalendarEntry { sequence: 1, ..CalendarEntry::sample() }),
        }
    }

    pub(crate) fn values(&self, language: Language) -> Value {
        context! {
            first_name => clean::line(&self.first_name),
            reference => clean::line(&self.reference),
            quote => clean::lines(&self.reason),
            paid => self.paid,
            next => NextSession::values(&self.next, self.session.viewer_timezone, language),
            had_invitation => self.entry.is_some(),
        }
    }
}
