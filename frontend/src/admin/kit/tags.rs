//! Several short words in one field.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use crate::i18n::{fill, t_string, use_i18n};
use crate::ui::Icon;
use crate::ui::dialog::fresh_id;

/// Words that are typed one after the other: Enter or a comma ends one, Backspace in the empty field takes the last
/// one away. What others used before is offered.
#[component]
pub fn TagInput(
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// Name in the form.
    name: &'static str,
    /// The words.
    value: RwSignal<Vec<String>>,
    /// What is offered.
    #[prop(optional, into)]
    known: Signal<Vec<String>>,
    /// How many there may be.
    #[prop(default = 20)]
    most: usize,
) -> impl IntoView {
    let i18n = use_i18n();
    let id = fresh_id(name);
    let list = format!("{id}-known");
    let typed = RwSignal::new(String::new());
    let field = NodeRef::<html::Input>::new();
    let add = move || {
        let word = typed.with_untracked(|typed| typed.trim().trim_end_matches(',').trim().to_owned());
        typed.set(String::new());
        let is_new = value.with_untracked(|words| {
            words.len() < most && !words.iter().any(|other| other.to_lowercase() == word.to_lowercase())
        });
        if is_new && !word.is_empty() {
            value.update(|words| words.push(word));
        }
    };
    let key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Enter" | "," if !event.is_composing() => {
            event.prevent_default();
            add();
        }
        "Backspace" if typed.with_untracked(String::is_empty) => value.update(|words| drop(words.pop())),
        _ => {}
    };
    let remove = move |word: &str| {
        value.update(|words| words.retain(|other| other != word));
        if let Some(field) = field.get_untracked() {
            // A field that is there can take the focus.
            let _ = field.focus();
        }
    };
    let tag = move |word: String| {
        let gone = word.clone();
        view! {
            <li class="tag">
                {word.clone()}
                <button
                    type="button" aria-label=fill(t_string!(i18n, admin.remove), &[("name", &word)])
                    on:click=move |_| remove(&gone)
                >
                    <Icon name="close" />
                </button>
            </li>
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <div class="tag-input input">
                <ul>{move || value.get().into_iter().map(tag).collect_view()}</ul>
                <input id=id name=name list=list.clone() autocomplete="off" bind:value=typed on:keydown=key on:blur=move |_| add() node_ref=field />
                <datalist id=list>
                    {move || known.get().into_iter().map(|word| view! { <option value=word></option> }).collect_view()}
                </datalist>
            </div>
        </div>
    }
}
