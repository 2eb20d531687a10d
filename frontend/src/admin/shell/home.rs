//! The panel's beginning: leads to the first place that the person may see.

use leptos::prelude::*;

use crate::admin::me::use_me;
use crate::admin::{menu, routes};
use crate::state::address::{Go, use_address};

/// Leads on at once.
#[component]
pub fn HomePage() -> impl IntoView {
    let (address, me) = (use_address(), use_me());
    let first = menu::open().find(|(entry, _)| entry.needs().is_none_or(|scope| me.scopes.contains(&scope)));
    let to = first.map_or(routes::ACCOUNT, |(_, href)| href);
    // Not while the page is being drawn that it leaves.
    request_animation_frame(move || address.go(to, Go::Quietly));
}
