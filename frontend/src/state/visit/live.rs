//! Keeping the visit up to date while somebody looks at it: a stream of events, and polling where the stream
//! does not get through.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::{spawn_local, spawn_local_scoped_with_cancellation};
use magnetiq_shared::ProblemType;

use super::VisitState;
use crate::api;
use crate::state::clock;

/// How long to wait before a stream that broke is opened again; doubled up to [`LONGEST_WAIT`].
const FIRST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// How often to ask while no stream delivers.
const POLL: Duration = Duration::from_secs(10);

/// Opens the stream while there are followers and a token, and ends it with them.
pub fn watch(state: VisitState) {
    let followed = Memo::new(move |_| state.followers.get() > 0);
    let token = Memo::new(move |_| state.token.with(|token| token.as_ref().map(|token| token.token.clone())));
    let streaming = RwSignal::new(false);
    Effect::new(move |_| {
        let (true, Some(token)) = (followed.get(), token.get()) else { return };
        streaming.set(false);
        spawn_local_scoped_with_cancellation(stream(state, token, streaming));
        spawn_local_scoped_with_cancellation(poll(state, streaming));
    });
    // A telephone lets the stream of a page in the background sleep.
    let back = window_event_listener(ev::focus, move |_| {
        if followed.get_untracked() {
            spawn_local(async move { state.refresh().await });
        }
    });
    on_cleanup(move || back.remove());
}

/// Reads the stream; opens it again, ever more slowly, when it ends.
async fn stream(state: VisitState, token: String, streaming: RwSignal<bool>) {
    let mut wait = FIRST_WAIT;
    loop {
        let end = api::visits::follow(&token, |visit| {
            streaming.set(true);
            state.visit.set(Some(visit));
        })
        .await;
        let delivered = streaming.get_untracked();
        streaming.set(false);
        if end.is_err_and(|error| error.is(ProblemType::Unauthenticated)) {
            state.drop_visit();
            return;
        }
        wait = if delivered { FIRST_WAIT } else { LONGEST_WAIT.min(wait * 2) };
        clock::sleep(wait).await;
    }
}

/// Asks now and then while the stream is silent: some proxies hold streams back for ever.
async fn poll(state: VisitState, streaming: RwSignal<bool>) {
    loop {
        clock::sleep(POLL).await;
        if !streaming.get_untracked() {
            state.refresh().await;
        }
    }
}
