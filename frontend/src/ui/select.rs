//! A choice of one among few, with its label.

use leptos::ev;
use leptos::prelude::*;

use super::dialog::fresh_id;
use crate::ui::Icon;

/// A native list to choose from. A choice is its value and what is shown.
#[component]
pub fn Select(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// Name in the form.
    name: &'static str,
    /// The chosen value.
    value: RwSignal<String>,
    /// Values and what is shown for them, in order.
    #[prop(into)]
    choices: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    let id = fresh_id(name);
    let choose = move |event: ev::Event| value.set(event_target_value(&event));
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <span class="choice">
                <select id=id name=name on:change=choose>
                    {move || {
                        let option = |(key, shown): (String, String)| {
                            let chosen = value.with_untracked(|value| *value == key);
                            view! { <option value=key selected=chosen>{shown}</option> }
                        };
                        choices.get().into_iter().map(option).collect_view()
                    }}
                </select>
                <Icon name="down" />
            </span>
        </div>
    }
}
