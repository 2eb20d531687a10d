//! Adding a webhook and changing one: where to send, what it is for, which events.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::Code;
use magnetiq_shared::webhooks::{EventKind, NewWebhook, Webhook, WebhookPatch, WebhookWithSecret};

use super::events::EventChoice;
use super::secret::Secret;
use crate::admin::form::{Form, FormTrouble, focus_first_wrong};
use crate::api::webhooks;
use crate::i18n::{t_string, use_i18n};
use crate::ui::{Button, Dialog, Field, Look, follow, use_toasts};

/// The dialog that adds one: first the form, then its secret.
#[component]
pub fn NewWebhookDialog(open: RwSignal<bool>, on_done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let made = RwSignal::new(None::<WebhookWithSecret>);
    Effect::new(move |_| {
        if open.get() {
            made.set(None);
        }
    });
    let close = Callback::new(move |()| open.set(false));
    let told = Callback::new(move |answer| {
        made.set(Some(answer));
        on_done.run(());
    });
    let content = move || match made.get() {
        None => view! { <Make on_made=told on_close=close /> }.into_any(),
        Some(made) => view! { <Secret of=made on_close=close /> }.into_any(),
    };
    view! {
        <Dialog open=open labelled_by="webhook-title" close_label=t_string!(i18n, admin.close) class="form-dialog" light_dismiss=false>
            {follow(content)}
        </Dialog>
    }
}

/// The dialog that changes one.
#[component]
pub fn EditDialog(
    /// Which one, while the dialog is open.
    webhook: RwSignal<Option<Webhook>>,
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(webhook.with(Option::is_some)));
    Effect::new(move |_| {
        if !open.get() && webhook.with_untracked(Option::is_some) {
            webhook.set(None);
        }
    });
    let close = Callback::new(move |()| open.set(false));
    let content = move || {
        webhook.get().map(|one| view! { <Edit webhook=one on_done=on_done on_close=close /> }).into_any()
    };
    view! {
        <Dialog open=open labelled_by="webhook-title" close_label=t_string!(i18n, admin.close) class="form-dialog" light_dismiss=false>
            {follow(content)}
        </Dialog>
    }
}

/// What stands in the fields.
#[derive(Clone, Copy)]
struct Draft {
    url: RwSignal<String>,
    description: RwSignal<String>,
    events: RwSignal<Vec<EventKind>>,
}

impl Draft {
    fn written(self) -> NewWebhook {
        let text = |value: RwSignal<String>| value.with_untracked(|value| value.trim().to_owned());
        NewWebhook {
            url: text(self.url),
            description: Some(text(self.description)).filter(|text| !text.is_empty()),
            events: self.events.get_untracked(),
        }
    }

    /// What can be told without the server.
    fn is_right(self, form: Form) -> bool {
        let there = |is_there: bool| is_there.then_some(()).ok_or(Code::Required);
        let written = self.written();
        form.check("/url", there(!written.url.is_empty()))
            & form.check("/events", there(!written.events.is_empty()))
    }
}

#[component]
fn Make(on_made: Callback<WebhookWithSecret>, on_close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let form = Form::new();
    let draft = Draft {
        url: RwSignal::new(String::new()),
        description: RwSignal::new(String::new()),
        events: RwSignal::new(EventKind::offered().collect()),
    };
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if !draft.is_right(form) {
            return focus_first_wrong();
        }
        let wanted = draft.written();
        form.send(async move { webhooks::make(&wanted).await }, move |made| on_made.run(made));
    };
    view! {
        <form class="stack" on:submit=send novalidate>
            <h2 id="webhook-title">{t_string!(i18n, webhooks.new)}</h2>
            <Fields draft=draft form=form />
            <div class="button-row ends">
                <Button look=Look::Plain on_press=on_close>{t_string!(i18n, admin.cancel)}</Button>
                <Button kind="submit" busy=form.busy>{t_string!(i18n, webhooks.make)}</Button>
            </div>
        </form>
    }
}

#[component]
fn Edit(webhook: Webhook, on_done: Callback<()>, on_close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let (form, toasts) = (Form::new(), use_toasts());
    let draft = Draft {
        url: RwSignal::new(webhook.url.clone()),
        description: RwSignal::new(webhook.description.clone().unwrap_or_default()),
        events: RwSignal::new(webhook.events.clone()),
    };
    let (id, version) = (webhook.id, webhook.version);
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if !draft.is_right(form) {
            return focus_first_wrong();
        }
        let NewWebhook { url, description, events } = draft.written();
        let patch = WebhookPatch {
            url: Some(url),
            description: Some(description),
            events: Some(events),
            is_active: None,
        };
        let saved = t_string!(i18n, admin.saved);
        form.send(async move { webhooks::change(id, version, &patch).await }, move |_| {
            toasts.say(saved);
            on_done.run(());
            on_close.run(());
        });
    };
    view! {
        <form class="stack" on:submit=send novalidate>
            <h2 id="webhook-title">{t_string!(i18n, webhooks.edit_title)}</h2>
            <Fields draft=draft form=form />
            <div class="button-row ends">
                <Button look=Look::Plain on_press=on_close>{t_string!(i18n, admin.cancel)}</Button>
                <Button kind="submit" busy=form.busy>{t_string!(i18n, admin.save)}</Button>
            </div>
        </form>
    }
}

#[component]
fn Fields(draft: Draft, form: Form) -> impl IntoView {
    let i18n = use_i18n();
    let wrong = form.error("/url");
    // What is not to be called is refused as any other wrong address; here it can be said why.
    let url_error = Signal::derive(move || {
        let is_empty = draft.url.with_untracked(|url| url.trim().is_empty());
        wrong.get().map(|text| match is_empty {
            true => text,
            false => t_string!(i18n, webhooks.address_refused).to_owned(),
        })
    });
    view! {
        <FormTrouble form=form />
        <Field
            label=t_string!(i18n, webhooks.address) name="url" kind="url" inputmode="url" value=draft.url
            hint=t_string!(i18n, webhooks.address_hint) error=url_error
        />
        <Field
            label=t_string!(i18n, webhooks.description) name="description" value=draft.description required=false
            hint=t_string!(i18n, webhooks.description_hint) error=form.error("/description")
        />
        <EventChoice value=draft.events error=form.error("/events") />
    }
}
