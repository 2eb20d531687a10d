//! A mail that shows that mails go out.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use magnetiq_shared::Language;
use minijinja::{Value, context};

use crate::facts::sample_instant;
use crate::{clean, localtime};

/// Says from which site it comes, the brand's, and when it was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct TestMail {
    /// Who tries, for the greeting; may be empty.
    pub name: String,
    /// When it was sent.
    pub at: DateTime<Utc>,
    /// The timezone for `at`.
    pub timezone: Tz,
}

impl TestMail {
    /// For previews and tests.
    pub fn sample() -> Self {
        Self { name: "Greta Lindholm".into(), at: sample_instant(1, 9, 30), timezone: Tz::Europe__Berlin }
    }

    pub(crate) fn values(&self, language: Language) -> Value {
        context! {
            name => clean::line(&self.name),
            at => localtime::moment(self.at, self.timezone, language),
        }
    }
}
