//! Before somebody has signed in: signing in, and choosing a password by a mailed link.

mod forgot;
mod link;
pub mod password;

pub use forgot::ForgotPage;
pub use link::LinkPage;

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::accounts::Credentials;
use magnetiq_shared::{Code, ProblemType};

use super::form::{Form, FormTrouble, focus_first_wrong};
use super::routes;
use super::shell::alone::Alone;
use crate::api::{ApiError, ApiResult, accounts, set_up, staff};
use crate::i18n::{t_string, use_i18n};
use crate::state::address::{Address, Go, use_address};
use crate::state::load::{Load, load};
use crate::ui::field::focus;
use crate::ui::{Button, Checkbox, Field, Notice, Tone};

/// Where to go after signing in: where somebody wanted to go before, inside the panel.
fn next(address: &Address) -> String {
    let wanted = address.parameter("next").unwrap_or_default();
    let is_inside = wanted == "/admin" || wanted.starts_with("/admin/");
    if is_inside { wanted } else { routes::HOME.to_owned() }
}

/// Address and password; then the code of the second factor, where the account has one.
#[component]
pub fn SignInPage() -> impl IntoView {
    let i18n = use_i18n();
    let address = use_address();
    let form = Form::new();
    let (email, password, code) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let wants_code = RwSignal::new(false);
    let is_wrong = RwSignal::new(false);
    let (by_recovery, set_up_is_open) = (RwSignal::new(false), may_set_up());
    Effect::new(move |_| {
        if matches!(staff::who(), staff::Who::Person(_)) {
            // The address is left by this, and not to be followed further.
            let next = untrack(|| next(&address));
            address.go(&next, Go::Quietly);
        }
    });
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        is_wrong.set(false);
        let is_filled = |value: RwSignal<String>| {
            value.with_untracked(|value| !value.is_empty()).then_some(()).ok_or(Code::Required)
        };
        let mut complete =
            form.check("/email", is_filled(email)) & form.check("/password", is_filled(password));
        if wants_code.get_untracked() {
            complete &= form.check("/code", is_filled(code));
        }
        if !complete {
            return focus_first_wrong();
        }
        let credentials = Credentials {
            email: email.get_untracked().trim().to_owned(),
            password: password.get_untracked(),
            code: wants_code.get_untracked().then(|| code.get_untracked().trim().replace(' ', "")),
        };
        form.send(outcome(credentials), move |outcome| match outcome {
            // The effect above leads on.
            Outcome::In => {}
            Outcome::Wrong if wants_code.get_untracked() => {
                form.check::<()>("/code", Err(Code::Wrong));
                focus_first_wrong();
            }
            Outcome::Wrong => is_wrong.set(true),
            Outcome::WantsCode => {
                wants_code.set(true);
                request_animation_frame(|| focus(".alone", "code"));
            }
        });
    };
    let back = move |_| {
        wants_code.set(false);
        by_recovery.set(false);
        code.set(String::new());
        form.clear();
    };
    let who = move || {
        view! {
            <Field label=t_string!(i18n, account.email) name="email" kind="email" autocomplete="username" value=email error=form.error("/email") />
            <Field label=t_string!(i18n, account.password) name="password" kind="password" autocomplete="current-password" value=password error=form.error("/password") />
        }
    };
    let second = move || {
        let (label, hint) = match by_recovery.get() {
            true => (t_string!(i18n, account.recovery_code), t_string!(i18n, account.recovery_code_hint)),
            false => (t_string!(i18n, account.code), t_string!(i18n, account.code_hint)),
        };
        view! {
            <Field
                label=label name="code" autocomplete="one-time-code" value=code hint=hint error=form.error("/code")
                inputmode=if by_recovery.get() { "text" } else { "numeric" }
            />
            <Checkbox name="recovery" checked=by_recovery>{t_string!(i18n, account.use_recovery)}</Checkbox>
        }
    };
    let title = Signal::derive(move || match wants_code.get() {
        true => t_string!(i18n, account.second_title).to_owned(),
        false => t_string!(i18n, account.sign_in_title).to_owned(),
    });
    view! {
        <Alone title=title>
            <Show when=move || set_up_is_open.get()>
                <Notice title=t_string!(i18n, account.set_up_open)>
                    <p><a href="/admin/set-up">{t_string!(i18n, account.to_set_up)}</a></p>
                </Notice>
            </Show>
            <form class="stack" on:submit=send novalidate>
                <Show when=move || is_wrong.get()>
                    <Notice tone=Tone::Bad title=t_string!(i18n, account.wrong_title)>
                        <p>{t_string!(i18n, account.wrong_text)}</p>
                    </Notice>
                </Show>
                <FormTrouble form=form />
                <Show when=move || wants_code.get() fallback=who>{second()}</Show>
                <Button kind="submit" class="wide" busy=form.busy>{t_string!(i18n, account.sign_in)}</Button>
            </form>
            <p class="aside">
                {move || match wants_code.get() {
                    true => view! { <button type="button" class="link" on:click=back>{t_string!(i18n, account.other_person)}</button> }.into_any(),
                    false => view! { <a href=routes::FORGOT>{t_string!(i18n, account.forgot)}</a> }.into_any(),
                }}
            </p>
        </Alone>
    }
}

/// What came of signing in. Being refused is an answer here, not an error.
enum Outcome {
    In,
    Wrong,
    WantsCode,
}

async fn outcome(credentials: Credentials) -> ApiResult<Outcome> {
    match accounts::sign_in(&credentials).await {
        Ok(()) => Ok(Outcome::In),
        Err(error) if error.is(ProblemType::SecondFactor) => Ok(Outcome::WantsCode),
        Err(error) if error.is(ProblemType::Unauthenticated) => Ok(Outcome::Wrong),
        Err(error) => Err(error),
    }
}

/// Whether nobody can sign in yet, so that the first admin has to be made.
fn may_set_up() -> Signal<bool> {
    let state = load(|| (), None, |()| async { Ok::<_, ApiError>(set_up::state().await?.is_open) });
    Signal::derive(move || state.get() == Load::Ready(true))
}
