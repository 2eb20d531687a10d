//! How a colleague signs in was changed.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use magnetiq_shared::Language;
use minijinja::{Value, context};

use crate::facts::sample_instant;
use crate::texts::Texts;
use crate::{clean, localtime};

/// What was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SecurityChange {
    /// The password.
    Password,
    /// Signing in needs a second factor from now on.
    SecondFactorOn,
    /// Signing in needs no second factor any more.
    SecondFactorOff,
    /// There are new recovery codes; the old ones are void.
    RecoveryCodes,
}

impl SecurityChange {
    /// Every change.
    pub const ALL: [SecurityChange; 4] =
        [Self::Password, Self::SecondFactorOn, Self::SecondFactorOff, Self::RecoveryCodes];

    /// The key of its words.
    fn key(self) -> &'static str {
        match self {
            SecurityChange::Password => "password",
            SecurityChange::SecondFactorOn => "second_factor_on",
            SecurityChange::SecondFactorOff => "second_factor_off",
            SecurityChange::RecoveryCodes => "recovery_codes",
        }
    }
}

/// A security notice: what was changed and when, and where to look if it was somebody else.
#[derive(Clone, Debug, PartialEq)]
pub struct PasswordChanged {
    /// The colleague, for the greeting; may be empty.
    pub name: String,
    /// What was changed.
    pub change: SecurityChange,
    /// When.
    pub at: DateTime<Utc>,
    /// The colleague's timezone, for `at`.
    pub timezone: Tz,
    /// The list of the browsers in which the colleague is signed in.
    pub link: String,
}

impl PasswordChanged {
    /// For previews and tests.
    pub fn sample() -> Self {
        Self {
            name: "Mara Okonkwo".into(),
            change: SecurityChange::Password,
            at: sample_instant(1, 9, 30),
            timezone: Tz::Europe__Berlin,
            link: "https://webinars.example/admin/account".into(),
        }
    }

    pub(crate) fn values(&self, language: Language) -> Value {
        context! {
            name => clean::line(&self.name),
            what => Texts::of(language).get("password-changed", self.change.key()),
            at => localtime::moment(self.at, self.timezone, language),
            link => clean::link(&self.link),
        }
    }
}
