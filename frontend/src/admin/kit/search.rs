//! The search field of a list. What is typed is searched for when typing rests; `/` leads here.

use std::time::Duration;

use leptos::ev;
use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::table::is_typing;
use crate::admin::filters::{href_with, parameter};
use crate::state::address::{Go, use_address};
use crate::ui::Icon;

/// How long typing has to rest.
const REST: Duration = Duration::from_millis(250);

/// The search field, over the parameter `search` of the address.
#[component]
pub fn SearchField(
    /// What can be searched for: its label and what stands in it while it is empty.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let address = use_address();
    let searched = parameter("search");
    let typed = RwSignal::new(searched.get_untracked());
    let field = NodeRef::<html::Input>::new();
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        // The way back, or "clear", brings another search.
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
        let words = typed.with_untracked(|typed| typed.trim().to_owned());
        let before = searched.get_untracked();
        if words != before {
            let how = if before.is_empty() || words.is_empty() { Go::Here } else { Go::Quietly };
            address.go(&href_with(&address, &[("search", Some(&words))]), how);
        }
    };
    let type_in = move |event: ev::Event| {
        typed.set(event_target_value(&event));
        stop();
        waiting.set_value(set_timeout_with_handle(search, REST).ok());
    };
    let slash = window_event_listener(ev::keydown, move |event| {
        if event.key() == "/"
            && !event.ctrl_key()
            && !event.meta_key()
            && !is_typing(&event)
            && let Some(field) = field.get_untracked()
        {
            event.prevent_default();
            // A field that is there can take the focus.
            let _ = field.focus();
        }
    });
    on_cleanup(move || slash.remove());
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        search();
    };
    view! {
        <form class="search-field" role="search" on:submit=send>
            <label>
                <span class="hide">{label.clone()}</span>
                <Icon name="search" />
                <input class="input" type="search" placeholder=label maxlength="200" prop:value=typed on:input=type_in node_ref=field />
                <kbd aria-hidden="true">"/"</kbd>
            </label>
        </form>
    }
}
