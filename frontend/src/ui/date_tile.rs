//! A leaf of a calendar: month above, day below.

use leptos::prelude::*;

/// A leaf of a calendar. The date is also written out beside it, so screen readers pass it by.
#[component]
pub fn DateTile(
    /// Short name of the month.
    #[prop(into)]
    month: Signal<String>,
    /// Day of the month.
    #[prop(into)]
    day: Signal<String>,
) -> impl IntoView {
    view! {
        <span class="date-tile" aria-hidden="true">
            <span>{month}</span>
            <b>{day}</b>
        </span>
    }
}
