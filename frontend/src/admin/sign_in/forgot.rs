//! Who has forgotten their password gets a link.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::fields;

use crate::admin::form::{Form, FormTrouble, focus_first_wrong};
use crate::admin::routes;
use crate::admin::shell::alone::Alone;
use crate::api::accounts;
use crate::i18n::{fill, t_string, use_i18n};
use crate::ui::{Button, Field, Notice, Tone, follow};

/// Asks for the address. The answer is the same whether it is known or not.
#[component]
pub fn ForgotPage() -> impl IntoView {
    let i18n = use_i18n();
    let form = Form::new();
    let email = RwSignal::new(String::new());
    let sent_to = RwSignal::new(None::<String>);
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let address = email.get_untracked();
        if !form.check("/email", fields::email(&address)) {
            return focus_first_wrong();
        }
        let to = address.clone();
        form.send(async move { accounts::forgot(&address).await }, move |()| sent_to.set(Some(to)));
    };
    let content = move || {
        match sent_to.get() {
        Some(to) => view! {
            <Notice tone=Tone::Good icon="mail" title=t_string!(i18n, account.forgot_sent_title)>
                <p>{fill(t_string!(i18n, account.forgot_sent_text), &[("email", &to)])}</p>
            </Notice>
        }
        .into_any(),
        None => view! {
            <form class="stack" on:submit=send novalidate>
                <FormTrouble form=form />
                <Field label=t_string!(i18n, account.email) name="email" kind="email" autocomplete="username" value=email error=form.error("/email") />
                <Button kind="submit" class="wide" busy=form.busy>{t_string!(i18n, account.forgot_send)}</Button>
            </form>
        }
        .into_any(),
    }
    };
    view! {
        <Alone
            title=t_string!(i18n, account.forgot_title)
            text=Signal::derive(move || sent_to.with(Option::is_none).then(|| t_string!(i18n, account.forgot_text).to_owned()))
        >
            {follow(content)}
            <p class="aside"><a href=routes::SIGN_IN>{t_string!(i18n, account.back_to_sign_in)}</a></p>
        </Alone>
    }
}
