//! The time of this browser. Only here is it asked for; everything else takes it as a parameter.

use std::time::Duration;

use chrono::{DateTime, Utc};
use js_sys::Promise;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Now, by the browser's clock.
pub fn now() -> DateTime<Utc> {
    let millis = js_sys::Date::now();
    // A clock beyond the years that chrono knows is no clock; the epoch then stands in.
    DateTime::from_timestamp_millis(millis as i64).unwrap_or_default()
}

/// Comes back after some time. Dropping it forgets the timer's end.
pub async fn sleep(time: Duration) {
    let rung = Promise::new(&mut |resolve, _| {
        let ring = move || {
            // Resolving a promise cannot fail.
            let _ = resolve.call0(&wasm_bindgen::JsValue::UNDEFINED);
        };
        set_timeout(ring, time);
    });
    // A promise that is only ever resolved cannot be rejected.
    let _ = JsFuture::from(rung).await;
}

/// The time, told again every `period` while the calling component is there.
pub fn ticking(period: Duration) -> Signal<DateTime<Utc>> {
    let (time, tell) = signal(now());
    if let Ok(ticks) = set_interval_with_handle(move || tell.set(now()), period) {
        on_cleanup(move || ticks.clear());
    }
    time.into()
}
