//! What can be done with a webhook: trying it, changing it, switching it, a new secret, deleting it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::webhooks::{Webhook, WebhookPatch, WebhookWithSecret};

use super::form::EditDialog;
use super::secret::Secret;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::Confirm;
use crate::admin::me::refusal;
use crate::admin::words;
use crate::api::webhooks;
use crate::i18n::{fill, t_string, use_i18n};
use crate::ui::{Dialog, Icon, follow, use_toasts};

/// What is to be done, with which.
#[derive(Clone, PartialEq)]
pub enum Act {
    /// A test event is sent.
    Test(Webhook),
    /// Address, description, events.
    Edit(Webhook),
    /// On, or off.
    Switch(Webhook),
    /// Another secret.
    Rotate(Webhook),
    /// Gone.
    Delete(Webhook),
}

/// The dialogs of these acts.
#[component]
pub fn WebhookActs(
    /// What is to be done.
    act: RwSignal<Option<Act>>,
    /// Something was changed.
    on_done: Callback<()>,
    /// It was deleted.
    on_deleted: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (toasts, form) = (use_toasts(), Form::new());
    let editing = RwSignal::new(None::<Webhook>);
    let chosen = RwSignal::new(None::<Webhook>);
    let (rotating, deleting, showing) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let fresh = RwSignal::new(None::<WebhookWithSecret>);
    Effect::new(move |_| {
        let Some(wanted) = act.get() else { return };
        act.set(None);
        form.clear();
        match wanted {
            Act::Edit(webhook) => editing.set(Some(webhook)),
            Act::Rotate(webhook) => {
                chosen.set(Some(webhook));
                rotating.set(true);
            }
            Act::Delete(webhook) => {
                chosen.set(Some(webhook));
                deleting.set(true);
            }
            Act::Test(webhook) => spawn_local(async move {
                let sent = webhooks::test(webhook.id).await;
                toasts.say(match sent {
                    Ok(_) => t_string!(i18n, webhooks.test_sent),
                    Err(error) => words::trouble(i18n, &error).1,
                });
                on_done.try_run(());
            }),
            Act::Switch(webhook) => spawn_local(async move {
                let patch = WebhookPatch { is_active: Some(!webhook.is_active), ..WebhookPatch::default() };
                toasts.say(match webhooks::change(webhook.id, webhook.version, &patch).await {
                    Ok(now) if now.is_active => t_string!(i18n, webhooks.switched_on_done),
                    Ok(_) => t_string!(i18n, webhooks.switched_off_done),
                    Err(error) => words::trouble(i18n, &error).1,
                });
                on_done.try_run(());
            }),
        }
    });
    let rotate = Callback::new(move |()| {
        let Some(webhook) = chosen.get_untracked() else { return };
        form.send(async move { webhooks::rotate(webhook.id).await }, move |answer| {
            rotating.set(false);
            fresh.set(Some(answer));
            showing.set(true);
            on_done.run(());
        });
    });
    let delete = Callback::new(move |()| {
        let Some(webhook) = chosen.get_untracked() else { return };
        let told = t_string!(i18n, webhooks.deleted);
        form.send(async move { webhooks::delete(webhook.id, webhook.version).await }, move |()| {
            deleting.set(false);
            toasts.say(told);
            on_deleted.run(());
        });
    });
    let url = move || chosen.with(|one| one.as_ref().map(|one| one.url.clone()).unwrap_or_default());
    let close = Callback::new(move |()| showing.set(false));
    view! {
        <EditDialog webhook=editing on_done=on_done />
        <Confirm
            open=rotating title=t_string!(i18n, webhooks.rotate_title) text=t_string!(i18n, webhooks.rotate_text)
            act=t_string!(i18n, webhooks.rotate) busy=form.busy on_confirm=rotate
        >
            <FormTrouble form=form />
        </Confirm>
        <Confirm
            open=deleting title=t_string!(i18n, webhooks.delete_title)
            text=Signal::derive(move || fill(t_string!(i18n, webhooks.delete_text), &[("url", &url())]))
            act=t_string!(i18n, webhooks.delete) busy=form.busy on_confirm=delete
        >
            <FormTrouble form=form />
        </Confirm>
        <Dialog open=showing labelled_by="webhook-title" close_label=t_string!(i18n, admin.close) class="form-dialog" light_dismiss=false>
            {follow(move || fresh.get().map(|of| view! { <Secret of=of on_close=close /> }).into_any())}
        </Dialog>
    }
}

/// The buttons of a webhook's menu.
pub fn menu(webhook: Webhook, act: RwSignal<Option<Act>>) -> ChildrenFn {
    Arc::new(move || {
        let i18n = use_i18n();
        let why = refusal(Scope::WebhooksWrite);
        let is_refused = why.is_some();
        let button =
            |icon: &'static str, name: &'static str, class: &'static str, wanted: fn(Webhook) -> Act| {
                let webhook = webhook.clone();
                view! {
                    <button
                        type="button" class=class aria-disabled=is_refused.then_some("true")
                        on:click=move |_| if !is_refused { act.set(Some(wanted(webhook.clone()))) }
                    >
                        <Icon name=icon />
                        {name}
                    </button>
                }
            };
        let switch = match webhook.is_active {
            true => button("stop", t_string!(i18n, webhooks.switch_off), "", Act::Switch),
            false => button("play", t_string!(i18n, webhooks.switch_on), "", Act::Switch),
        };
        let test = webhook.is_active.then(|| button("bolt", t_string!(i18n, webhooks.test), "", Act::Test));
        view! {
            {test}
            {button("edit", t_string!(i18n, webhooks.edit), "", Act::Edit)}
            {switch}
            {button("key", t_string!(i18n, webhooks.rotate), "", Act::Rotate)}
            {button("trash", t_string!(i18n, webhooks.delete), "danger", Act::Delete)}
            {why.map(|why| view! { <span class="why">{why}</span> })}
        }
        .into_any()
    })
}
