//! The way through a list that comes a page at a time.

use leptos::prelude::*;

use crate::i18n::{t_string, use_i18n};
use crate::ui::Icon;

/// The line below a list: how many there are, the keys, Earlier and Later.
#[component]
pub fn Pager(
    /// How many there are, in words.
    #[prop(into)]
    count: Signal<String>,
    /// Where the page before lies.
    #[prop(into)]
    earlier: Signal<Option<String>>,
    /// Where the next page lies.
    #[prop(into)]
    later: Signal<Option<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let step = move |to: Signal<Option<String>>,
                     name: &'static str,
                     why: &'static str,
                     icon: &'static str| {
        move || {
            match to.get() {
            Some(href) => view! { <a class="button plain small" href=href><Icon name=icon />{name}</a> }.into_any(),
            None => view! {
                <span class="button plain small" role="link" aria-disabled="true" title=why><Icon name=icon />{name}</span>
            }
            .into_any(),
        }
        }
    };
    let is_there = move || {
        earlier.with(Option::is_some) || later.with(Option::is_some) || count.with(|count| !count.is_empty())
    };
    view! {
        <div class="pager" hidden=move || !is_there()>
            <span role="status">{count}</span>
            <span class="keys" aria-hidden="true">
                <kbd>"J"</kbd> " " <kbd>"K"</kbd> " " {t_string!(i18n, admin.key_move)}
            </span>
            <nav aria-label=t_string!(i18n, admin.pages)>
                {step(earlier, t_string!(i18n, admin.earlier), t_string!(i18n, admin.first_page), "left")}
                {step(later, t_string!(i18n, admin.later), t_string!(i18n, admin.last_page), "right")}
            </nav>
        </div>
    }
}
