//! A code that proves who asks for one's data.

use magnetiq_shared::Language;
use minijinja::{Value, context};

use crate::clean;
use crate::texts::Texts;

/// What the code is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrivacyRequest {
    /// A copy of all that is kept.
    Export,
    /// All that is kept is erased.
    Erasure,
}

impl PrivacyRequest {
    /// Both.
    pub const ALL: [PrivacyRequest; 2] = [PrivacyRequest::Export, PrivacyRequest::Erasure];

    fn key(self) -> &'static str {
        match self {
            PrivacyRequest::Export => "export",
            PrivacyRequest::Erasure => "erasure",
        }
    }
}

/// Brings the code to the address whose data it is about, and to no other. It stands in the body alone: a subject
/// shows on locked screens.
#[derive(Clone, Debug, PartialEq)]
pub struct PrivacyCode {
    /// For the greeting; may be empty.
    pub name: String,
    /// What it is for.
    pub request: PrivacyRequest,
    /// Six digits.
    pub code: String,
    /// How many minutes it is good for.
    pub minutes: u32,
}

impl PrivacyCode {
    /// For previews and tests.
    pub fn sample() -> Self {
        Self { name: "Juliette".into(), request: PrivacyRequest::Export, code: "402815".into(), minutes: 15 }
    }

    pub(crate) fn values(&self, language: Language) -> Value {
        let key = format!("what_{}", self.request.key());
        let digits: String = self.code.chars().filter(char::is_ascii_digit).collect();
        let (first, last) = digits.split_at(digits.len() / 2);
        context! {
            name => clean::line(&self.name),
            request => self.request.key(),
            what => Texts::of(language).get("privacy-code", &key),
            first_digits => first,
            last_digits => last,
            minutes => self.minutes,
        }
    }
}
