//! The texts of the interface, from `locales/<language>/<area>.json`, checked when compiling.
//!
//! In a view: `let i18n = use_i18n();` and `t!(i18n, site.skip)`; as a string (attributes): `move ||
//! t_string!(i18n, site.menu)`. The language is the address's ([`crate::state::locale`]).

#[allow(missing_docs, deprecated, clippy::all)]
mod generated {
    leptos_i18n::load_locales!();
    pub use i18n::*;
}

pub use generated::*;
pub use leptos_i18n::{t, t_display, t_string, td, td_string, tu_string};
use magnetiq_shared::Language;

/// The texts' locale of a language.
pub fn locale_of(language: Language) -> Locale {
    match language {
        Language::En => Locale::en,
        Language::De => Locale::de,
    }
}

/// Puts values into the places of a text that are written `{name}`. Texts in views are filled by `t!`, which
/// checks their `{{ name }}` when compiling; this is for those that have to be strings.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}
