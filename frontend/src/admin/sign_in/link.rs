//! The links of mails: an invitation is accepted, or a forgotten password replaced, by choosing a password.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::accounts::{Invited, PasswordChoice};

use super::password::NewPassword;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::routes;
use crate::admin::shell::alone::Alone;
use crate::api::{ApiError, accounts};
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::address::{Go, use_address};
use crate::state::load::{Load, load};
use crate::ui::{Button, Notice, Skeleton, Tone, follow};

/// Says whom the link is for, and lets them choose a password. The token stands behind the `#`, which no server and
/// no log ever sees.
#[component]
pub fn LinkPage() -> impl IntoView {
    let i18n = use_i18n();
    let address = use_address();
    let token = address.hash().trim_start_matches('#').strip_prefix("token=").unwrap_or_default().to_owned();
    let token = StoredValue::new(token);
    let invited = load(|| (), None, move |()| async move { accounts::preview(&token.get_value()).await });
    let title = Signal::derive(move || match invited.get() {
        Load::Ready(Invited { is_new: true, name, .. }) => {
            fill(t_string!(i18n, account.welcome_title), &[("name", &name)])
        }
        Load::Failed(_) => t_string!(i18n, account.link_title).to_owned(),
        _ => t_string!(i18n, account.reset_title).to_owned(),
    });
    let text = Signal::derive(move || match invited.get() {
        Load::Ready(invited) => {
            let email = [("email", invited.email.as_str())];
            Some(match invited.is_new {
                true => fill(t_string!(i18n, account.welcome_text), &email),
                false => fill(t_string!(i18n, account.reset_text), &email),
            })
        }
        _ => None,
    });
    let content = move || match invited.get() {
        Load::Waiting => view! { <Skeleton class="tall" /> }.into_any(),
        Load::Ready(invited) => view! { <Choose token=token invited=invited /> }.into_any(),
        Load::Failed(error) => {
            let retry = Callback::new(move |()| invited.retry());
            view! { <Broken error=error retry=retry /> }.into_any()
        }
    };
    view! { <Alone title=title text=text>{follow(content)}</Alone> }
}

#[component]
fn Choose(token: StoredValue<String>, invited: Invited) -> impl IntoView {
    let i18n = use_i18n();
    let address = use_address();
    let form = Form::new();
    let password = RwSignal::new(String::new());
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let choice = PasswordChoice { token: token.get_value(), password: password.get_untracked() };
        form.send(async move { accounts::choose_password(&choice).await }, move |()| {
            address.go(routes::HOME, Go::Quietly);
        });
    };
    let known = vec![invited.email.clone(), invited.name];
    view! {
        <form class="stack" on:submit=send novalidate>
            // So that a password manager knows whose password it keeps.
            <input class="hide" type="email" name="email" autocomplete="username" value=invited.email readonly tabindex="-1" aria-hidden="true" />
            <FormTrouble form=form />
            <NewPassword value=password error=form.error("/password") known=known />
            <Button kind="submit" class="wide" busy=form.busy>{t_string!(i18n, account.choose)}</Button>
        </form>
    }
}

#[component]
fn Broken(error: ApiError, retry: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let passing = error.is_passing();
    view! {
        <Notice tone=if passing { Tone::Bad } else { Tone::Warm } title=t_string!(i18n, account.link_ended_title)>
            <p>{if passing { t_string!(i18n, admin.offline_text) } else { t_string!(i18n, account.link_ended_text) }}</p>
        </Notice>
        {match passing {
            true => view! { <Button class="wide" on_press=retry>{t_string!(i18n, admin.try_again)}</Button> }.into_any(),
            false => view! { <a class="button wide" href=routes::FORGOT>{t_string!(i18n, account.forgot_send)}</a> }.into_any(),
        }}
        <p class="aside"><a href=routes::SIGN_IN>{t_string!(i18n, account.back_to_sign_in)}</a></p>
    }
}
