//! Another password.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::accounts::PasswordChange;

use super::Part;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::me::use_me;
use crate::admin::sign_in::password::NewPassword;
use crate::api::accounts;
use crate::i18n::{t_string, use_i18n};
use crate::ui::{Button, Field, Look, use_toasts};

/// The old one and the new one.
#[component]
pub fn Password() -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let me = use_me();
    let (current, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let change = PasswordChange { current: current.get_untracked(), password: password.get_untracked() };
        let changed = t_string!(i18n, account.password_changed);
        form.send(async move { accounts::change_password(&change).await }, move |()| {
            current.set(String::new());
            password.set(String::new());
            toasts.say(changed);
        });
    };
    view! {
        <Part title=t_string!(i18n, account.password) text=t_string!(i18n, account.password_text)>
            <form class="stack" on:submit=send novalidate>
                <FormTrouble form=form />
                <Field
                    label=t_string!(i18n, account.current_password) name="current" kind="password"
                    autocomplete="current-password" value=current error=form.error("/current")
                />
                <NewPassword value=password error=form.error("/password") known=vec![me.name, me.email] />
                <div class="button-row">
                    <Button kind="submit" look=Look::Plain busy=form.busy>{t_string!(i18n, account.change_password)}</Button>
                </div>
            </form>
        </Part>
    }
}
