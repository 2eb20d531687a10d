//! The data that came with the page, each part in a `<script type="application/json" id="data-…">`: with it the first
//! page needs no request. A part is read by what shows it, so that only the page that needs it knows its type, and
//! is used once.

use leptos::prelude::document;
use serde::de::DeserializeOwned;

/// Takes a part out of the page. One that cannot be read counts as absent, and is fetched.
pub fn take<T: DeserializeOwned>(part: &str) -> Option<T> {
    serde_json::from_str(&take_text(part)?).ok()
}

fn take_text(part: &str) -> Option<String> {
    let element = document().get_element_by_id(&format!("data-{part}"))?;
    element.remove();
    element.text_content()
}
