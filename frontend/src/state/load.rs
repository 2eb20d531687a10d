//! Something that is fetched for a page: not there yet, there, or failed.

use std::future::Future;
use std::pin::Pin;

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
/// page, the first key needs no request. A request that is no longer wanted is aborted.
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
    keep_running(Box::new(move |is_first| {
        let key = key();
        asked.track();
        if is_first && given {
            return None;
        }
        state.set(Load::Waiting);
        let answer = fetch(key);
        Some(Box::pin(async move {
            state.set(match answer.await {
                Ok(value) => Load::Ready(value),
                Err(error) => Load::Failed(error),
            });
        }))
    }));
    Loaded { state, asked }
}

type Task = Pin<Box<dyn Future<Output = ()>>>;

/// Runs the task that `start` gives, and another whenever what `start` reads changes; the one before is then
/// dropped. Apart from [`load`], so that it is compiled once for all types.
fn keep_running(start: Box<dyn Fn(bool) -> Option<Task>>) {
    Effect::new(move |before: Option<()>| {
        if let Some(task) = start(before.is_none()) {
            spawn_local_scoped_with_cancellation(task);
        }
    });
}
