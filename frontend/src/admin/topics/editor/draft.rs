//! What is typed is kept on the server while typing rests, for its writer alone.

use std::time::Duration;

use chrono::{DateTime, Utc};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::topics::NewTopicDraft;

use super::desk::Desk;
use crate::api::topics;

/// How long typing has to rest.
const REST: Duration = Duration::from_millis(1_500);

/// Keeps what is typed from now on; gives when it was kept last.
pub fn keep(desk: Desk, kept_before: Option<DateTime<Utc>>) -> RwSignal<Option<DateTime<Utc>>> {
    let kept_at = RwSignal::new(kept_before);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(timer) = waiting.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    on_cleanup(stop);
    Effect::new(move |before: Option<()>| {
        desk.changes.track();
        // A text that is being written is nobody's yet.
        let is_writing = desk.writing.get() > 0;
        stop();
        if before.is_some() && !is_writing && !desk.is_locked {
            waiting.set_value(set_timeout_with_handle(move || save(desk, kept_at), REST).ok());
        }
    });
    kept_at
}

fn save(desk: Desk, kept_at: RwSignal<Option<DateTime<Utc>>>) {
    let Some((id, based_on)) =
        desk.topic.with_untracked(|topic| topic.as_ref().map(|topic| (topic.id, topic.version)))
    else {
        return;
    };
    if desk.form.busy.get_untracked() {
        return;
    }
    let changes = desk.changes.get_untracked();
    let is_kept = kept_at.get_untracked().is_some();
    spawn_local(async move {
        // A draft that could not be kept is kept with the next words.
        if !changes.fields.is_empty() {
            if let Ok(draft) =
                topics::keep_draft(id, &NewTopicDraft { based_on, content: changes.patch }).await
            {
                kept_at.try_set(Some(draft.saved_at));
            }
        } else if is_kept && topics::forget_draft(id).await.is_ok() {
            kept_at.try_set(None);
        }
    });
}
