//! The last step: whether mails go out, and making the account.

use leptos::prelude::*;
use magnetiq_shared::accounts::{SetUpState, SetUpTestMail, TestMailOutcome};

use super::{Model, Step};
use crate::admin::form::{Form, FormTrouble};
use crate::admin::shell::PanelLanguage;
use crate::api::set_up;
use crate::i18n::{fill, t_string, use_i18n};
use crate::ui::{Button, Look, Notice, Tone, follow};

/// A test mail to the admin's own address, and the end of the guide. The mail may be left out.
#[component]
pub fn Mail(
    model: Model,
    state: SetUpState,
    form: Form,
    step: RwSignal<Step>,
    on_finish: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let test = Form::new();
    let PanelLanguage(language) = expect_context();
    let outcome = RwSignal::new(None::<TestMailOutcome>);
    let email = model.email.get_untracked().trim().to_owned();
    let to = email.clone();
    let send = Callback::new(move |()| {
        let mail = SetUpTestMail {
            code: model.code.get_untracked().trim().to_owned(),
            email: to.clone(),
            language: language.get_untracked(),
        };
        outcome.set(None);
        test.send(async move { set_up::test_mail(&mail).await }, move |answer| outcome.set(Some(answer)));
    });
    let code_error = test.error("/code");
    Effect::new(move |_| {
        if code_error.get().is_some() {
            form.check::<()>("/code", Err(magnetiq_shared::Code::Wrong));
            step.set(Step::Code);
        }
    });
    let goes = match &state.smtp {
        Some(server) => fill(t_string!(i18n, setup.mail_by), &[("server", server)]),
        None => t_string!(i18n, setup.mail_to_files).to_owned(),
    };
    let from = state.mail_from.map(|from| fill(t_string!(i18n, setup.mail_from), &[("from", &from)]));
    let result = move || match outcome.get() {
        None => ().into_any(),
        Some(TestMailOutcome { sent: true, .. }) => view! {
            <Notice tone=Tone::Good title=t_string!(i18n, setup.mail_sent)>
                <p>{t_string!(i18n, setup.mail_sent_text)}</p>
            </Notice>
        }
        .into_any(),
        Some(TestMailOutcome { error, .. }) => view! {
            <Notice tone=Tone::Bad title=t_string!(i18n, setup.mail_failed)>
                <p><code>{error.unwrap_or_default()}</code></p>
                <p>{t_string!(i18n, setup.mail_failed_text)}</p>
            </Notice>
        }
        .into_any(),
    };
    view! {
        <div class="stack">
            <Notice icon="mail" title=goes>
                {from.map(|from| view! { <p>{from}</p> })}
                <p>{t_string!(i18n, setup.mail_why)}</p>
            </Notice>
            <FormTrouble form=test />
            {follow(result)}
            <Button look=Look::Plain class="wide" busy=test.busy on_press=send>
                {fill(t_string!(i18n, setup.send_mail), &[("email", &email)])}
            </Button>
            <FormTrouble form=form />
            <div class="button-row ends">
                <Button look=Look::Plain on_press=Callback::new(move |()| step.set(Step::House))>{t_string!(i18n, setup.back)}</Button>
                <Button busy=form.busy on_press=on_finish>{t_string!(i18n, setup.finish)}</Button>
            </div>
        </div>
    }
}
