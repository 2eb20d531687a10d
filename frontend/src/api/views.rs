//! Telling that a page was seen.

use js_sys::Array;
use magnetiq_shared::registrations::Attribution;
use magnetiq_shared::views::{View, ViewKind};
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag};

/// Tells the server, which counts it without knowing by whom. The browser sends it when it has time, also after
/// the page was left; nobody waits for it.
pub fn count(slug: &str, kind: ViewKind, attribution: Option<Attribution>) {
    let view = View { session: slug.to_owned(), kind, attribution };
    // A flat type with string keys can always be written.
    let json = serde_json::to_string(&view).unwrap_or_default();
    let options = BlobPropertyBag::new();
    options.set_type("application/json");
    let body = Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(&json)), &options);
    if let (Some(window), Ok(body)) = (web_sys::window(), body) {
        // A browser that forbids it is not counted.
        let _ = window.navigator().send_beacon_with_opt_blob("/api/v1/public/views", Some(&body));
    }
}
