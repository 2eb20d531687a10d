//! A colleague may sign in from now on.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use magnetiq_shared::Language;
use magnetiq_shared::scopes::Role;
use minijinja::{Value, context};

use crate::facts::sample_instant;
use crate::texts::Texts;
use crate::{clean, localtime};

/// Invites a colleague into the panel: who invites, what the panel is for, and the link to choose a password.
#[derive(Clone, Debug, PartialEq)]
pub struct Invitation {
    /// Who is invited, for the greeting; may be empty.
    pub name: String,
    /// Who invites; empty for the first admin, whom nobody of the house invites.
    pub inviter: String,
    /// The house's name.
    pub organisation: String,
    /// What the colleague may do.
    pub role: Role,
    /// Where the password is chosen.
    pub link: String,
    /// Until when the link works.
    pub until: DateTime<Utc>,
    /// The colleague's timezone, for `until`.
    pub timezone: Tz,
}

impl Invitation {
    /// For previews and tests.
    pub fn sample() -> Self {
        Self {
            name: "Mara Okonkwo".into(),
            inviter: "Greta Lindholm".into(),
            organisation: "voltAIc Systems".into(),
            role: Role::Editor,
            link: "https://webinars.example/admin/invitation#token=v1.7K4P2c0ffee".into(),
            until: sample_instant(8, 9, 30),
            timezone: Tz::Europe__Berlin,
        }
    }

    pub(crate) fn values(&self, language: Language) -> Value {
        let word = |about: &str| {
            let key = format!("{about}_{}", self.role.text());
            Texts::of(language).get("invitation", &key).to_owned()
        };
        context! {
            name => clean::line(&self.name),
            inviter => clean::line(&self.inviter),
            organisation => clean::line(&self.organisation),
            role => word("role"),
            may => word("may"),
            link => clean::link(&self.link),
            until => localtime::moment(self.until, self.timezone, language),
        }
    }
}
