//! Small facts in a rounded box.

use leptos::prelude::*;

/// A small fact. Classes: `warm` (mind this), `good`, `edge` (on a plain ground).
#[component]
pub fn Pill(
    /// Extra classes.
    #[prop(optional, into)]
    class: String,
    /// Its text.
    children: Children,
) -> impl IntoView {
    view! { <span class=format!("pill {class}")>{children()}</span> }
}
