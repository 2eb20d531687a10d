//! A person's registrations: the one whose link was followed, or all of this browser's visit; and "not you?
//! forget me".
//!
//! A link's secret is taken out of the address at once and kept for this tab, so that a refresh still finds it
//! and nobody reads it over a shoulder.

mod actions;
mod cancel;
mod details;
mod edit;
mod forget;
mod list;
mod one;

use leptos::prelude::*;

use super::register::address::token_in;
use crate::i18n::*;
use crate::routes::Place;
use crate::state::address::{Go, use_address};
use crate::state::locale::{use_language, use_whereabouts};
use crate::state::storage::{Keep, read_kept, write_kept};
use crate::state::title;

pub use self::edit::Edit;

/// Under which name the secret is kept for this tab.
const KEY: &str = "manage";

/// What the address asks for.
#[derive(Clone, Debug, PartialEq)]
enum Asked {
    /// All registrations of the visit.
    List,
    /// The registration of this manage token.
    One(String),
    /// Erasing what this token is about.
    Forget(String),
}

/// My registrations.
#[component]
pub fn ManagePage() -> impl IntoView {
    let i18n = use_i18n();
    let asked = asked();
    title::keep(move || t_string!(i18n, manage.title).to_string());
    view! {
        <div class="wrap manage">
            {move || match asked.get() {
                Asked::List => view! { <list::List /> }.into_any(),
                Asked::One(token) => view! { <one::One token=token /> }.into_any(),
                Asked::Forget(token) => view! { <forget::Forget token=token /> }.into_any(),
            }}
        </div>
    }
}

/// Reads the address. `#token=…` is moved into this tab's storage, and `?show=one` or `?show=forget` stays.
fn asked() -> Memo<Asked> {
    let language = use_language();
    let page = use_address();
    let parameter = move |name: &'static str| page.parameter(name);
    let place = use_whereabouts().place;
    // A link that leads away has a secret of its own, and is heard of here before this page goes.
    let hash = Memo::new(move |_| match place.get() {
        Place::Manage => page.hash(),
        _ => String::new(),
    });
    Effect::new(move |_| {
        let Some(token) = token_in(&hash.get()) else { return };
        write_kept(Keep::ForThisTab, KEY, Some(&token));
        let show = if parameter("step").as_deref() == Some("forget") { "forget" } else { "one" };
        let address = format!("{}?show={show}", Place::Manage.href(language.get_untracked()));
        page.go(&address, Go::Quietly);
    });
    Memo::new(move |_| {
        let given = token_in(&hash.get());
        let token = || given.clone().or_else(|| read_kept(Keep::ForThisTab, KEY));
        let forget =
            [parameter("step"), parameter("show")].into_iter().flatten().any(|word| word == "forget");
        let one = given.is_some() || parameter("show").as_deref() == Some("one");
        match (forget, one) {
            (true, _) => token().map_or(Asked::List, Asked::Forget),
            (_, true) => token().map_or(Asked::List, Asked::One),
            _ => Asked::List,
        }
    })
}
