//! News for the webinar program manager.

use magnetiq_shared::{Language, links};
use minijinja::{Value, context};

use crate::facts::{sample_id, sample_panel_link};
use crate::parts::percent;
use crate::{SessionFacts, clean};

/// Somebody's place was confirmed: who, and how full the session is.
#[derive(Clone, Debug, PartialEq)]
pub struct NewRegistration {
    /// The manager's first name; may be empty.
    pub first_name: String,
    /// The session, `viewer_timezone` being the manager's.
    pub session: SessionFacts,
    /// The registrant's full name.
    pub registrant_name: String,
    /// The registrant's company; may be empty.
    pub company: String,
    /// The registrant's position there; may be empty.
    pub position: String,
    /// What the registrant would like to learn, as typed; may be empty.
    pub requirements: String,
    /// Seats taken, this one included.
    pub taken: u32,
    /// Seats there are; `None` is no limit.
    pub capacity: Option<u32>,
    /// The registration in the admin panel.
    pub admin_link: String,
}

impl NewRegistration {
    /// For previews and tests.
    pub fn sample(language: Language) -> Self {
        let (position, requirements) = match language {
            Language::En => (
                "Energy manager",
                "We run a 2 MW site and pay dearly for peaks. What would a battery change?",
            ),
            Language::De => (
                "Energiemanagerin",
                "Wir betreiben einen 2-MW-Standort und zahlen viel für Lastspitzen. Was ändert ein Speicher?",
            ),
        };
        Self {
            first_name: "Greta".into(),
            session: SessionFacts {
                viewer_timezone: chrono_tz::Tz::Europe__Berlin,
                ..SessionFacts::sample(language)
            },
            registrant_name: "Juliette Moreau".into(),
            company: "Acme Énergie".into(),
            position: position.into(),
            requirements: requirements.into(),
            taken: 34,
            capacity: Some(40),
            admin_link: sample_panel_link(&links::admin_registration(sample_id(0))),
        }
    }

    pub(crate) fn values(&self) -> Value {
        let percent = percent(self.taken, self.capacity);
        context! {
            first_name => clean::line(&self.first_name),
            registrant_name => clean::line(&self.registrant_name),
            company => clean::line(&self.company),
            position => clean::line(&self.position),
            requirements => clean::lines(&self.requirements),
            taken => self.taken,
            capacity => self.capacity,
            percent,
            rest => 100 - percent,
            admin_link => clean::link(&self.admin_link),
        }
    }
}
