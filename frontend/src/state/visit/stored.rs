//! The visit's token in the browser's storage.

use chrono::{DateTime, Utc};
use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::visits::VisitToken;

use crate::state::storage;

const KEY: &str = "visit";

/// The token kept by an earlier page, unless it has ended.
pub fn read(now: DateTime<Utc>) -> Option<VisitToken> {
    let token: VisitToken = serde_json::from_str(&storage::read(KEY)?).ok()?;
    (token.expires_at > now).then_some(token)
}

/// Keeps the token; `None` forgets it.
pub fn write(token: Option<&VisitToken>) {
    // A token is a flat structure, so that writing it as JSON cannot fail.
    let json = token.and_then(|token| serde_json::to_string(token).ok());
    storage::write(KEY, json.as_deref());
}

/// Calls `changed` when another tab has kept another token, as when the mail's link was opened there.
pub fn on_change(changed: impl Fn() + 'static) {
    let handle = window_event_listener(ev::storage, move |event| {
        if event.key().as_deref() == Some(KEY) {
            changed();
        }
    });
    on_cleanup(move || handle.remove());
}
