//! The house, the first admin, and the timezone.

use leptos::ev;
use leptos::prelude::*;

use super::{Model, Step};
use crate::admin::form::{Form, FormTrouble};
use crate::admin::sign_in::password::NewPassword;
use crate::i18n::{t_string, use_i18n};
use crate::ui::{Button, Field, Look, ZoneSelect};

/// The form.
#[component]
pub fn House(model: Model, form: Form, step: RwSignal<Step>, on_next: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        on_next.run(());
    };
    let known = Signal::derive(move || vec![model.name.get(), model.email.get(), model.organisation.get()]);
    view! {
        <form class="stack" on:submit=send novalidate>
            <FormTrouble form=form />
            <Field
                label=t_string!(i18n, setup.organisation) name="organisation" autocomplete="organization"
                value=model.organisation hint=t_string!(i18n, setup.organisation_hint) error=form.error("/organisation")
            />
            <div class="pair">
                <Field label=t_string!(i18n, account.name) name="name" autocomplete="name" value=model.name error=form.error("/name") />
                <Field label=t_string!(i18n, account.email) name="email" kind="email" autocomplete="username" value=model.email error=form.error("/email") />
            </div>
            <NewPassword value=model.password error=form.error("/password") known=known />
            <ZoneSelect label=t_string!(i18n, account.timezone) name="timezone" value=model.timezone />
            <div class="button-row ends">
                <Button look=Look::Plain on_press=Callback::new(move |()| step.set(Step::Code))>{t_string!(i18n, setup.back)}</Button>
                <Button kind="submit">{t_string!(i18n, setup.go_on)}</Button>
            </div>
        </form>
    }
}
