//! What can be done with somebody who may sign in: another role, locking out, letting in again, inviting again.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::accounts::{User, UserPatch};
use magnetiq_shared::scopes::{Role, Scope};

use super::invite::RoleChoice;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::Confirm;
use crate::admin::me::{refusal, use_me};
use crate::api::users;
use crate::i18n::{fill, t_string, use_i18n};
use crate::ui::{Button, Dialog, Look, Notice, follow, use_toasts};

/// What is to be done, to whom.
#[derive(Clone, PartialEq)]
pub enum Act {
    /// Another role.
    Role(User),
    /// Nothing works for them any more.
    LockOut(User),
    /// It works again.
    LetIn(User),
    /// The invitation's mail once more.
    InviteAgain(User),
}

/// The dialogs of these acts.
#[component]
pub fn UserActs(act: RwSignal<Option<Act>>, on_done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let (choosing, locking) = (RwSignal::new(false), RwSignal::new(false));
    let someone = RwSignal::new(None::<User>);
    let form = Form::new();
    let tell = move |text: String| {
        toasts.say(text);
        on_done.run(());
    };
    let change = move |user: User, is_active: bool| {
        let key = if is_active {
            t_string!(i18n, users.let_in_done)
        } else {
            t_string!(i18n, users.locked_out_done)
        };
        let text = fill(key, &[("name", &user.name)]);
        let patch = UserPatch { is_active: Some(is_active), ..UserPatch::default() };
        form.send(async move { users::change(&user, &patch).await }, move |_| {
            locking.set(false);
            tell(text);
        });
    };
    Effect::new(move |_| {
        let Some(wanted) = act.get() else { return };
        act.set(None);
        form.clear();
        match wanted {
            Act::Role(user) => {
                someone.set(Some(user));
                choosing.set(true);
            }
            Act::LockOut(user) => {
                someone.set(Some(user));
                locking.set(true);
            }
            Act::LetIn(user) => change(user, true),
            Act::InviteAgain(user) => {
                let text = fill(t_string!(i18n, users.invited_again), &[("email", &user.email)]);
                let failed = t_string!(i18n, admin.failed_title);
                spawn_local(async move {
                    let sent = users::invite_again(user.id).await;
                    tell(if sent.is_ok() { text } else { failed.to_owned() });
                });
            }
        }
    });
    let name = move || someone.with(|user| user.as_ref().map(|user| user.name.clone()).unwrap_or_default());
    let lock = Callback::new(move |()| {
        if let Some(user) = someone.get_untracked() {
            change(user, false);
        }
    });
    view! {
        <Dialog open=choosing labelled_by="role-title" close_label=t_string!(i18n, admin.close) class="form-dialog">
            {follow(move || someone.get().map(|user| view! { <ChangeRole user=user open=choosing on_done=on_done /> }).into_any())}
        </Dialog>
        <Confirm
            open=locking
            title=Signal::derive(move || fill(t_string!(i18n, users.lock_out_title), &[("name", &name())]))
            text=t_string!(i18n, users.lock_out_text)
            act=t_string!(i18n, users.lock_out)
            busy=form.busy
            on_confirm=lock
        >
            <FormTrouble form=form />
        </Confirm>
    }
}

#[component]
fn ChangeRole(user: User, open: RwSignal<bool>, on_done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let role = RwSignal::new(user.role.text().to_owned());
    let is_me = use_me().id == user.id;
    let why =
        refusal(Scope::UsersWrite).or_else(|| is_me.then(|| t_string!(i18n, users.not_yourself).to_owned()));
    let is_refused = why.is_some();
    let title = fill(t_string!(i18n, users.role_of), &[("name", &user.name)]);
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let chosen = role.with_untracked(|role| Role::named(role));
        if is_refused || chosen == Some(user.role) {
            return open.set(false);
        }
        let patch = UserPatch { role: chosen, ..UserPatch::default() };
        let saved = t_string!(i18n, admin.saved);
        let user = user.clone();
        form.send(async move { users::change(&user, &patch).await }, move |_| {
            open.set(false);
            toasts.say(saved);
            on_done.run(());
        });
    };
    view! {
        <form class="stack" on:submit=send>
            <h2 id="role-title">{title}</h2>
            {why.map(|why| view! { <Notice icon="lock" title=why /> })}
            <FormTrouble form=form />
            <RoleChoice value=role disabled=is_refused />
            <div class="button-row ends">
                <Button look=Look::Plain on_press=Callback::new(move |()| open.set(false))>{t_string!(i18n, admin.cancel)}</Button>
                {(!is_refused).then(|| view! { <Button kind="submit" busy=form.busy>{t_string!(i18n, admin.save)}</Button> })}
            </div>
        </form>
    }
}
