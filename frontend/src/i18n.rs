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
