//! Inviting somebody.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::accounts::NewUser;
use magnetiq_shared::scopes::{Role, Scope};
use magnetiq_shared::{Code, Language, ProblemType, fields};

use crate::admin::form::{Form, FormTrouble, focus_first_wrong};
use crate::admin::me::{refusal, use_me};
use crate::admin::words;
use crate::api::{ApiError, users};
use crate::i18n::{fill, t_string, use_i18n};
use crate::ui::{Button, Dialog, Field, Look, Notice, Select, use_toasts};

/// The dialog. The mail goes out when it is sent.
#[component]
pub fn InviteDialog(open: RwSignal<bool>, on_done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Dialog open=open labelled_by="invite-title" close_label=t_string!(i18n, admin.close) class="form-dialog" light_dismiss=false>
            <Invite open=open on_done=on_done />
        </Dialog>
    }
}

#[component]
fn Invite(open: RwSignal<bool>, on_done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let me = use_me();
    let (name, email) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let role = RwSignal::new(Role::Editor.text().to_owned());
    let language = RwSignal::new(me.language.code().to_owned());
    let why = refusal(Scope::UsersWrite);
    let is_refused = why.is_some();
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let right = form.check("/name", fields::name(&name.get_untracked()))
            & form.check("/email", fields::email(&email.get_untracked()));
        if !right || is_refused {
            return focus_first_wrong();
        }
        let user = NewUser {
            email: email.get_untracked().trim().to_owned(),
            name: name.get_untracked().trim().to_owned(),
            role: role.with_untracked(|role| Role::named(role)).unwrap_or(Role::Viewer),
            language: language.get_untracked().parse().unwrap_or_default(),
            timezone: Some(me.timezone.clone()),
        };
        let told = fill(t_string!(i18n, users.invited_done), &[("email", &user.email)]);
        let sending = async move {
            match users::invite(&user).await {
                Ok(_) => Ok(true),
                Err(error) if error.is(ProblemType::Taken) => Ok(false),
                Err(error) => Err::<bool, ApiError>(error),
            }
        };
        form.send(sending, move |is_new| match is_new {
            true => {
                open.set(false);
                toasts.say(told);
                on_done.run(());
            }
            false => {
                form.check::<()>("/email", Err(Code::Taken));
                focus_first_wrong();
            }
        });
    };
    let languages = Language::ALL
        .map(|language| (language.code().to_owned(), words::language(language).to_owned()))
        .to_vec();
    view! {
        <form class="stack" on:submit=send novalidate>
            <h2 id="invite-title">{t_string!(i18n, users.invite_title)}</h2>
            <p class="quiet">{t_string!(i18n, users.invite_text)}</p>
            {why.map(|why| view! { <Notice icon="lock" title=why /> })}
            <FormTrouble form=form />
            <div class="pair">
                <Field label=t_string!(i18n, users.name) name="name" value=name error=form.error("/name") />
                <Field label=t_string!(i18n, users.email) name="email" kind="email" value=email error=form.error("/email") />
            </div>
            <RoleChoice value=role />
            <Select label=t_string!(i18n, users.mail_language) name="language" value=language choices=languages />
            <div class="button-row ends">
                <Button look=Look::Plain on_press=Callback::new(move |()| open.set(false))>{t_string!(i18n, admin.cancel)}</Button>
                <Button kind="submit" busy=form.busy>{t_string!(i18n, users.send_invitation)}</Button>
            </div>
        </form>
    }
}

/// A role, with what each may do.
#[component]
pub fn RoleChoice(
    /// The name of the chosen role.
    value: RwSignal<String>,
    /// Whether none can be chosen.
    #[prop(optional)]
    disabled: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |role: Role| {
        view! {
            <label class="option">
                <input
                    type="radio" name="role" value=role.text() disabled=disabled
                    prop:checked=move || value.with(|value| value == role.text())
                    on:change=move |_| value.set(role.text().to_owned())
                />
                <span>
                    <b>{words::role(i18n, role)}</b>
                    <small>{words::role_means(i18n, role)}</small>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="options">
            <legend>{t_string!(i18n, users.role)}</legend>
            {Role::ALL.map(one).collect_view()}
        </fieldset>
    }
}
