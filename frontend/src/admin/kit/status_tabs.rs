//! The state filter of a list, each state with its count: links, so that each has an address.

use leptos::prelude::*;

use crate::admin::filters::href_with;
use crate::state::address::use_address;

/// Tabs over one parameter of the address. A tab is its value (empty: all), its name, and its count.
#[component]
pub fn StatusTabs(
    /// What they choose.
    #[prop(into)]
    label: String,
    /// The parameter.
    name: &'static str,
    /// Values, names and counts.
    #[prop(into)]
    tabs: Signal<Vec<(&'static str, String, Option<u64>)>>,
) -> impl IntoView {
    let address = use_address();
    let draw = move |(value, shown, count): (&'static str, String, Option<u64>)| {
        let current = move || (address.parameter(name).unwrap_or_default() == value).then_some("true");
        view! {
            <a href=move || href_with(&address, &[(name, Some(value))]) aria-current=current data-stay>
                {shown}
                {count.map(|count| view! { <span>{count}</span> })}
            </a>
        }
    };
    view! {
        <nav class="status-tabs" aria-label=label>
            {move || tabs.get().into_iter().map(draw).collect_view()}
        </nav>
    }
}
