//! Who comes to a speaker's session.

use magnetiq_shared::Language;
use minijinja::{Value, context};

use super::summary::SummaryFacts;
use crate::clean;
use crate::parts::Contact;

/// Tells the speaker, some days before, who comes and what they ask, and how to get into the room.
#[derive(Clone, Debug, PartialEq)]
pub struct SpeakerSummary {
    /// The speaker, for the greeting; may be empty.
    pub name: String,
    /// Who comes, and what to have ready.
    pub summary: SummaryFacts,
    /// Who organises the session.
    pub contact: Contact,
    /// The house's name.
    pub organisation: String,
}

impl SpeakerSummary {
    /// For previews and tests.
    pub fn sample(language: Language) -> Self {
        Self {
            name: "Dr. Hanna Rehwald".into(),
            summary: SummaryFacts::sample(language),
            contact: Contact::sample(),
            organisation: "voltAIc Systems".into(),
        }
    }

    pub(crate) fn values(&self, language: Language) -> Value {
        context! {
            name => clean::line(&self.name),
            contact => self.contact.line(),
            organisation => clean::line(&self.organisation),
            ..self.summary.values(language)
        }
    }
}
