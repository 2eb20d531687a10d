//! What people say of a session: the form, what staff read, and what of it is shown to visitors.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::TranslatedText;

/// How many questions a form asks beside stars and words.
pub const MOST_QUESTIONS: usize = 5;

/// An answer, with the question as it was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answered {
    /// What was asked.
    pub question: TranslatedText,
    /// What was said.
    pub answer: String,
}

/// What somebody says of a session.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FeedbackWish {
    /// 1 to 5.
    pub rating: i32,
    /// In their words, at most 2000 characters.
    #[serde(default)]
    pub text: Option<String>,
    /// Answers in the order of the questions, at most 1000 characters each; empty is none.
    #[serde(default)]
    pub answers: Vec<String>,
    /// Whether their words may be shown to others.
    #[serde(default)]
    pub may_quote: bool,
    /// As whom; 200 characters at most.
    #[serde(default)]
    pub shown_name: Option<String>,
}

/// The form with what was said so far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct FeedbackForm {
    /// What the session was about.
    pub title: TranslatedText,
    /// What is asked.
    pub questions: Vec<TranslatedText>,
    /// What was said; `null` where nothing was.
    pub given: Option<FeedbackWish>,
    /// Until when it can be said, or changed.
    pub open_until: DateTime<Utc>,
}

/// What the form of a session asks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FeedbackQuestions {
    /// At most five, of at most 200 characters.
    pub questions: Vec<TranslatedText>,
}

/// What a form asks by now.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskedFeedback {
    /// The questions beside stars and words.
    pub questions: Vec<TranslatedText>,
    /// The state of the questions, for `If-Match`.
    pub version: i32,
}

/// What people said of a session.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct FeedbackResults {
    /// How many.
    pub count: u32,
    /// Their average; `null` where nobody said anything.
    pub average: Option<f64>,
    /// How many gave one star, two, and so on.
    pub distribution: [u32; 5],
    /// What the form asks.
    pub asked: AskedFeedback,
    /// What each said, the newest first, 500 at most.
    pub entries: Vec<FeedbackEntry>,
}

/// What one person said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct FeedbackEntry {
    /// Whose registration.
    pub registration_id: Uuid,
    /// Who.
    pub name: String,
    /// Position and company.
    pub role: Option<String>,
    /// 1 to 5.
    pub rating: u32,
    /// In their words.
    pub text: Option<String>,
    /// What they answered.
    pub answers: Vec<Answered>,
    /// Whether it may be shown to others.
    pub may_quote: bool,
    /// As whom.
    pub shown_name: Option<String>,
    /// When.
    pub given_at: DateTime<Utc>,
    /// What of it is on the landing page; `null` where nothing is.
    pub testimonial: Option<ReleasedTestimonial>,
}

/// What visitors see of somebody's words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReleasedTestimonial {
    /// The words, at most 600 characters.
    pub text: TranslatedText,
    /// Who said it, at most 200 characters.
    pub author: String,
    /// Position or company.
    #[serde(default)]
    pub author_role: Option<String>,
}
