//! Texts by AI: what can be asked for, and the pieces in which it comes.
//!
//! One task gives one text. Nothing is saved by it: the panel shows what came, and a person decides.

use serde::{Deserialize, Serialize};

use crate::{Code, FieldError, Language};

/// Characters of a text that is to be worked on.
pub const SOURCE_MAX: usize = 20_000;
/// Characters of a title.
pub const TITLE_MAX: usize = 200;
/// Characters of notes.
pub const NOTES_MAX: usize = 5_000;
/// Characters of a wish.
pub const WISH_MAX: usize = 500;

/// Whether texts can be asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AiState {
    /// Whether a provider is set.
    pub configured: bool,
    /// The name of its model.
    pub model: Option<String>,
}

/// What `POST /ai/texts` is asked for. The answer is a stream of [`AiEvent`]s.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AiTask {
    /// The job.
    pub job: AiJob,
    /// How the text is written, both the one that is given and the one that comes.
    #[serde(default)]
    pub format: TextFormat,
    /// What the text is about.
    #[serde(default)]
    pub context: AiContext,
}

/// A job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum AiJob {
    /// Says the same in the other language.
    Translate {
        /// The text, at most 20,000 characters.
        source: String,
        /// Its language.
        from: Language,
        /// The language to come.
        to: Language,
    },
    /// Writes a part of a topic or session, from the context's title and notes.
    Write {
        /// Which part.
        part: TextPart,
        /// In which language.
        language: Language,
    },
    /// Says the same in fewer words.
    Shorten {
        /// The text, at most 20,000 characters.
        source: String,
        /// Its language.
        language: Language,
        /// How many characters it may have; about half of what it has where nothing is said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limit: Option<u32>,
    },
    /// Says the same better.
    Rewrite {
        /// The text, at most 20,000 characters.
        source: String,
        /// Its language.
        language: Language,
        /// In which way, such as "less formal"; at most 500 characters.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wish: Option<String>,
    },
}

/// A part of a topic or session that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum TextPart {
    /// One or two sentences for a card.
    Summary,
    /// What it is about, in some paragraphs.
    Description,
    /// What people can do afterwards: one each line.
    LearningObjectives,
    /// What people should know before.
    Prerequisites,
    /// For whom it is.
    Audience,
    /// The title that search engines show.
    MetaTitle,
    /// The text that search engines show.
    MetaDescription,
    /// What people search for: one each line.
    Keywords,
    /// A post for a social network.
    SocialPost,
}

impl TextPart {
    /// Every part.
    pub const ALL: [TextPart; 9] = [
        TextPart::Summary,
        TextPart::Description,
        TextPart::LearningObjectives,
        TextPart::Prerequisites,
        TextPart::Audience,
        TextPart::MetaTitle,
        TextPart::MetaDescription,
        TextPart::Keywords,
        TextPart::SocialPost,
    ];

    /// Whether it is a list: one entry each line, in plain text whatever format was asked for.
    pub const fn is_list(self) -> bool {
        matches!(self, TextPart::LearningObjectives | TextPart::Keywords)
    }
}

/// How a text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum TextFormat {
    /// Words alone.
    #[default]
    Plain,
    /// As the editor writes it: paragraphs, lists, links.
    Html,
}

/// What a text is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct AiContext {
    /// The title of the topic or session, at most 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What else is known of it: notes, the description so far; at most 5,000 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

/// The data of one event of the answer. The text is that of all pieces in a row; without `done` it is not whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum AiEvent {
    /// The next words.
    Piece {
        /// They.
        text: String,
    },
    /// The text is whole.
    Done,
    /// The text ends here, unfinished.
    Failed {
        /// Why.
        reason: AiFailure,
    },
}

/// Why a text did not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum AiFailure {
    /// The provider refused: mostly its key or its model.
    Refused,
    /// The provider wants us to wait.
    RateLimited,
    /// The provider can't be reached.
    Unreachable,
    /// The text is too long for the model.
    TooLong,
    /// The provider holds the text back for what it says.
    Withheld,
    /// The answer broke off, or was none.
    Broken,
}

impl AiTask {
    /// Applies the rules to every field.
    ///
    /// # Errors
    /// One error for each field that breaks its rule.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut check = |pointer: &str, text: &str, needed: bool, max: usize| {
            if needed && text.trim().is_empty() {
                errors.push(FieldError::new(pointer, Code::Required));
            } else if text.chars().count() > max {
                errors.push(FieldError::new(pointer, Code::TooLong));
            }
        };
        let title = self.context.title.as_deref().unwrap_or_default();
        let notes = self.context.notes.as_deref().unwrap_or_default();
        let needs_title = matches!(self.job, AiJob::Write { .. }) && notes.trim().is_empty();
        match &self.job {
            AiJob::Translate { source, .. } | AiJob::Shorten { source, .. } => {
                check("/job/source", source, true, SOURCE_MAX);
            }
            AiJob::Rewrite { source, wish, .. } => {
                check("/job/source", source, true, SOURCE_MAX);
                check("/job/wish", wish.as_deref().unwrap_or_default(), false, WISH_MAX);
            }
            AiJob::Write { .. } => {}
        }
        check("/context/title", title, needs_title, TITLE_MAX);
        check("/context/notes", notes, false, NOTES_MAX);
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(json: &str) -> Result<AiTask, serde_json::Error> {
        serde_json::from_str(json)
    }

    fn codes(task: &AiTask) -> Vec<(String, Code)> {
        let errors = task.check().unwrap_err();
        errors.into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    #[test]
    fn a_task_is_read_as_the_panel_writes_it() {
        let read = task(
            r#"{"job":{"kind":"translate","source":"<p>Hi</p>","from":"en","to":"de"},"format":"html",
                "context":{"title":"Heat pumps"}}"#,
        )
        .unwrap();
        assert_eq!(read.check(), Ok(()));
        assert_eq!(read.format, TextFormat::Html);
        assert_eq!(read.context.title.as_deref(), Some("Heat pumps"));
        let written = r#"{"job":{"kind":"write","part":"learningObjectives","language":"de"}}"#;
        assert_eq!(task(written).unwrap().format, TextFormat::Plain);
        assert!(task(r#"{"job":{"kind":"write","part":"summary","language":"de","source":"x"}}"#).is_err());
        assert!(task(r#"{"job":{"kind":"sing","language":"de"}}"#).is_err());
    }

    #[test]
    fn what_is_missing_or_too_long_is_named() {
        let write = AiJob::Write { part: TextPart::Summary, language: Language::En };
        let mut asked = AiTask { job: write, format: TextFormat::Plain, context: AiContext::default() };
        assert_eq!(codes(&asked), [("/context/title".into(), Code::Required)]);
        asked.context.notes = Some("Heat pumps in old houses".into());
        assert_eq!(asked.check(), Ok(()));
        asked.job = AiJob::Rewrite {
            source: " ".into(),
            language: Language::En,
            wish: Some("x".repeat(WISH_MAX + 1)),
        };
        asked.context.title = Some("ä".repeat(TITLE_MAX));
        assert_eq!(
            codes(&asked),
            [("/job/source".into(), Code::Required), ("/job/wish".into(), Code::TooLong)]
        );
    }

    #[test]
    fn events_have_a_type() {
        let json = |event: &AiEvent| serde_json::to_string(event).unwrap();
        assert_eq!(json(&AiEvent::Piece { text: "Wär".into() }), r#"{"type":"piece","text":"Wär"}"#);
        assert_eq!(json(&AiEvent::Done), r#"{"type":"done"}"#);
        let failed = AiEvent::Failed { reason: AiFailure::RateLimited };
        assert_eq!(json(&failed), r#"{"type":"failed","reason":"rateLimited"}"#);
    }
}
