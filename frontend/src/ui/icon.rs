//! Line icons from the sprite `icons.svg`, which the build puts into the page.

use leptos::prelude::*;

/// One icon of the sprite, by its name there without `i-`. Hidden from screen readers: the text beside it, or
/// the button's label, says what it means.
#[component]
pub fn Icon(
    /// The icon's name, such as `check`.
    name: &'static str,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <use href=format!("#i-{name}")></use>
        </svg>
    }
}
