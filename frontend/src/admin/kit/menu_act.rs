//! An act in a menu of acts.

use leptos::prelude::*;

use crate::ui::Icon;

/// The act. Where it may not be done, it stays in its place with the reason.
pub fn menu_act(
    icon: &'static str,
    name: &'static str,
    class: &'static str,
    why: Option<String>,
    on_press: impl Fn() + 'static,
) -> impl IntoView {
    let is_refused = why.is_some();
    view! {
        <button
            type="button" class=class aria-disabled=is_refused.then_some("true")
            on:click=move |_| if !is_refused { on_press() }
        >
            <Icon name=icon />
            {name}
        </button>
        {why.map(|why| view! { <span class="why">{why}</span> })}
    }
}
