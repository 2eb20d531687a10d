//! The search field. What is typed is searched for when typing rests; `/` leads here from anywhere on the page.

use std::time::Duration;

use leptos::ev;
use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::query::{Filter, ListQuery};
use crate::i18n::{t_string, use_i18n};
use crate::state::address::{Go, use_address};
use crate::state::locale::use_language;
use crate::ui::Icon;

/// How long typing has to rest.
const REST: Duration = Duration::from_millis(250);
/// As much as the API takes.
const LONGEST: u32 = 200;

/// The search field.
#[component]
pub fn Search(
    /// What is asked for.
    query: Memo<ListQuery>,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let address = use_address();
    let field = NodeRef::<html::Input>::new();
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let searched = Memo::new(move |_| query.with(|query| query.get(Filter::Search).to_owned()));
    let typed = RwSignal::new(searched.get_untracked());
    // The way back, or "clear all", brings another search.
    Effect::new(move |_| {
        let searched = searched.get();
        if typed.with_untracked(|typed| typed.trim() != searched) {
            typed.set(searched);
        }
    });
    let stop = move || {
        if let Some(timer) = waiting.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    on_cleanup(stop);
    let search = move || {
        stop();
        let (before, words) =
            (searched.get_untracked(), typed.with_untracked(|typed| typed.trim().to_owned()));
        if before != words {
            // One way back for one search, however often typing rested.
            let how = if before.is_empty() || words.is_empty() { Go::Here } else { Go::Quietly };
            let query = query.get_untracked().with(Filter::Search, words);
            address.go(&query.href(language.get_untracked()), how);
        }
    };
    let type_in = move |event: ev::Event| {
        typed.set(event_target_value(&event));
        stop();
        waiting.set_value(set_timeout_with_handle(search, REST).ok());
    };
    let focus = move || {
        if let Some(field) = field.get_untracked() {
            // A field that cannot take the focus leaves it where it is.
            let _ = field.focus();
            field.select();
        }
    };
    let slash = window_event_listener(ev::keydown, move |event| {
        let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
        if event.key() == "/" && !modified && !is_typing(&event) {
            event.prevent_default();
            focus();
        }
    });
    on_cleanup(move || slash.remove());
    let clear = move |_| {
        typed.set(String::new());
        search();
        focus();
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        search();
    };
    view! {
        <form class="search" role="search" on:submit=submit>
            <Icon name="search" />
            <input
                type="search"
                name="search"
                autocomplete="off"
                enterkeyhint="search"
                maxlength=LONGEST
                aria-label=move || t_string!(i18n, overview.search)
                aria-keyshortcuts="/"
                placeholder=move || t_string!(i18n, overview.search_hint)
                prop:value=typed
                on:input=type_in
                node_ref=field
            />
            <button
                type="button"
                class="icon-button"
                aria-label=move || t_string!(i18n, overview.clear_search)
                hidden=move || typed.with(String::is_empty)
                on:click=clear
            >
                <Icon name="close" />
            </button>
            <kbd aria-hidden="true">"/"</kbd>
        </form>
    }
}

/// Whether the key was meant for a field, or for a dialog.
fn is_typing(event: &ev::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| {
        element.closest("input, textarea, select, dialog").is_ok_and(|found| found.is_some())
    })
}
