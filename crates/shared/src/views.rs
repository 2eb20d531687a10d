//! Counting how often pages are seen, without knowing by whom.

use serde::{Deserialize, Serialize};

use crate::registrations::Attribution;

/// A step on the way to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ViewKind {
    /// The landing page was opened.
    Landing,
    /// The registration form was opened.
    FormOpened,
    /// The registration form was taken.
    FormSent,
}

impl ViewKind {
    /// Its word, in the API and in the database.
    pub const fn word(self) -> &'static str {
        match self {
            ViewKind::Landing => "landing",
            ViewKind::FormOpened => "form_opened",
            ViewKind::FormSent => "form_sent",
        }
    }
}

/// What a browser tells when a page is seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct View {
    /// The session's slug.
    pub session: String,
    /// Which step.
    pub kind: ViewKind,
    /// Where the visitor came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<Attribution>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_those_of_the_json() {
        for kind in [ViewKind::Landing, ViewKind::FormOpened, ViewKind::FormSent] {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
        }
    }
}
