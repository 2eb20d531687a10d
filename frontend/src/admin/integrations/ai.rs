//! The provider of texts: where it is, its model, its key, and whether it answers.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::ai::AiFailure;
use magnetiq_shared::integrations::{AiCheck, AiConnection, NewAiConnection};
use magnetiq_shared::scopes::Scope;

use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::{Confirm, State, Status};
use crate::admin::me::refusal;
use crate::api::integrations;
use crate::i18n::{Texts, t_string, use_i18n};
use crate::ui::dialog::fresh_id;
use crate::ui::{Button, Field, Icon, Look, Notice, Tone, follow, use_toasts};

/// The connection, to be set, checked and forgotten.
#[component]
pub fn AiCard(
    /// What is set.
    connection: AiConnection,
    /// It was changed.
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (form, checking, forgetting, toasts) = (Form::new(), Form::new(), Form::new(), use_toasts());
    let (url, model) = (RwSignal::new(connection.base_url.clone()), RwSignal::new(connection.model.clone()));
    let (key, asking) = (RwSignal::new(String::new()), RwSignal::new(false));
    let checked = RwSignal::new(None::<AiCheck>);
    let is_set = !connection.base_url.is_empty();
    let (version, has_key) = (connection.version, connection.has_key);
    let why = refusal(Scope::IntegrationsWrite);
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let typed = Some(key.get_untracked().trim().to_owned()).filter(|key| !key.is_empty());
        let wanted = NewAiConnection {
            base_url: url.get_untracked().trim().to_owned(),
            model: model.get_untracked().trim().to_owned(),
            key: typed.map(Some),
        };
        let saved = t_string!(i18n, admin.saved);
        form.send(async move { integrations::set_ai(version, &wanted).await }, move |_| {
            toasts.say(saved);
            on_done.run(());
        });
    };
    let check = Callback::new(move |()| {
        checked.set(None);
        checking.send(integrations::check_ai(), move |answer| checked.set(Some(answer)));
    });
    let forget = Callback::new(move |()| {
        let done = t_string!(i18n, integrations.forgotten);
        forgetting.send(integrations::forget_ai(version), move |()| {
            asking.set(false);
            toasts.say(done);
            on_done.run(());
        });
    });
    let is_dirty = {
        let before = connection.clone();
        move || {
            url.with(|url| *url != before.base_url)
                || model.with(|model| *model != before.model)
                || key.with(|key| !key.is_empty())
        }
    };
    let outcome =
        move || checked.get().map(|answer| view! { <Outcome answer=answer model=model /> }).into_any();
    let state = match is_set {
        true => view! { <Status state=State::Good pill=true>{t_string!(i18n, integrations.set)}</Status> },
        false => {
            view! { <Status state=State::Off pill=true>{t_string!(i18n, integrations.not_set)}</Status> }
        }
    };
    let may_write = why.is_none();
    view! {
        <section class="card">
            <form class="stack" on:submit=send>
                <header class="line">
                    <Icon name="bolt" />
                    <h2>{t_string!(i18n, integrations.ai)}</h2>
                    {state}
                </header>
                <p class="quiet">{t_string!(i18n, integrations.ai_text)}</p>
                {why.map(|why| view! { <Notice icon="lock" title=why /> })}
                <FormTrouble form=form />
                <div class="pair">
                    <Field
                        label=t_string!(i18n, integrations.url) name="baseUrl" kind="url" inputmode="url" value=url
                        hint=t_string!(i18n, integrations.url_hint) error=form.error("/baseUrl")
                    />
                    <Field
                        label=t_string!(i18n, integrations.model) name="model" value=model
                        hint=t_string!(i18n, integrations.model_hint) error=form.error("/model")
                    />
                </div>
                <KeyField key=key has_key=has_key error=form.error("/key") />
                {follow(outcome)}
                <FormTrouble form=checking />
                <div class="button-row ends">
                    {(is_set && may_write).then(|| view! {
                        <Button look=Look::Plain class="danger" on_press=Callback::new(move |()| asking.set(true))>
                            {t_string!(i18n, integrations.forget)}
                        </Button>
                        <Button look=Look::Plain busy=checking.busy on_press=check>{t_string!(i18n, integrations.check)}</Button>
                    })}
                    {may_write.then(|| view! { <Button kind="submit" busy=form.busy>{t_string!(i18n, admin.save)}</Button> })}
                </div>
                {move || is_set.then(|| is_dirty().then(|| view! { <small>{t_string!(i18n, integrations.check_saved)}</small> }))}
            </form>
        </section>
        <Confirm
            open=asking
            title=t_string!(i18n, integrations.forget_title)
            text=t_string!(i18n, integrations.forget_text)
            act=t_string!(i18n, integrations.forget)
            busy=forgetting.busy
            on_confirm=forget
        >
            <FormTrouble form=forgetting />
        </Confirm>
    }
}

/// The key: what is kept is never shown; empty means that it stays.
#[component]
fn KeyField(key: RwSignal<String>, has_key: bool, error: Signal<Option<String>>) -> impl IntoView {
    let i18n = use_i18n();
    let id = fresh_id("key");
    let note = format!("{id}-note");
    let hint = match has_key {
        true => t_string!(i18n, integrations.key_kept),
        false => t_string!(i18n, integrations.key_none),
    };
    let below = move || match error.get() {
        Some(error) => view! { <span class="error"><Icon name="alert" />{error}</span> }.into_any(),
        None => view! { <span class="hint">{hint}</span> }.into_any(),
    };
    view! {
        <div class="field">
            <label for=id.clone()>{t_string!(i18n, integrations.key)}</label>
            <input
                class="input" id=id name="key" type="password" autocomplete="new-password" bind:value=key
                placeholder=has_key.then_some("••••••••••••") aria-describedby=note.clone()
                aria-invalid=move || error.with(Option::is_some).then_some("true")
            />
            <div id=note>{follow(below)}</div>
        </div>
    }
}

/// Whether it answered, and the models to choose from.
#[component]
fn Outcome(answer: AiCheck, model: RwSignal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let detail = answer.detail.clone();
    let (tone, title) = match (answer.works, answer.failure) {
        (true, _) => (Tone::Good, t_string!(i18n, integrations.works)),
        (false, Some(failure)) => (Tone::Bad, failure_words(i18n, failure)),
        (false, None) => (Tone::Bad, t_string!(i18n, integrations.broken)),
    };
    let choose = move |name: String| {
        let chosen = name.clone();
        view! { <button type="button" class="button plain small" on:click=move |_| model.set(chosen.clone())>{name}</button> }
    };
    let models = (!answer.models.is_empty()).then(|| {
        view! {
            <p>{t_string!(i18n, integrations.models)}</p>
            <div class="button-row">{answer.models.into_iter().take(12).map(choose).collect_view()}</div>
        }
    });
    view! {
        <Notice tone=tone title=title>
            {detail.map(|detail| view! { <p lang="en">{detail}</p> })}
            {models}
        </Notice>
    }
}

/// Why a text did not come, in words.
pub fn failure_words(i18n: Texts, failure: AiFailure) -> &'static str {
    match failure {
        AiFailure::Refused => t_string!(i18n, integrations.refused),
        AiFailure::RateLimited => t_string!(i18n, integrations.rate_limited),
        AiFailure::Unreachable => t_string!(i18n, integrations.unreachable),
        AiFailure::TooLong => t_string!(i18n, integrations.too_long),
        AiFailure::Withheld => t_string!(i18n, integrations.withheld),
        AiFailure::Broken => t_string!(i18n, integrations.broken),
    }
}
