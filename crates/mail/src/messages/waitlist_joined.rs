//! A place on the waitlist.

use magnetiq_shared::Language;
use minijinja::{Value, context};

use crate::{SessionFacts, clean};

/// The session is full, the person waits; says at which place and how it goes on.
#[derive(Clone, Debug, PartialEq)]
pub struct WaitlistJoined {
    /// For the greeting; may be empty.
    pub first_name: String,
    /// The session.
    pub session: SessionFacts,
    /// The place in the queue, from 1.
    pub place: u32,
    /// To see it or leave the waitlist.
    pub manage_link: String,
}

impl WaitlistJoined {
    /// For previews and tests.
    pub fn sample(language: Language) -> Self {
        Self {
            first_name: "Juliette".into(),
            session: SessionFacts::sample(language),
            place: 3,
            manage_link: "https://webinars.example/registration#token=v1.7K4P2c0ffee".into(),
        }
    }

    pub(crate) fn values(&self) -> Value {
        context! {
            first_name => clean::line(&self.first_name),
            place => self.place,
            manage_link => clean::link(&self.manage_link),
        }
    }
}
