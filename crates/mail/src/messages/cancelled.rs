//! A registration was cancelled.

use magnetiq_shared::Language;
use minijinja::{Value, context};

use crate::{CalendarEntry, SessionFacts, clean};

/// Says that the place is given back, and takes the entry out of the calendar.
#[derive(Clone, Debug, PartialEq)]
pub struct Cancelled {
    /// For the greeting; may be empty.
    pub first_name: String,
    /// The session.
    pub session: SessionFacts,
    /// The registration's reference.
    pub reference: String,
    /// To see the registration and its data.
    pub manage_link: String,
    /// The entry to take away (its sequence higher than the invitation's); `None` if there was no invitation.
    pub entry: Option<CalendarEntry>,
}

impl Cancelled {
    /// For previews and tests.
    pub fn sample(language: Language) -> Self {
        Self {
            first_name: "Juliette".into(),
            session: SessionFacts::sample(language),
            reference: "MW-7K4P2".into(),
            manage_link: "https://webinars.example/registration#token=v1.7K4P2c0ffee".into(),
            entry: Some(CalendarEntry { sequence: 1, ..CalendarEntry::sample() }),
        }
    }

    pub(crate) fn values(&self) -> Value {
        context! {
            first_name => clean::line(&self.first_name),
            reference => clean::line(&self.reference),
            manage_link => clean::link(&self.manage_link),
            had_invitation => self.entry.is_some(),
        }
    }
}
