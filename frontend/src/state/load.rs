//! Something that is fetched for a page: not there yet, there, or failed.

use std::future::Future;

use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;

use crate::api::{ApiError, ApiResult};

/// What is known of something that is fetched.
#[derive(Clone, Debug, PartialEq)]
pub enum Load<T> {
    /// On its way.
    Waiting,
    /// There.
    Ready(T),
    /// It did not come.
    Failed(ApiError),
}

/// Something that is fetched again whenever its key changes.
pub struct Loaded<T: Send + Sync + 'static> {
    state: RwSignal<Load<T>>,
    asked: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Loaded<T> {}

impl<T: Clone + Send + Sync + 'static> Loaded<T> {
    /// What is known of it now.
    pub fn get(&self) -> Load<T> {
        self.state.get()
    }

    /// Fetches it again.
    pub fn retry(&self) {
        self.asked.update(|count| *count += 1);
    }
}

/// Fetches what `fetch` gives for `key`, and again whenever the key changes; with `first`, what came with the
/// page, the first key needs no request. Only the answer to the last request counts.
pub fn load<K, T, F>(
    key: impl Fn() -> K + 'static,
    first: Option<T>,
    fetch: impl Fn(K) -> F + 'static,
) -> Loaded<T>
where
    T: Clone + Send + Sync + 'static,
    F: Future<Output = ApiResult<T>> + 'static,
{
    let given = first.is_some();
    let state = RwSignal::new(first.map_or(Load::Waiting, Load::Ready));
    let asked = RwSignal::new(0_u32);
    let last = StoredValue::new(0_u32);
    Effect::new(move |before: Option<()>| {
        let key = key();
        asked.track();
        if before.is_none() && given {
            return;
        }
        let mine = last.get_value() + 1;
        last.set_value(mine);
        state.set(Load::Waiting);
        let answer = fetch(key);
        spawn_local_scoped_with_cancellation(async move {
            let known = match answer.await {
                Ok(value) => Load::Ready(value),
                Err(error) => Load::Failed(error),
            };
            // Another request may have been sent since.
            if last.get_value() == mine {
                state.set(known);
            }
        });
    });
    Loaded { state, asked }
}
