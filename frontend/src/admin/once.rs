//! Keys under which the server makes something once, however often it is asked: whoever sends a form again because no
//! answer came, sends it with the same key.

use leptos::prelude::*;
use uuid::Uuid;

/// The key of what a form sent last.
#[derive(Clone, Copy)]
pub struct Once(StoredValue<Option<(String, Uuid)>>);

impl Once {
    /// Nothing was sent yet.
    pub fn new() -> Self {
        Self(StoredValue::new(None))
    }

    /// The key for this content: the one before where it is the same, else a new one.
    pub fn key(self, content: &impl serde::Serialize) -> Uuid {
        // Types of the contract have string keys only, so that writing them cannot fail.
        let content = serde_json::to_string(content).unwrap_or_default();
        let before =
            self.0.with_value(|kept| kept.as_ref().filter(|(text, _)| *text == content).map(|(_, key)| *key));
        before.unwrap_or_else(|| {
            let key = Uuid::new_v4();
            self.0.set_value(Some((content, key)));
            key
        })
    }
}

impl Default for Once {
    fn default() -> Self {
        Self::new()
    }
}
