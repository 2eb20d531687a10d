//! What a list is asked for: kept in the address, so that a link, a reload and the way back show the same list.

use leptos::prelude::*;
use web_sys::UrlSearchParams;

use crate::state::address::{Address, use_address};

/// The page's address with some parameters changed, `None` taking one away. Another question begins at the first
/// page.
pub fn href_with(address: &Address, changes: &[(&str, Option<&str>)]) -> String {
    let path = address.path();
    let Ok(params) = UrlSearchParams::new_with_str(&address.search()) else { return path };
    params.delete("cursor");
    for (name, value) in changes {
        match value.filter(|value| !value.is_empty()) {
            Some(value) => params.set(name, value),
            None => params.delete(name),
        }
    }
    let query: String = params.to_string().into();
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

/// A parameter of the address; empty where it is absent.
pub fn parameter(name: &'static str) -> Memo<String> {
    let address = use_address();
    Memo::new(move |_| address.parameter(name).unwrap_or_default())
}
