//! The menu at the left; where there is little room, a bar at the top whose button opens it.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::alone::Mark;
use super::foot::Foot;
use crate::admin::me::refusal;
use crate::admin::menu::{self, Entry};
use crate::admin::routes;
use crate::i18n::{t_string, use_i18n};
use crate::state::address::use_address;
use crate::state::site::use_site;
use crate::ui::Icon;

const ID: &str = "menu";

/// The menu.
#[component]
pub fn Side(
    /// Whether the search for pages is open.
    searching: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let site = use_site();
    let side = NodeRef::<html::Nav>::new();
    let close = move |event: leptos::ev::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let leads_on = target.is_some_and(|target| target.closest("a, .jump").ok().flatten().is_some());
        if let (true, Some(side)) = (leads_on, side.get_untracked()) {
            // A menu that stands open for good is not a popover just now.
            let _ = side.hide_popover();
        }
    };
    view! {
        <nav class="side" id=ID popover="auto" aria-label=t_string!(i18n, admin.menu) node_ref=side on:click=close>
            <a class="brand" href=routes::HOME>
                <Mark />
                <span><b>"Magnetiq"</b> <small>{move || site.organisation()}</small></span>
            </a>
            <button type="button" class="jump" on:click=move |_| searching.set(true)>
                <Icon name="search" />
                <span>{t_string!(i18n, admin.search_or_go)}</span>
                <kbd aria-hidden="true">"Ctrl K"</kbd>
            </button>
            <ul>{menu::open().map(|(entry, href)| view! { <Item entry=entry href=href /> }).collect_view()}</ul>
            <Foot />
        </nav>
    }
}

/// An entry: a link, or the reason why this person may not go there.
#[component]
fn Item(entry: &'static Entry, href: &'static str) -> impl IntoView {
    let i18n = use_i18n();
    let address = use_address();
    let name = (entry.name)(i18n);
    match entry.needs().and_then(refusal) {
        Some(why) => view! {
            <li>
                <a role="link" aria-disabled="true" tabindex="0" title=why.clone()>
                    <Icon name=entry.icon />
                    <span>{name}</span>
                    <Icon name="lock" />
                    <span class="hide">{why.clone()}</span>
                </a>
            </li>
        }
        .into_any(),
        None => view! {
            <li>
                <a href=href aria-current=move || entry.holds(&address.path()).then_some("page")>
                    <Icon name=entry.icon />
                    <span>{name}</span>
                </a>
            </li>
        }
        .into_any(),
    }
}

/// The bar at the top of narrow screens.
#[component]
pub fn TopBar(
    /// Whether the search for pages is open.
    searching: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <header class="top-bar">
            <button type="button" class="icon-button" popovertarget=ID aria-label=t_string!(i18n, admin.menu)>
                <Icon name="menu" />
            </button>
            <a class="brand" href=routes::HOME><Mark /><b>"Magnetiq"</b></a>
            <button
                type="button" class="icon-button" aria-label=t_string!(i18n, admin.search_or_go)
                on:click=move |_| searching.set(true)
            >
                <Icon name="search" />
            </button>
        </header>
    }
}
