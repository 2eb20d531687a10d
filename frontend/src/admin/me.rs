//! The person who has signed in, for the pages that only such a person sees.

use leptos::prelude::*;
use magnetiq_shared::Language;
use magnetiq_shared::accounts::Me;
use magnetiq_shared::scopes::Scope;

use super::{routes, words};
use crate::api::staff::{self, Who};
use crate::format::date::Writer;
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::{storage, timezone};

/// Under which the language is kept that was chosen before signing in.
const KEY: &str = "panel-language";

/// The person, as pages know them.
#[derive(Clone, Copy)]
pub struct Person(RwSignal<Me>);

impl Person {
    /// Provides the person to everything below, and follows what they change of themselves.
    pub fn provide(me: Me) {
        let person = RwSignal::new(me);
        Effect::new(move |_| {
            if let Who::Person(me) = staff::who() {
                person.set(me);
            }
        });
        provide_context(Self(person));
    }
}

/// The person. Not followed: the panel is drawn anew for another person, role or language.
///
/// # Panics
/// Where nobody has signed in: pages of [`super::routes::Access::Anybody`] do not ask.
pub fn use_me() -> Me {
    expect_context::<Person>().0.get_untracked()
}

/// The person, followed: for the places that show their name.
///
/// # Panics
/// As [`use_me`].
pub fn follow_me() -> Signal<Me> {
    expect_context::<Person>().0.into()
}

/// Why the person may not do something; `None` where they may.
pub fn refusal(scope: Scope) -> Option<String> {
    let i18n = use_i18n();
    let me = use_me();
    (!me.scopes.contains(&scope))
        .then(|| fill(t_string!(i18n, admin.needs_role), &[("role", words::role(i18n, scope.role()))]))
}

/// An address, where a page is there for it that the person may see.
pub fn open_page(href: &str) -> Option<String> {
    let (route, _) = routes::find(href)?;
    let may_see = match route.access {
        routes::Access::With(scope) => use_me().scopes.contains(&scope),
        routes::Access::Anybody | routes::Access::Person => true,
    };
    may_see.then(|| href.to_owned())
}

/// Writes times in the person's language and timezone.
pub fn writer() -> Writer {
    let me = use_me();
    Writer::new(me.language, me.timezone)
}

/// The panel's language: the person's; before they sign in, the one chosen in this browser, or the browser's own.
pub fn language() -> Language {
    match staff::who() {
        Who::Person(me) => me.language,
        _ => kept_language(),
    }
}

/// The language that was chosen in this browser, or the browser's own.
fn kept_language() -> Language {
    let own = window().navigator().language().unwrap_or_default();
    let known = storage::read(KEY).unwrap_or(own);
    if known.starts_with("de") { Language::De } else { Language::En }
}

/// Keeps a language in this browser, for the time before signing in.
pub fn keep_language(language: Language) {
    storage::write(KEY, Some(language.code()));
}

/// The timezone of this browser, for forms that ask for one.
pub fn own_timezone() -> String {
    timezone::detected()
}
