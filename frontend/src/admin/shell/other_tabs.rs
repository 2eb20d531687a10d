//! Other tabs of this browser: who signs out in one is signed out in all, who signs in in one is in all.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

use crate::api::staff::{self, Who};

const CHANNEL: &str = "magnetiq-sign-in";
const IN: &str = "in";
const OUT: &str = "out";

/// Tells other tabs when somebody signs in or out here, and follows what they tell.
pub fn follow() {
    // Without channels each tab finds out by itself, at its next call.
    let Ok(channel) = BroadcastChannel::new(CHANNEL) else { return };
    let listener = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| hear(event.data()));
    channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    let kept = StoredValue::new_local((channel, listener));
    Effect::new(move |before: Option<Option<bool>>| {
        let now = match staff::who() {
            Who::Person(_) => Some(true),
            Who::Nobody => Some(false),
            Who::Asking | Who::Unreachable(_) => None,
        };
        if let (Some(Some(was)), Some(is)) = (before, now)
            && was != is
        {
            let news = JsValue::from_str(if is { IN } else { OUT });
            // A channel that is open takes any text.
            kept.with_value(|(channel, _)| drop(channel.post_message(&news)));
        }
        now.or(before.flatten())
    });
}

fn hear(news: JsValue) {
    let is_person = staff::person_now().is_some();
    match news.as_string().as_deref() {
        Some(OUT) if is_person => staff::signed_out(),
        Some(IN) if !is_person => spawn_local(staff::start()),
        _ => {}
    }
}
