//! The search for pages: Ctrl K, some letters, Enter.

use leptos::ev;
use leptos::prelude::*;

use crate::admin::me::use_me;
use crate::admin::{menu, routes};
use crate::i18n::{Texts, t_string, use_i18n};
use crate::state::address::{Go, use_address};
use crate::ui::{Dialog, Icon, focus_soon, follow};

const FIELD: &str = "go-to";
const LIST: &str = "go-to-list";

/// A page that can be gone to.
#[derive(Clone, PartialEq)]
struct Goal {
    icon: &'static str,
    name: String,
    /// The entry in which it lies, where it is a tab.
    within: String,
    href: &'static str,
}

/// The dialog with the field and the pages that match.
#[component]
pub fn Palette(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let typed = RwSignal::new(String::new());
    let shortcut = window_event_listener(ev::keydown, move |event| {
        if (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("k") {
            event.prevent_default();
            open.update(|open| *open = !*open);
        }
    });
    on_cleanup(move || shortcut.remove());
    Effect::new(move |_| {
        if open.get() {
            typed.set(String::new());
            focus_soon(FIELD);
        }
    });
    let goals = StoredValue::new(goals(i18n));
    view! {
        <Dialog open=open labelled_by="go-to-title" close_label=t_string!(i18n, admin.close) class="palette">
            <Finder goals=goals typed=typed open=open />
        </Dialog>
    }
}

#[component]
fn Finder(goals: StoredValue<Vec<Goal>>, typed: RwSignal<String>, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let address = use_address();
    let at = RwSignal::new(0_usize);
    let found = Memo::new(move |_| {
        at.set(0);
        let words = typed.with(|typed| typed.trim().to_lowercase());
        let fits = |goal: &&Goal| format!("{} {}", goal.within, goal.name).to_lowercase().contains(&words);
        goals.with_value(|goals| goals.iter().filter(fits).cloned().collect::<Vec<_>>())
    });
    let go = move |goal: &Goal| {
        open.set(false);
        address.go(goal.href, Go::Top);
    };
    let key = move |event: ev::KeyboardEvent| {
        let count = found.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1).min(count.saturating_sub(1))),
            "ArrowUp" => at.update(|at| *at = at.saturating_sub(1)),
            "Enter" => {
                if let Some(goal) = found.with_untracked(|found| found.get(at.get_untracked()).cloned()) {
                    go(&goal);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let option = move |(place, goal): (usize, Goal)| {
        let target = goal.clone();
        view! {
            <li
                role="option" id=format!("{LIST}-{place}")
                aria-selected=move || (at.get() == place).to_string()
                on:pointermove=move |_| if at.get_untracked() != place { at.set(place) }
                on:click=move |_| go(&target)
            >
                <Icon name=goal.icon />
                <span>{goal.name}</span>
                <small>{goal.within}</small>
            </li>
        }
    };
    let results = move || match found.with(Vec::is_empty) {
        true => view! { <p class="quiet">{t_string!(i18n, admin.no_page)}</p> }.into_any(),
        false => found.get().into_iter().enumerate().map(option).collect_view().into_any(),
    };
    view! {
        <h2 class="hide" id="go-to-title">{t_string!(i18n, admin.search_or_go)}</h2>
        <label class="finder">
            <Icon name="search" />
            <span class="hide">{t_string!(i18n, admin.search_or_go)}</span>
            <input
                id=FIELD role="combobox" aria-expanded="true" aria-controls=LIST autocomplete="off"
                placeholder=t_string!(i18n, admin.search_or_go)
                aria-activedescendant=move || format!("{LIST}-{}", at.get())
                bind:value=typed on:keydown=key
            />
            <kbd aria-hidden="true">"Esc"</kbd>
        </label>
        <ul id=LIST role="listbox" aria-label=t_string!(i18n, admin.pages)>{follow(results)}</ul>
    }
}

/// The pages that this person may see.
fn goals(i18n: Texts) -> Vec<Goal> {
    let me = use_me();
    let allowed =
        menu::open().filter(|(entry, _)| entry.needs().is_none_or(|scope| me.scopes.contains(&scope)));
    let mut goals: Vec<Goal> = allowed
        .flat_map(|(entry, href)| {
            let within = (entry.name)(i18n);
            let tabs = entry.open_tabs().map(|tab| Goal {
                icon: entry.icon,
                name: (tab.name)(i18n).to_owned(),
                within: within.to_owned(),
                href: tab.path,
            });
            let tabs: Vec<Goal> = tabs.collect();
            match tabs.is_empty() {
                true => vec![Goal { icon: entry.icon, name: within.to_owned(), within: String::new(), href }],
                false => tabs,
            }
        })
        .collect();
    let name = t_string!(i18n, admin.account).to_owned();
    goals.push(Goal { icon: "person", name, within: String::new(), href: routes::ACCOUNT });
    goals
}
