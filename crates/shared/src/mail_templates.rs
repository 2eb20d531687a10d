//! Templates of mails: what staff may change of each kind in each language.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{Language, TranslatedText};

/// A kind of mail whose templates may be changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MailTemplateRow {
    /// Such as `confirmation`.
    pub kind: String,
    /// What it is called.
    pub name: TranslatedText,
    /// Who gets it when.
    pub purpose: TranslatedText,
    /// Who it goes to.
    pub audience: MailAudience,
    /// The languages in which it says something else than the built-in template.
    pub changed: Vec<Language>,
}

/// Who mails of a kind go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum MailAudience {
    /// People who register.
    Registrants,
    /// The program's manager, and speakers.
    Team,
    /// Colleagues with an account.
    Colleagues,
}

/// The parts of a template. `{{ mail.first_name }}` stands for a value, `{% if … %}` for a condition, and
/// `[[> session]]` for a piece that mails share.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MailTemplateText {
    /// The subject: one line.
    pub subject: String,
    /// The line that mail programs show beside the subject.
    pub preheader: String,
    /// MJML: the sections of the mail.
    pub mjml: String,
    /// The plain text.
    pub text: String,
}

/// The template of one kind in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MailTemplate {
    /// Such as `confirmation`.
    pub kind: String,
    /// The language.
    pub language: Language,
    /// What it is called.
    pub name: TranslatedText,
    /// Who gets it when.
    pub purpose: TranslatedText,
    /// What is in force.
    pub source: MailTemplateText,
    /// What the program brings along.
    pub built_in: MailTemplateText,
    /// Whether something else than the built-in template is in force.
    pub is_changed: bool,
    /// What is wrong with the template that staff wrote, so that the built-in one is sent instead.
    pub fault: Option<String>,
    /// What it may name.
    pub placeholders: Vec<MailPlaceholder>,
    /// The state of this template, for `If-Match`: 0 where nobody has changed it.
    pub version: i32,
    /// When it was last changed.
    pub updated_at: Option<DateTime<Utc>>,
}

/// A value that a template may show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MailPlaceholder {
    /// As it is written: `mail.first_name`.
    pub name: String,
    /// What it is, in the template's language.
    pub description: String,
    /// What it is in previews; empty for lists.
    pub example: String,
    /// What each entry has, where it is a list.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    pub entries: Vec<MailPlaceholder>,
}

/// A mail as it would be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MailPreview {
    /// The subject.
    pub subject: String,
    /// A whole HTML document. Show it in a frame that runs nothing.
    pub html: String,
    /// The plain text.
    pub text: String,
}

/// A version of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MailTemplateVersion {
    /// Its number, counted from 1.
    pub version: i32,
    /// What it says; `null` where it went back to the built-in template.
    pub source: Option<MailTemplateText>,
    /// Who wrote it.
    pub by: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether it is in force.
    pub is_current: bool,
}
