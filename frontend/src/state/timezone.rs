//! The visitor's timezone: the browser's, unless they chose another one. The choice is kept in this browser.

use js_sys::{Array, Function, Intl, Object, Reflect};
use leptos::prelude::*;
use magnetiq_shared::Language;
use wasm_bindgen::{JsCast, JsValue};

use crate::state::storage;

const KEY: &str = "timezone";

thread_local! {
    static VISITORS: ArcRwSignal<String> =
        ArcRwSignal::new(storage::read(KEY).filter(|zone| is_known(zone)).unwrap_or_else(detected));
}

/// IANA name of the timezone in which this visitor reads times. Views that ask for it follow the choice.
pub fn visitors() -> String {
    VISITORS.with(ArcRwSignal::get)
}

/// The same, not followed.
pub fn visitors_now() -> String {
    VISITORS.with(ArcRwSignal::get_untracked)
}

/// The timezone of this browser.
pub fn detected() -> String {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    Reflect::get(&options, &JsValue::from_str("timeZone"))
        .ok()
        .and_then(|zone| zone.as_string())
        .unwrap_or_else(|| "UTC".to_owned())
}

/// Whether the visitor chose a timezone.
pub fn is_chosen() -> bool {
    storage::read(KEY).is_some()
}

/// From now on all times are in this timezone; without one, in the browser's.
pub fn choose(zone: Option<String>) {
    storage::write(KEY, zone.as_deref());
    VISITORS.with(|visitors| visitors.set(zone.unwrap_or_else(detected)));
}

/// Whether this browser can write times of a timezone: what was kept may come from another version of it.
fn is_known(zone: &str) -> bool {
    let options = Object::new();
    // A plain object takes any field.
    let _ = Reflect::set(&options, &JsValue::from_str("timeZone"), &JsValue::from_str(zone));
    let formatter = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl"))
        .and_then(|intl| Reflect::get(&intl, &JsValue::from_str("DateTimeFormat")));
    let formatter = formatter.and_then(|formatter| formatter.dyn_into::<Function>());
    let arguments = Array::of2(&JsValue::UNDEFINED, &options);
    formatter.is_ok_and(|formatter| Reflect::construct(&formatter, &arguments).is_ok())
}

/// Cities of timezones that Germans call otherwise. The browser knows German names of zones, not of their cities.
const GERMAN: [(&str, &str); 19] = [
    ("Vienna", "Wien"),
    ("Zurich", "Zürich"),
    ("Warsaw", "Warschau"),
    ("Rome", "Rom"),
    ("Copenhagen", "Kopenhagen"),
    ("Prague", "Prag"),
    ("Brussels", "Brüssel"),
    ("Luxembourg", "Luxemburg"),
    ("Lisbon", "Lissabon"),
    ("Athens", "Athen"),
    ("Bucharest", "Bukarest"),
    ("Belgrade", "Belgrad"),
    ("Moscow", "Moskau"),
    ("Kyiv", "Kiew"),
    ("Kiev", "Kiew"),
    ("Tokyo", "Tokio"),
    ("Hong_Kong", "Hongkong"),
    ("Singapore", "Singapur"),
    ("Cairo", "Kairo"),
];

/// The place in a timezone's name: `America/New_York` is `New York`, `Europe/Vienna` in German `Wien`; `UTC` stays.
pub fn city(language: Language, zone: &str) -> String {
    let city = zone.rsplit('/').next().unwrap_or(zone);
    let german = GERMAN.iter().find(|(name, _)| language == Language::De && *name == city);
    german.map_or_else(|| city.replace('_', " "), |(_, name)| (*name).to_owned())
}
