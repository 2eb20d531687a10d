//! A switch that holds at once.

use leptos::prelude::*;

/// A switch with its text beside it.
#[component]
pub fn Toggle(
    /// Its text.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is on.
    #[prop(into)]
    on: Signal<bool>,
    /// Called with what it is to be.
    #[prop(into)]
    on_change: Callback<bool>,
    /// Why it may not be used; shown below it.
    #[prop(optional, into)]
    refused: Signal<Option<String>>,
) -> impl IntoView {
    let switch = move |event: leptos::ev::MouseEvent| {
        // It is drawn by what is so, not by what was clicked.
        event.prevent_default();
        if refused.with_untracked(Option::is_none) {
            on_change.run(!on.get_untracked());
        }
    };
    view! {
        <label class="toggle">
            <input
                type="checkbox" role="switch" prop:checked=on on:click=switch
                aria-disabled=move || refused.with(Option::is_some).then_some("true")
            />
            <span>{label} {move || refused.get().map(|why| view! { <small class="why">{why}</small> })}</span>
        </label>
    }
}
