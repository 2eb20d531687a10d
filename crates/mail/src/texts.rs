//! The words of all mails: `locales/en.json` and `locales/de.json`, a section per kind of mail and `common`.
//!
//! A text may hold template expressions (`{{ session.title }}`) but no markup.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use magnetiq_shared::Language;

type Sections = BTreeMap<String, BTreeMap<String, String>>;

/// The texts of one language.
#[derive(Debug)]
pub(crate) struct Texts(Sections);

static EN: LazyLock<Texts> = LazyLock::new(|| Texts::read(include_str!("../locales/en.json")));
static DE: LazyLock<Texts> = LazyLock::new(|| Texts::read(include_str!("../locales/de.json")));

impl Texts {
    /// The texts in `language`.
    pub(crate) fn of(language: Language) -> &'static Texts {
        match language {
            Language::En => &EN,
            Language::De => &DE,
        }
    }

    /// The text of `key` in `section`, or in `common`, or nothing.
    pub(crate) fn find(&self, section: &str, key: &str) -> Option<&str> {
        let look = |section| self.0.get(section).and_then(|texts| texts.get(key));
        look(section).or_else(|| look("common")).map(String::as_str)
    }

    /// Like [`Texts::find`]; a missing text shows as its key.
    pub(crate) fn get<'a>(&'a self, section: &str, key: &'a str) -> &'a str {
        self.find(section, key).unwrap_or(key)
    }

    /// The file is part of the program and a test reads it, so the fallback is never used.
    fn read(json: &str) -> Texts {
        Texts(serde_json::from_str(json).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_texts() {
        let keys = |texts: &Texts| -> Vec<String> {
            (texts.0.iter())
                .flat_map(|(s, texts)| texts.keys().map(move |key| format!("{s}.{key}")))
                .collect()
        };
        assert!(!EN.0.is_empty());
        assert_eq!(keys(&EN), keys(&DE));
    }

    #[test]
    fn texts_hold_no_markup() {
        for text in EN.0.values().chain(DE.0.values()).flat_map(BTreeMap::values) {
            assert!(!text.contains(['<', '>', '&']), "{text}");
        }
    }
}
