//! A speaker from outside fills in the own profile.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use magnetiq_shared::Language;
use minijinja::{Value, context};

use crate::facts::sample_instant;
use crate::{clean, localtime};

/// Asks a speaker to fill in the profile by a link that needs no account.
#[derive(Clone, Debug, PartialEq)]
pub struct SpeakerInvitation {
    /// The speaker, for the greeting; may be empty.
    pub name: String,
    /// Who of the house asks; may be empty.
    pub inviter: String,
    /// Where the one who asks is reached; empty for the house's own address.
    pub contact_email: String,
    /// The house's name.
    pub organisation: String,
    /// Where the profile is filled in.
    pub link: String,
    /// Until when the link works.
    pub until: DateTime<Utc>,
    /// The speaker's timezone, for `until`.
    pub timezone: Tz,
}

impl SpeakerInvitation {
    /// For previews and tests.
    pub fn sample() -> Self {
        Self {
            name: "Dr. Aino Saarinen".into(),
            inviter: "Greta Lindholm".into(),
            contact_email: "greta.lindholm@voltaic.example".into(),
            organisation: "voltAIc Systems".into(),
            link: "https://webinars.example/speaker-profile#token=v1.7K4P2c0ffee".into(),
            until: sample_instant(31, 9, 30),
            timezone: Tz::Europe__Helsinki,
        }
    }

    pub(crate) fn values(&self, language: Language) -> Value {
        context! {
            name => clean::line(&self.name),
            inviter => clean::line(&self.inviter),
            contact_email => clean::line(&self.contact_email),
            organisation => clean::line(&self.organisation),
            link => clean::link(&self.link),
            until => localtime::moment(self.until, self.timezone, language),
        }
    }
}
