//! Staff declined a request for a place.

use magnetiq_shared::Language;
use minijinja::{Value, context};

use crate::parts::NextSession;
use crate::{SessionFacts, clean};

/// Says kindly that there is no place, why if staff wrote it, and what may suit instead.
#[derive(Clone, Debug, PartialEq)]
pub struct RegistrationDeclined {
    /// For the greeting; may be empty.
    pub first_name: String,
    /// The session.
    pub session: SessionFacts,
    /// The registration's reference.
    pub reference: String,
    /// Why, as staff wrote it, plain text; may have several lines, may be empty.
    pub reason: String,
    /// What may suit instead, the best first; more than three are left out.
    pub next: Vec<NextSession>,
    /// To see the registration and its data.
    pub manage_link: String,
}

impl RegistrationDeclined {
    /// For previews and tests.
    pub fn sample(language: Language) -> Self {
        let reason = match language {
            Language::En => "This one is for companies with a site of their own, and it is nearly full.",
            Language::De => "Dieses Webinar ist für Unternehmen mit eigenem Standort, und es ist fast voll.",
        };
        Self {
            first_name: "Juliette".into(),
            session: SessionFacts::sample(language),
            reference: "MW-7K4P2".into(),
            reason: reason.into(),
            next: NextSession::samples(language),
            manage_link: "https://webinars.example/registration#token=v1.7K4P2c0ffee".into(),
        }
    }

    pub(crate) fn values(&self, language: Language) -> Value {
        context! {
            first_name => clean::line(&self.first_name),
            reference => clean::line(&self.reference),
            quote => clean::lines(&self.reason),
            next => NextSession::values(&self.next, self.session.viewer_timezone, language),
            manage_link => clean::link(&self.manage_link),
        }
    }
}
