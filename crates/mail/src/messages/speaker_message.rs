//! Somebody of the house writes to a speaker.

use minijinja::{Value, context};

use crate::clean;

/// Words of a colleague to a speaker, in the house's design.
#[derive(Clone, Debug, PartialEq)]
pub struct SpeakerMessage {
    /// The speaker, for the greeting; may be empty.
    pub name: String,
    /// Who writes.
    pub sender: String,
    /// Where the one who writes is reached; empty for the house's own address.
    pub contact_email: String,
    /// The house's name.
    pub organisation: String,
    /// What it is about: one line.
    pub subject: String,
    /// What is written: plain text, an empty line between paragraphs.
    pub body: String,
}

impl SpeakerMessage {
    /// For previews and tests.
    pub fn sample() -> Self {
        Self {
            name: "Dr. Aino Saarinen".into(),
            sender: "Greta Lindholm".into(),
            contact_email: "greta.lindholm@voltaic.example".into(),
            organisation: "voltAIc Systems".into(),
            subject: "Slides for Thursday".into(),
            body: "Could you send me your slides by Tuesday?\nPDF is fine.\n\nThe room opens at 09:45."
                .into(),
        }
    }

    pub(crate) fn values(&self) -> Value {
        context! {
            name => clean::line(&self.name),
            sender => clean::line(&self.sender),
            contact_email => clean::line(&self.contact_email),
            organisation => clean::line(&self.organisation),
            subject => clean::line(&self.subject),
            body => clean::lines(&self.body),
        }
    }
}
