//! What can be done with one topic of the list.

use leptos::prelude::*;
use magnetiq_shared::topics::{BulkOutcome, TopicBulk, TopicBulkAction, TopicRow};

use super::href;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::Confirm;
use crate::admin::me::use_me;
use crate::api::topics;
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::address::{Go, use_address};
use crate::ui::use_toasts;

/// What is to be done, with which.
#[derive(Clone, PartialEq)]
pub enum Act {
    /// Offered for sessions.
    Activate(TopicRow),
    /// No longer offered.
    Archive(TopicRow),
    /// A copy, which opens.
    Duplicate(TopicRow),
    /// Gone.
    Delete(TopicRow),
}

/// Does it, and asks first where it cannot be taken back.
#[component]
pub fn TopicActs(act: RwSignal<Option<Act>>, on_done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let (toasts, address, form) = (use_toasts(), use_address(), Form::new());
    let language = use_me().language;
    let deleting = RwSignal::new(false);
    let chosen = RwSignal::new(None::<TopicRow>);
    let change = move |topic: TopicRow, action: TopicBulkAction, done: &'static str| {
        let what = TopicBulk { ids: vec![topic.id], action };
        let failed = t_string!(i18n, admin.failed_title);
        let refused = t_string!(i18n, topics.refused);
        let title = topic.title.get(language).to_owned();
        leptos::task::spawn_local(async move {
            let outcome =
                topics::bulk(&what).await.map(|answer| answer.results.first().map(|one| one.outcome));
            toasts.say(match outcome {
                Ok(Some(BulkOutcome::Done | BulkOutcome::Unchanged)) => fill(done, &[("name", &title)]),
                Ok(Some(BulkOutcome::Refused)) => fill(refused, &[("name", &title)]),
                _ => failed.to_owned(),
            });
            on_done.try_run(());
        });
    };
    Effect::new(move |_| {
        let Some(wanted) = act.get() else { return };
        act.set(None);
        form.clear();
        match wanted {
            Act::Activate(topic) => {
                change(topic, TopicBulkAction::Activate, t_string!(i18n, topics.activated))
            }
            Act::Archive(topic) => {
                change(topic, TopicBulkAction::Archive, t_string!(i18n, topics.archived_done))
            }
            Act::Duplicate(topic) => {
                let failed = t_string!(i18n, admin.failed_title);
                leptos::task::spawn_local(async move {
                    match topics::duplicate(topic.id).await {
                        Ok(copy) => address.go(&href(copy.id), Go::Top),
                        Err(_) => toasts.say(failed),
                    }
                });
            }
            Act::Delete(topic) => {
                chosen.set(Some(topic));
                deleting.set(true);
            }
        }
    });
    let name = move || {
        chosen.with(|topic| {
            topic.as_ref().map(|topic| topic.title.get(language).to_owned()).unwrap_or_default()
        })
    };
    let delete = Callback::new(move |()| {
        let Some(topic) = chosen.get_untracked() else { return };
        let done = fill(t_string!(i18n, topics.deleted), &[("name", topic.title.get(language))]);
        form.send(async move { topics::delete(topic.id, topic.version).await }, move |()| {
            deleting.set(false);
            toasts.say(done);
            on_done.run(());
        });
    });
    view! {
        <Confirm
            open=deleting
            title=Signal::derive(move || fill(t_string!(i18n, topics.delete_title), &[("name", &name())]))
            text=t_string!(i18n, topics.delete_text)
            act=t_string!(i18n, topics.delete)
            busy=form.busy
            on_confirm=delete
        >
            <FormTrouble form=form />
        </Confirm>
    }
}
