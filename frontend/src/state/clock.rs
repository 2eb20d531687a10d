//! The time of this browser. Only here is it asked for; everything else takes it as a parameter.

use chrono::{DateTime, Utc};

/// Now, by the browser's clock.
pub fn now() -> DateTime<Utc> {
    let millis = js_sys::Date::now();
    // A clock beyond the years that chrono knows is no clock; the epoch then stands in.
    DateTime::from_timestamp_millis(millis as i64).unwrap_or_default()
}
