//! The visitor's timezone, as the browser knows it.

use std::cell::OnceCell;

use js_sys::{Array, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

thread_local! {
    static VISITORS: OnceCell<String> = const { OnceCell::new() };
}

/// IANA name of the visitor's timezone; UTC where the browser does not tell.
pub fn visitors() -> String {
    VISITORS.with(|zone| zone.get_or_init(ask).clone())
}

fn ask() -> String {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    Reflect::get(&options, &JsValue::from_str("timeZone"))
        .ok()
        .and_then(|zone| zone.as_string())
        .unwrap_or_else(|| "UTC".to_owned())
}

/// The place in a timezone's name: `America/New_York` is `New York`; `UTC` stays.
pub fn city(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}
