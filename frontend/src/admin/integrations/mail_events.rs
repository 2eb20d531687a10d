//! Where the mail provider tells of bounces and complaints, and the secret by which its events are known.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::integrations::{MailEvents, NewMailEvents};
use magnetiq_shared::scopes::Scope;

use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::{Confirm, CopyField, State, Status};
use crate::admin::me::refusal;
use crate::api::integrations;
use crate::i18n::{t_string, use_i18n};
use crate::ui::{Button, Field, Icon, Look, Notice, use_toasts};

/// The connection, to be set and forgotten.
#[component]
pub fn MailEventsCard(
    /// What is set.
    events: MailEvents,
    /// It was changed.
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (form, forgetting, toasts) = (Form::new(), Form::new(), use_toasts());
    let (secret, asking) = (RwSignal::new(String::new()), RwSignal::new(false));
    let (version, is_set) = (events.version, events.has_secret);
    let why = refusal(Scope::IntegrationsWrite);
    let may_write = why.is_none();
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let wanted = NewMailEvents { secret: secret.get_untracked().trim().to_owned() };
        let saved = t_string!(i18n, admin.saved);
        form.send(async move { integrations::set_mail_events(version, &wanted).await }, move |_| {
            toasts.say(saved);
            on_done.run(());
        });
    };
    let forget = Callback::new(move |()| {
        let done = t_string!(i18n, integrations.forgotten);
        forgetting.send(integrations::forget_mail_events(version), move |()| {
            asking.set(false);
            toasts.say(done);
            on_done.run(());
        });
    });
    let state = match is_set {
        true => view! { <Status state=State::Good pill=true>{t_string!(i18n, integrations.set)}</Status> },
        false => {
            view! { <Status state=State::Off pill=true>{t_string!(i18n, integrations.not_set)}</Status> }
        }
    };
    let hint = match is_set {
        true => t_string!(i18n, integrations.secret_kept),
        false => t_string!(i18n, integrations.secret_hint),
    };
    view! {
        <section class="card">
            <form class="stack" on:submit=send>
                <header class="line">
                    <Icon name="mail" />
                    <h2>{t_string!(i18n, integrations.mail_events)}</h2>
                    {state}
                </header>
                <p class="quiet">{t_string!(i18n, integrations.mail_events_text)}</p>
                {why.map(|why| view! { <Notice icon="lock" title=why /> })}
                <FormTrouble form=form />
                <CopyField label=t_string!(i18n, integrations.hook_url) text=events.url />
                <Field
                    label=t_string!(i18n, integrations.secret) name="secret" kind="password" autocomplete="new-password" value=secret
                    hint=Signal::stored(hint.to_owned()) error=form.error("/secret")
                />
                {may_write.then(|| view! {
                    <div class="button-row ends">
                        {is_set.then(|| view! {
                            <Button look=Look::Plain class="danger" on_press=Callback::new(move |()| asking.set(true))>
                                {t_string!(i18n, integrations.forget)}
                            </Button>
                        })}
                        <Button kind="submit" busy=form.busy>{t_string!(i18n, admin.save)}</Button>
                    </div>
                })}
            </form>
        </section>
        <Confirm
            open=asking
            title=t_string!(i18n, integrations.forget_title)
            text=t_string!(i18n, integrations.forget_events_text)
            act=t_string!(i18n, integrations.forget)
            busy=forgetting.busy
            on_confirm=forget
        >
            <FormTrouble form=forgetting />
        </Confirm>
    }
}
