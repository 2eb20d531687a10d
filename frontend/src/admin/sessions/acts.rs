//! What can be done with a session as a whole: publishing, taking back, cancelling, duplicating, deleting.

use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::sessions::SessionStatus;
use magnetiq_shared::staff::sessions::{SessionRow, StaffSession};
use magnetiq_shared::{Language, ProblemType};
use uuid::Uuid;

use super::dialogs::CancelDialog;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::Confirm;
use crate::api::planning;
use crate::i18n::{fill, t_string, use_i18n};
use crate::ui::{Notice, Tone, follow, use_toasts};

/// The session that something is done with.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Its id.
    pub id: Uuid,
    /// The version that was seen.
    pub version: i32,
    /// What it is called.
    pub title: String,
    /// Where it is in its life.
    pub status: SessionStatus,
}

impl Target {
    /// The session of a row.
    pub fn of_row(row: &SessionRow, language: Language) -> Self {
        let title = row.title.get(language).to_owned();
        Self { id: row.id, version: row.version, title, status: row.status }
    }

    /// The session.
    pub fn of(session: &StaffSession, language: Language) -> Self {
        let title = session.shown_title.get(language).to_owned();
        Self { id: session.id, version: session.version, title, status: session.status }
    }
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Visitors see it from now on.
    Publish(Target),
    /// It is a draft again.
    Unpublish(Target),
    /// It will not happen.
    Cancel(Target),
    /// A draft like it is made.
    Duplicate(Target),
    /// The draft goes.
    Delete(Target),
}

/// What became of it.
#[derive(Clone, Debug)]
pub enum Done {
    /// It is like this now.
    Changed(Box<StaffSession>),
    /// It is gone.
    Deleted,
    /// A draft was made.
    Made(Uuid),
}

/// The dialogs of these acts.
#[component]
pub fn SessionActs(act: RwSignal<Option<Act>>, on_done: Callback<Done>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let (asking, cancelling) = (RwSignal::new(false), RwSignal::new(false));
    let not_ready = RwSignal::new(false);
    let wanted = RwSignal::new(None::<Act>);
    let target = RwSignal::new(None::<Target>);
    Effect::new(move |_| {
        let Some(act_now) = act.get() else { return };
        act.set(None);
        form.clear();
        not_ready.set(false);
        match &act_now {
            Act::Duplicate(of) => {
                let (id, made, failed) =
                    (of.id, t_string!(i18n, planning.duplicated), t_string!(i18n, admin.failed_title));
                spawn_local(async move {
                    match planning::duplicate(id).await {
                        Ok(session) => {
                            toasts.say(made);
                            on_done.try_run(Done::Made(session.id));
                        }
                        Err(_) => toasts.say(failed),
                    }
                });
            }
            Act::Cancel(of) => {
                target.set(Some(of.clone()));
                cancelling.set(true);
            }
            Act::Publish(_) | Act::Unpublish(_) | Act::Delete(_) => {
                wanted.set(Some(act_now));
                asking.set(true);
            }
        }
    });
    let confirm = Callback::new(move |()| {
        let Some(act) = wanted.get_untracked() else { return };
        not_ready.set(false);
        let said = match &act {
            Act::Publish(_) => t_string!(i18n, planning.published_done),
            Act::Unpublish(_) => t_string!(i18n, planning.unpublished_done),
            _ => t_string!(i18n, planning.deleted),
        };
        let work = async move {
            let changed = |session: StaffSession| Some(Done::Changed(Box::new(session)));
            match act {
                Act::Publish(of) => match planning::publish(of.id, of.version).await {
                    Err(error) if error.is(ProblemType::NotReady) => Ok(None),
                    answer => answer.map(changed),
                },
                Act::Unpublish(of) => planning::unpublish(of.id, of.version).await.map(changed),
                Act::Delete(of) => planning::delete(of.id, of.version).await.map(|()| Some(Done::Deleted)),
                Act::Cancel(_) | Act::Duplicate(_) => Ok(None),
            }
        };
        form.send(work, move |done| match done {
            None => not_ready.set(true),
            Some(done) => {
                asking.set(false);
                toasts.say(said);
                on_done.run(done);
            }
        });
    });
    let texts = move || {
        wanted.with(|act| match act {
            Some(Act::Publish(of)) => (
                fill(t_string!(i18n, planning.publish_title), &[("title", &of.title)]),
                t_string!(i18n, planning.publish_text),
                t_string!(i18n, planning.publish),
            ),
            Some(Act::Unpublish(of)) => (
                fill(t_string!(i18n, planning.unpublish_title), &[("title", &of.title)]),
                t_string!(i18n, planning.unpublish_text),
                t_string!(i18n, planning.unpublish),
            ),
            Some(Act::Delete(of)) => (
                fill(t_string!(i18n, planning.delete_title), &[("title", &of.title)]),
                t_string!(i18n, planning.delete_text),
                t_string!(i18n, planning.delete_draft),
            ),
            _ => (String::new(), "", ""),
        })
    };
    view! {
        <Confirm
            open=asking
            title=Signal::derive(move || texts().0)
            text=Signal::derive(move || texts().1.to_owned())
            act=Signal::derive(move || texts().2.to_owned())
            busy=form.busy
            on_confirm=confirm
        >
            <FormTrouble form=form />
            {follow(move || not_ready.get().then(|| view! {
                <Notice tone=Tone::Bad title=t_string!(i18n, planning.not_ready_title)>
                    <p>{t_string!(i18n, planning.not_ready)}</p>
                </Notice>
            }).into_any())}
        </Confirm>
        <CancelDialog open=cancelling target=target on_done=on_done />
    }
}
