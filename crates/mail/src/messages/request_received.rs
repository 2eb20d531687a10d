//! A place was asked for.

use magnetiq_shared::Language;
use minijinja::{Value, context};

use crate::{SessionFacts, clean};

/// Staff decide who comes; says that the wish has arrived and that a place is held meanwhile.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestReceived {
    /// For the greeting; may be empty.
    pub first_name: String,
    /// The session.
    pub session: SessionFacts,
    /// The registration's reference, such as `MW-7K4P2`.
    pub reference: String,
    /// To see it or take it back.
    pub manage_link: String,
}

impl RequestReceived {
    /// For previews and tests.
    pub fn sample(language: Language) -> Self {
        Self {
            first_name: "Juliette".into(),
            session: SessionFacts::sample(language),
            reference: "MW-7K4P2".into(),
            manage_link: "https://webinars.example/registration#token=v1.7K4P2c0ffee".into(),
        }
    }

    pub(crate) fn values(&self) -> Value {
        context! {
            first_name => clean::line(&self.first_name),
            reference => clean::line(&self.reference),
            manage_link => clean::link(&self.manage_link),
        }
    }
}
