//! Between instants and what clocks of a timezone show, by the browser's tables.

use chrono::{DateTime, NaiveDateTime, Utc};
use js_sys::Date;
use wasm_bindgen::JsValue;

use super::options;

/// What clocks of a timezone show at an instant.
pub fn wall_clock(at: DateTime<Utc>, zone: &str) -> NaiveDateTime {
    let text = |name: &str, value: &str| (name.to_owned(), JsValue::from_str(value));
    let fields = [
        text("timeZone", zone),
        text("year", "numeric"),
        text("month", "2-digit"),
        text("day", "2-digit"),
        text("hour", "2-digit"),
        text("minute", "2-digit"),
        text("second", "2-digit"),
        text("hourCycle", "h23"),
    ];
    let fields: Vec<(&str, JsValue)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    let date = Date::new(&JsValue::from_f64(at.timestamp_millis() as f64));
    // Swedes write times as ISO 8601 does, but for the letter between.
    let written = String::from(date.to_locale_string("sv-SE", &options(&fields)));
    NaiveDateTime::parse_from_str(&written, "%Y-%m-%d %H:%M:%S").unwrap_or(at.naive_utc())
}

/// The instant at which clocks of a timezone show this. Of a time that they show twice, one of the two; a time that
/// they leave out is taken as an hour later.
pub fn instant(shown: NaiveDateTime, zone: &str) -> DateTime<Utc> {
    let guess = shown.and_utc();
    let off = wall_clock(guess, zone) - guess.naive_utc();
    let first = guess - off;
    // Near a change of the clocks the first guess lies on the other side of it.
    let off_there = wall_clock(first, zone) - first.naive_utc();
    guess - off_there
}
