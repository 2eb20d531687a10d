//! The second factor: a code of an app besides the password, and recovery codes for the day the app is lost.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::accounts::{RecoveryCodes, SecondFactorDraft};

use super::Part;
use crate::admin::form::{Form, FormTrouble, focus_first_wrong};
use crate::admin::kit::{CopyField, State, Status};
use crate::admin::me::follow_me;
use crate::api::{ApiResult, accounts};
use crate::i18n::{Texts, counted, t_string, use_i18n};
use crate::ui::{Button, Field, Look, Notice, Tone, follow, use_toasts};

/// What is being done about it.
#[derive(Clone, PartialEq)]
enum Doing {
    /// Nothing: its state shows.
    Nothing,
    /// The password is typed, before anything is set up.
    Asking,
    /// The picture is photographed and a code typed.
    SettingUp(SecondFactorDraft),
    /// A code is typed to take it away.
    Removing,
    /// A code is typed to get new recovery codes.
    Renewing,
    /// The recovery codes are shown, this once.
    Codes(RecoveryCodes),
}

/// Its state, and what can be done about it.
#[component]
pub fn SecondFactor() -> impl IntoView {
    let i18n = use_i18n();
    let doing = RwSignal::new(Doing::Nothing);
    let content = move || match doing.get() {
        Doing::Nothing => view! { <Overview doing=doing /> }.into_any(),
        Doing::Asking => view! { <AskPassword doing=doing /> }.into_any(),
        Doing::SettingUp(draft) => view! { <Draft draft=draft doing=doing /> }.into_any(),
        Doing::Removing | Doing::Renewing => view! { <Ask doing=doing /> }.into_any(),
        Doing::Codes(codes) => view! { <Codes codes=codes doing=doing /> }.into_any(),
    };
    view! {
        <Part title=t_string!(i18n, account.second_factor) text=t_string!(i18n, account.second_factor_text)>
            {follow(content)}
        </Part>
    }
}

#[component]
fn Overview(doing: RwSignal<Doing>) -> impl IntoView {
    let i18n = use_i18n();
    let me = follow_me();
    let go = move |to: Doing| Callback::new(move |()| doing.set(to.clone()));
    let state = move || {
        let (is_on, left) = me.with(|me| (me.second_factor, me.recovery_codes));
        if !is_on {
            return view! {
                <p><Status state=State::Off>{t_string!(i18n, account.factor_off)}</Status></p>
                <div class="button-row">
                    <Button on_press=go(Doing::Asking)>{t_string!(i18n, account.factor_set_up)}</Button>
                </div>
            }
            .into_any();
        }
        let left_text =
            counted(left, t_string!(i18n, account.codes_left_one), t_string!(i18n, account.codes_left));
        view! {
            <p class="line">
                <Status state=State::Good>{t_string!(i18n, account.factor_on)}</Status>
                <Status state=if left < 3 { State::Warn } else { State::Good }>{left_text}</Status>
            </p>
            <div class="button-row">
                <Button look=Look::Plain on_press=go(Doing::Renewing)>{t_string!(i18n, account.new_codes)}</Button>
                <Button look=Look::Plain class="danger" on_press=go(Doing::Removing)>{t_string!(i18n, account.factor_remove)}</Button>
            </div>
        }
        .into_any()
    };
    view! { <div class="stack">{follow(state)}</div> }
}

/// Whoever finds a browser signed in must not lock its owner out.
#[component]
fn AskPassword(doing: RwSignal<Doing>) -> impl IntoView {
    let i18n = use_i18n();
    let form = Form::new();
    let password = RwSignal::new(String::new());
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let typed = password.get_untracked();
        let is_there = (!typed.is_empty()).then_some(()).ok_or(magnetiq_shared::Code::Required);
        if !form.check("/password", is_there) {
            return focus_first_wrong();
        }
        let draft = async move { accounts::draft_second_factor(&typed).await };
        form.send(draft, move |draft| doing.set(Doing::SettingUp(draft)));
    };
    view! {
        <form class="stack" on:submit=send novalidate>
            <FormTrouble form=form />
            <Field
                label=t_string!(i18n, account.password) name="password" kind="password"
                autocomplete="current-password" value=password error=form.error("/password")
            />
            <div class="button-row">
                <Button kind="submit" busy=form.busy>{t_string!(i18n, account.factor_set_up)}</Button>
                <Button look=Look::Plain on_press=Callback::new(move |()| doing.set(Doing::Nothing))>{t_string!(i18n, admin.keep)}</Button>
            </div>
        </form>
    }
}

#[component]
fn Draft(draft: SecondFactorDraft, doing: RwSignal<Doing>) -> impl IntoView {
    let i18n = use_i18n();
    let confirm = Callback::new(move |code: String| {
        Box::pin(async move { accounts::confirm_second_factor(&code).await.map(Some) }) as Work
    });
    view! {
        <div class="factor">
            // The server draws it from the address below; no text of anybody stands in it.
            <div class="qr" role="img" aria-label=t_string!(i18n, account.qr) inner_html=draft.qr></div>
            <div class="stack">
                <ol class="prose-list">
                    <li>{t_string!(i18n, account.factor_step_scan)}</li>
                    <li>{t_string!(i18n, account.factor_step_code)}</li>
                </ol>
                <details>
                    <summary>{t_string!(i18n, account.cannot_scan)}</summary>
                    <CopyField label=t_string!(i18n, account.secret) text=draft.secret />
                </details>
            </div>
        </div>
        <CodeForm doing=doing act=t_string!(i18n, account.factor_confirm) work=confirm />
    }
}

#[component]
fn Ask(doing: RwSignal<Doing>) -> impl IntoView {
    let i18n = use_i18n();
    let removes = doing.get_untracked() == Doing::Removing;
    let (title, act) = match removes {
        true => (t_string!(i18n, account.remove_title), t_string!(i18n, account.factor_remove)),
        false => (t_string!(i18n, account.renew_title), t_string!(i18n, account.new_codes)),
    };
    let work = Callback::new(move |code: String| match removes {
        true => Box::pin(async move { accounts::remove_second_factor(&code).await.map(|()| None) }) as Work,
        false => Box::pin(async move { accounts::new_recovery_codes(&code).await.map(Some) }) as Work,
    });
    view! {
        <div class="stack">
            <p>{title}</p>
            <CodeForm doing=doing act=act work=work />
        </div>
    }
}

/// What a code does; perhaps it gives recovery codes.
type Work = std::pin::Pin<Box<dyn Future<Output = ApiResult<Option<RecoveryCodes>>>>>;

#[component]
fn CodeForm(doing: RwSignal<Doing>, act: &'static str, work: Callback<String, Work>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let code = RwSignal::new(String::new());
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let typed = code.with_untracked(|code| code.replace(' ', ""));
        let is_there = (!typed.is_empty()).then_some(()).ok_or(magnetiq_shared::Code::Required);
        if !form.check("/code", is_there) {
            return focus_first_wrong();
        }
        let work = work.run(typed);
        // What is shown of the account has changed with it.
        let both = async move {
            let codes = work.await?;
            accounts::look_again().await?;
            Ok(codes)
        };
        let saved = t_string!(i18n, admin.saved);
        form.send(both, move |codes| {
            toasts.say(saved);
            doing.set(codes.map_or(Doing::Nothing, Doing::Codes));
        });
    };
    view! {
        <form class="stack" on:submit=send novalidate>
            <FormTrouble form=form />
            <Field
                label=t_string!(i18n, account.code) name="code" autocomplete="one-time-code" inputmode="numeric"
                value=code hint=t_string!(i18n, account.code_hint) error=form.error("/code")
            />
            <div class="button-row">
                <Button kind="submit" busy=form.busy>{act}</Button>
                <Button look=Look::Plain on_press=Callback::new(move |()| doing.set(Doing::Nothing))>{t_string!(i18n, admin.keep)}</Button>
            </div>
        </form>
    }
}

#[component]
fn Codes(codes: RecoveryCodes, doing: RwSignal<Doing>) -> impl IntoView {
    let i18n: Texts = use_i18n();
    let all = codes.codes.join("\n");
    view! {
        <div class="stack">
            <Notice tone=Tone::Warm title=t_string!(i18n, account.codes_title)>
                <p>{t_string!(i18n, account.codes_text)}</p>
            </Notice>
            <ul class="codes">{codes.codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view()}</ul>
            <CopyField label=t_string!(i18n, account.codes) text=all />
            <div class="button-row">
                <Button on_press=Callback::new(move |()| doing.set(Doing::Nothing))>{t_string!(i18n, account.codes_kept)}</Button>
            </div>
        </div>
    }
}
