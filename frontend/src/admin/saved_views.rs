//! Views of a list that are kept in this browser: each is a name for what the address asks for.

use leptos::ev;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use web_sys::UrlSearchParams;

use crate::i18n::{fill, t_string, use_i18n};
use crate::state::address::use_address;
use crate::state::storage;
use crate::ui::{Icon, Menu};

/// How many can be kept.
const MOST: usize = 20;
/// What belongs to the moment, not to the view.
const PASSING: [&str; 3] = ["cursor", "month", "registration"];

/// A view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct View {
    name: String,
    /// The query of the address, without its question mark.
    query: String,
}

/// The menu of the views that are kept, with a way to keep this one.
#[component]
pub fn SavedViews(
    /// Under which they are kept.
    key: &'static str,
    /// The list's address.
    list: &'static str,
) -> impl IntoView {
    let i18n = use_i18n();
    let address = use_address();
    let kept = storage::read(key).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let views = RwSignal::new(kept);
    let keep = move |now: Vec<View>| {
        // Names and queries are texts, so that writing them cannot fail.
        storage::write(key, serde_json::to_string(&now).ok().as_deref());
        views.set(now);
    };
    let name = RwSignal::new(String::new());
    let query = Memo::new(move |_| lasting(&address.search()));
    let add = move || {
        let name_now = name.get_untracked().trim().to_owned();
        if name_now.is_empty() {
            return;
        }
        let mut now = views.get_untracked();
        // A view of the same name is replaced.
        now.retain(|view| view.name != name_now);
        now.push(View { name: name_now, query: query.get_untracked() });
        now.truncate(MOST);
        keep(now);
        name.set(String::new());
    };
    let enter = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            add();
        }
    };
    let one = move |view: View| {
        let gone = view.name.clone();
        let label = fill(t_string!(i18n, admin.remove), &[("name", &view.name)]);
        let href = if view.query.is_empty() { list.to_owned() } else { format!("{list}?{}", view.query) };
        let here = {
            let query_of = view.query.clone();
            move || query.with(|query| *query == query_of).then_some("true")
        };
        let forget = move |event: ev::MouseEvent| {
            // The menu stays open.
            event.stop_propagation();
            keep(views.get_untracked().into_iter().filter(|other| other.name != gone).collect());
        };
        view! {
            <div class="saved-view">
                <a href=href aria-current=here data-stay>{view.name}</a>
                <button type="button" class="icon-button small" aria-label=label on:click=forget><Icon name="close" /></button>
            </div>
        }
    };
    let entries = move || {
        view! {
            <div class="saved-views">
                {move || views.get().into_iter().map(one).collect_view()}
                <div class="saved-view" on:click=|event: ev::MouseEvent| event.stop_propagation()>
                    <input
                        class="input" maxlength="60" aria-label=t_string!(i18n, planning.view_name)
                        placeholder=t_string!(i18n, planning.view_name) bind:value=name on:keydown=enter
                    />
                    <button
                        type="button" class="button plain small" on:click=move |_| add()
                        aria-disabled=move || name.with(|name| name.trim().is_empty()).then_some("true")
                    >
                        {t_string!(i18n, planning.view_keep)}
                    </button>
                </div>
            </div>
        }
    };
    view! {
        <Menu class="chip add" button=move || view! { <span><Icon name="archive" />{t_string!(i18n, planning.views_kept)}</span> }>{entries}</Menu>
    }
}

/// A query without its question mark and what belongs to the moment.
fn lasting(search: &str) -> String {
    let Ok(params) = UrlSearchParams::new_with_str(search) else { return String::new() };
    PASSING.iter().for_each(|name| params.delete(name));
    params.to_string().into()
}
