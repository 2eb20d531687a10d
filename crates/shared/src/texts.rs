//! Languages of the product, and texts that exist in both.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language of the product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English, the default.
    #[default]
    En,
    /// German.
    De,
}

impl Language {
    /// Every language, the default first.
    pub const ALL: [Language; 2] = [Language::En, Language::De];

    /// The ISO 639-1 code.
    pub const fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::De => "de",
        }
    }

    /// A number with this language's separators: `1,234`, `1.234`.
    pub fn number(self, number: i64) -> String {
        let separator = if self == Language::De { '.' } else { ',' };
        let digits = number.to_string();
        let mut written = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                written.push(separator);
            }
            written.push(digit);
        }
        written
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, UnknownLanguage> {
        Self::ALL.into_iter().find(|language| language.code() == code).ok_or(UnknownLanguage)
    }
}

/// The code names no language of the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownLanguage;

impl fmt::Display for UnknownLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the languages are en and de")
    }
}

impl std::error::Error for UnknownLanguage {}

/// A text in English and, where it was translated, in German.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TranslatedText {
    /// English, always there.
    pub en: String,
    /// German; where it is absent the English text is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub de: Option<String>,
}

impl TranslatedText {
    /// The text in both languages.
    pub fn new(en: impl Into<String>, de: impl Into<String>) -> Self {
        Self { en: en.into(), de: Some(de.into()) }
    }

    /// The text in `language`; German falls back to English.
    pub fn get(&self, language: Language) -> &str {
        match (language, &self.de) {
            (Language::De, Some(german)) => german,
            _ => &self.en,
        }
    }

    /// The same text with `change` applied to each language.
    pub fn map(&self, change: impl Fn(&str) -> String) -> Self {
        Self { en: change(&self.en), de: self.de.as_deref().map(&change) }
    }
}

impl From<&str> for TranslatedText {
    fn from(english: &str) -> Self {
        Self { en: english.to_owned(), de: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_falls_back_to_english() {
        assert_eq!(TranslatedText::from("Energy").get(Language::De), "Energy");
        assert_eq!(TranslatedText::new("Energy", "Energie").get(Language::De), "Energie");
    }
}
