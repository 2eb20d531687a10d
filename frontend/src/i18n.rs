//! The texts of the interface, from `locales/<language>/<area>.json`, checked when compiling.
//!
//! In a view: `let i18n = use_i18n();` and `t!(i18n, site.skip)`. The language is the address's
//! ([`crate::state::locale`]) and stays as long as the page does: another language is another page, so that a
//! text is a text, and nothing has to follow it.

#[allow(missing_docs, deprecated, clippy::all)]
mod generated {
    leptos_i18n::load_locales!();
    pub use i18n::Locale;
}

pub use generated::Locale;
use leptos::prelude::*;
pub use leptos_i18n::td_string;
use magnetiq_shared::Language;

/// The texts of the page's language. The address alone decides the language, so that `leptos_i18n`'s own context,
/// which asks cookies and the browser's settings, is not loaded.
#[derive(Clone, Copy)]
pub struct Texts(Locale);

impl Texts {
    /// Provides the texts of this language to everything below.
    pub fn provide(language: Language) {
        provide_context(Self(locale_of(language)));
    }

    /// The texts of a language, for tests.
    #[cfg(test)]
    pub(crate) fn of(language: Language) -> Self {
        Self(locale_of(language))
    }

    /// The texts' locale.
    pub fn locale(self) -> Locale {
        self.0
    }
}

/// The texts of the page's language.
pub fn use_i18n() -> Texts {
    expect_context::<Texts>()
}

/// A plain text as a string: `t_string!(i18n, site.menu)`.
macro_rules! t_string {
    ($i18n:expr, $($key:ident).+) => {
        ::leptos_i18n::td_string!($i18n.locale(), $($key).+)
    };
}
pub(crate) use t_string;

/// A text in a view: `t!(i18n, site.skip)`, or with values `t!(i18n, site.version, number = 3)`.
macro_rules! t {
    ($i18n:expr, $($key:ident).+) => {
        $crate::i18n::t_string!($i18n, $($key).+)
    };
    ($i18n:expr, $($rest:tt)+) => {{
        let filled = ::leptos_i18n::td!($i18n.locale(), $($rest)+);
        $crate::ui::follow(move || ::leptos::prelude::IntoAny::into_any(filled()))
    }};
}
pub(crate) use t;

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

/// The text for one or for many, with the number put in for `{count}`. English and German count alike, so that
/// no tables of plural rules have to be loaded.
pub fn counted(count: u32, one: &str, many: &str) -> String {
    fill(if count == 1 { one } else { many }, &[("count", &count.to_string())])
}
