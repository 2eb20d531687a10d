//! Somebody else has saved the topic meanwhile: theirs, or one's own on top of it.

use leptos::prelude::*;
use magnetiq_shared::topics::Topic;

use super::desk::Desk;
use super::model::Changes;
use crate::admin::topics::words;
use crate::i18n::{fill, t_string, use_i18n};
use crate::ui::{Button, Dialog, Look, follow};

/// The question. `newer` is what they saved; nothing is asked while it is `None`.
#[component]
pub fn ConflictDialog(
    /// The desk.
    desk: Desk,
    /// What they saved.
    newer: RwSignal<Option<Topic>>,
    /// One's own was given up.
    on_dropped: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(newer.with(Option::is_some)));
    Effect::new(move |_| {
        if !open.get() && newer.with_untracked(Option::is_some) {
            newer.set(None);
        }
    });
    let body = move || {
        let Some(theirs) = newer.get() else { return ().into_any() };
        let saved = desk.saved();
        let fields = Changes::between(&saved, &theirs.content).fields;
        let own = desk.changes.with_untracked(|changes| changes.fields.clone());
        let both: Vec<String> = fields.iter().filter(|name| own.contains(name)).cloned().collect();
        let who = theirs.updated_by.clone().unwrap_or_else(|| t_string!(i18n, topics.somebody).to_owned());
        let text = fill(
            t_string!(i18n, topics.conflict_text),
            &[("name", &who), ("fields", &words::fields(i18n, &fields))],
        );
        let clash = match both.is_empty() {
            true => t_string!(i18n, topics.conflict_none).to_owned(),
            false => fill(t_string!(i18n, topics.conflict_both), &[("fields", &words::fields(i18n, &both))]),
        };
        let (mine, other) = (theirs.clone(), theirs);
        let keep = Callback::new(move |()| {
            desk.rebase(mine.clone());
            newer.set(None);
        });
        let take = Callback::new(move |()| {
            desk.take(other.clone());
            newer.set(None);
            on_dropped.run(());
        });
        view! {
            <div class="stack">
                <h2 id="conflict-title">{t_string!(i18n, admin.stale_title)}</h2>
                <p>{text}</p>
                <p>{clash}</p>
                <div class="button-row ends">
                    <Button look=Look::Plain on_press=take>{t_string!(i18n, topics.conflict_take)}</Button>
                    <Button on_press=keep>{t_string!(i18n, topics.conflict_keep)}</Button>
                </div>
                <small>{t_string!(i18n, topics.conflict_after)}</small>
            </div>
        }
        .into_any()
    };
    view! {
        <Dialog
            open=open labelled_by="conflict-title" close_label=t_string!(i18n, admin.close) class="form-dialog" light_dismiss=false
        >
            {follow(body)}
        </Dialog>
    }
}
