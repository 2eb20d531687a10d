//! Dates, numbers and amounts as people read them, written by the browser's `Intl`.

pub mod date;
pub mod local;
pub mod number;

use js_sys::{Object, Reflect};
use magnetiq_shared::Language;
use wasm_bindgen::JsValue;

/// The `Intl` locale of a language: British English writes days before months.
pub const fn intl_locale(language: Language) -> &'static str {
    match language {
        Language::En => "en-GB",
        Language::De => "de-DE",
    }
}

/// Options for an `Intl` formatter.
fn options(fields: &[(&str, JsValue)]) -> Object {
    let options = Object::new();
    for (name, value) in fields {
        // Setting a field of a plain object cannot fail.
        let _ = Reflect::set(&options, &JsValue::from_str(name), value);
    }
    options
}
