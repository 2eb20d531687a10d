//! Making a token. Its secret is shown once.

use chrono::TimeDelta;
use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::Code;
use magnetiq_shared::accounts::{MadeApiToken, NewApiToken};
use magnetiq_shared::scopes::Scope;

use super::scopes::ScopeChoice;
use crate::admin::form::{Form, FormTrouble, focus_first_wrong};
use crate::admin::kit::CopyField;
use crate::admin::me::{refusal, use_me, writer};
use crate::api::tokens;
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::clock;
use crate::ui::{Button, Dialog, Field, Icon, Look, Notice, Select, Tone, follow};

/// How many days a token may live, to choose from; two years at most.
const LIVES: [i64; 5] = [30, 90, 180, 365, 730];

/// The dialog: first the form, then the token.
#[component]
pub fn NewTokenDialog(open: RwSignal<bool>, on_done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let made = RwSignal::new(None::<MadeApiToken>);
    Effect::new(move |_| {
        if open.get() {
            made.set(None);
        }
    });
    let content = move || match made.get() {
        None => view! { <Make open=open made=made on_done=on_done /> }.into_any(),
        Some(token) => view! { <Made token=token open=open /> }.into_any(),
    };
    let content = std::sync::Arc::new(content);
    view! {
        <Dialog open=open labelled_by="token-title" close_label=t_string!(i18n, admin.close) class="form-dialog" light_dismiss=false>
            {
                let content = content.clone();
                follow(move || content())
            }
        </Dialog>
    }
}

#[component]
fn Make(open: RwSignal<bool>, made: RwSignal<Option<MadeApiToken>>, on_done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let form = Form::new();
    let name = RwSignal::new(String::new());
    let life = RwSignal::new("90".to_owned());
    let own = use_me().scopes;
    let readable = own.into_iter().filter(|scope| scope.text().ends_with(":read"));
    let scopes = RwSignal::new(readable.take(4).collect::<Vec<Scope>>());
    let why = refusal(Scope::ApiTokensWrite);
    let is_refused = why.is_some();
    let now = clock::now();
    let writer = writer();
    let lives = LIVES.map(|days| {
        let until = writer.short_day(now + TimeDelta::days(days), now);
        let text = fill(t_string!(i18n, users.life), &[("days", &days.to_string()), ("day", &until)]);
        (days.to_string(), text)
    });
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let called = name.with_untracked(|name| name.trim().to_owned());
        let some_scopes =
            scopes.with_untracked(|scopes| (!scopes.is_empty()).then_some(()).ok_or(Code::Required));
        let is_named = (!called.is_empty()).then_some(()).ok_or(Code::Required);
        if !(form.check("/name", is_named) & form.check("/scopes", some_scopes)) || is_refused {
            return focus_first_wrong();
        }
        let days = life.get_untracked().parse().unwrap_or(LIVES[0]);
        let token = NewApiToken {
            name: called,
            scopes: scopes.get_untracked(),
            expires_at: clock::now() + TimeDelta::days(days) - TimeDelta::minutes(1),
        };
        form.send(async move { tokens::make(&token).await }, move |answer| {
            made.set(Some(answer));
            on_done.run(());
        });
    };
    let scope_error = form.error("/scopes");
    view! {
        <form class="stack" on:submit=send novalidate>
            <h2 id="token-title">{t_string!(i18n, users.new_token)}</h2>
            {why.map(|why| view! { <Notice icon="lock" title=why /> })}
            <FormTrouble form=form />
            <div class="pair">
                <Field label=t_string!(i18n, users.token_name) name="name" value=name hint=t_string!(i18n, users.token_name_hint) error=form.error("/name") />
                <Select label=t_string!(i18n, users.expires) name="life" value=life choices=lives.to_vec() />
            </div>
            <div class="field">
                <ScopeChoice value=scopes />
                {follow(move || scope_error.get().map(|text| view! {
                    <p class="error" role="alert"><Icon name="alert" /><span>{text}</span></p>
                }).into_any())}
            </div>
            <div class="button-row ends">
                <Button look=Look::Plain on_press=Callback::new(move |()| open.set(false))>{t_string!(i18n, admin.cancel)}</Button>
                <Button kind="submit" busy=form.busy>{t_string!(i18n, users.make_token)}</Button>
            </div>
        </form>
    }
}

#[component]
fn Made(token: MadeApiToken, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="stack">
            <h2 id="token-title">{token.about.name.clone()}</h2>
            <Notice tone=Tone::Warm icon="key" title=t_string!(i18n, users.made_title)>
                <p>{t_string!(i18n, users.made_text)}</p>
            </Notice>
            <CopyField label=t_string!(i18n, users.token) text=token.token />
            <div class="button-row ends">
                <Button on_press=Callback::new(move |()| open.set(false))>{t_string!(i18n, users.made_done)}</Button>
            </div>
        </div>
    }
}
