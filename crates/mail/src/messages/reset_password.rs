//! A colleague forgot the password.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use magnetiq_shared::Language;
use minijinja::{Value, context};

use crate::facts::sample_instant;
use crate::{clean, localtime};

/// The link to choose a new password. Anybody can cause it by typing an address, so it says that nothing has changed.
#[derive(Clone, Debug, PartialEq)]
pub struct ResetPassword {
    /// The colleague, for the greeting; may be empty.
    pub name: String,
    /// Where the new password is chosen.
    pub link: String,
    /// Until when the link works.
    pub until: DateTime<Utc>,
    /// The colleague's timezone, for `until`.
    pub timezone: Tz,
}

impl ResetPassword {
    /// For previews and tests.
    pub fn sample() -> Self {
        Self {
            name: "Mara Okonkwo".into(),
            link: "https://webinars.example/admin/reset#token=v1.7K4P2c0ffee".into(),
            until: sample_instant(1, 10, 30),
            timezone: Tz::Europe__Berlin,
        }
    }

    pub(crate) fn values(&self, language: Language) -> Value {
        context! {
            name => clean::line(&self.name),
            link => clean::link(&self.link),
            until => localtime::moment(self.until, self.timezone, language),
        }
    }
}
