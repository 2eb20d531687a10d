//! A place became free for somebody who waits.

use chrono::{DateTime, Utc};
use magnetiq_shared::Language;
use minijinja::{Value, context};

use crate::facts::sample_instant;
use crate::{SessionFacts, clean, localtime};

/// The offer of a place, with the link to claim it and the time it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceOffered {
    /// For the greeting; may be empty.
    pub first_name: String,
    /// The session.
    pub session: SessionFacts,
    /// To take the place.
    pub claim_link: String,
    /// To see it or leave the waitlist.
    pub manage_link: String,
    /// Until when the place is kept, shown in the session's `viewer_timezone`.
    pub until: DateTime<Utc>,
}

impl PlaceOffered {
    /// For previews and tests.
    pub fn sample(language: Language) -> Self {
        Self {
            first_name: "Juliette".into(),
            session: SessionFacts::sample(language),
            claim_link: "https://webinars.example/claim#token=v1.7K4P2c0ffee".into(),
            manage_link: "https://webinars.example/registration#token=v1.7K4P2c0ffee".into(),
            until: sample_instant(2, 17, 0),
        }
    }

    pub(crate) fn values(&self, language: Language) -> Value {
        context! {
            first_name => clean::line(&self.first_name),
            claim_link => clean::link(&self.claim_link),
            manage_link => clean::link(&self.manage_link),
            until => localtime::moment(self.until, self.session.viewer_timezone, language),
        }
    }
}
