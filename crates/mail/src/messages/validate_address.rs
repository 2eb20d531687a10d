//! The first mail to an address somebody typed.

use chrono::{DateTime, Utc};
use magnetiq_shared::Language;
use minijinja::{Value, context};

use crate::facts::sample_instant;
use crate::{SessionFacts, clean, localtime};

/// Asks the owner of an address to confirm the place. Until that is done the mail carries nothing a stranger
/// typed but a first name, and that only where it can't be read as a link ([`clean::first_name`]).
#[derive(Clone, Debug, PartialEq)]
pub struct ValidateAddress {
    /// As typed; it is cleaned here.
    pub first_name: String,
    /// The session.
    pub session: SessionFacts,
    /// The one link, to the page with the button "Confirm my place".
    pub link: String,
    /// "Not you? Forget me".
    pub forget_link: String,
    /// Until when the seat is held, shown in the session's `viewer_timezone`.
    pub hold_until: DateTime<Utc>,
    /// Whether it is a place on the waitlist that gets confirmed.
    pub waitlist: bool,
}

impl ValidateAddress {
    /// For previews and tests.
    pub fn sample(language: Language) -> Self {
        Self {
            first_name: "Juliette".into(),
            session: SessionFacts::sample(language),
            link: "https://webinars.example/confirm#token=v1.7K4P2c0ffee".into(),
            forget_link: "https://webinars.example/forget#token=v1.7K4P2c0ffee".into(),
            hold_until: sample_instant(1, 13, 30),
            waitlist: false,
        }
    }

    pub(crate) fn values(&self, language: Language) -> Value {
        context! {
            first_name => clean::first_name(&self.first_name),
            link => clean::link(&self.link),
            forget_link => clean::link(&self.forget_link),
            hold_until => localtime::moment(self.hold_until, self.session.viewer_timezone, language),
            waitlist => self.waitlist,
        }
    }
}
