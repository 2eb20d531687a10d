//! Adding somebody by hand.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::registrations::RegistrationAddition;
use magnetiq_shared::{Code, Language, ProblemType};
use uuid::Uuid;

use super::choices::sessions;
use super::words;
use crate::admin::form::{Form, FormTrouble, focus_first_wrong};
use crate::admin::kit::Toggle;
use crate::admin::words as all_words;
use crate::api::registration_list;
use crate::i18n::{fill, t_string, use_i18n};
use crate::ui::{Button, Dialog, Field, Icon, Look, Notice, Select, Tone, follow, use_toasts};

/// The dialog.
#[component]
pub fn AddDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The session that is chosen at first; empty where none is.
    chosen: Signal<String>,
    /// Called after somebody was added.
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Dialog open=open labelled_by="add-title" close_label=t_string!(i18n, admin.close) class="form-dialog" light_dismiss=false>
            <AddForm open=open chosen=chosen on_done=on_done />
        </Dialog>
    }
}

/// What came of it.
enum Came {
    Added,
    Taken,
    Refused(&'static str),
}

#[component]
fn AddForm(open: RwSignal<bool>, chosen: Signal<String>, on_done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let choices = sessions();
    let text = || RwSignal::new(String::new());
    let session = RwSignal::new(chosen.get_untracked());
    let (first, last, email) = (text(), text(), text());
    let (company, position, phone) = (text(), text(), text());
    let language = RwSignal::new(Language::En.code().to_owned());
    let (confirmed, waitlist, news) = (RwSignal::new(true), RwSignal::new(false), RwSignal::new(false));
    let refused = RwSignal::new(None::<&'static str>);
    // One press makes one registration, however often it is sent.
    let key = StoredValue::new(Uuid::new_v4());
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let to = session.with_untracked(|session| session.parse().ok());
        let said = |text: RwSignal<String>| Some(text.get_untracked()).filter(|text| !text.trim().is_empty());
        let addition = RegistrationAddition {
            session_id: to.unwrap_or_default(),
            first_name: first.get_untracked(),
            last_name: last.get_untracked(),
            email: email.get_untracked(),
            company: said(company),
            position: said(position),
            phone: said(phone),
            language: language.get_untracked().parse().unwrap_or_default(),
            marketing_consent: news.get_untracked(),
            confirmed: confirmed.get_untracked(),
            waitlist: waitlist.get_untracked(),
            ..RegistrationAddition::default()
        };
        refused.set(None);
        form.clear();
        let mut right = form.check("/sessionId", to.ok_or(Code::Required));
        for wrong in addition.clean().err().into_iter().flatten() {
            // What the form has fields for; the rest is never wrong here.
            let pointers = ["/firstName", "/lastName", "/email", "/company", "/position", "/phone"];
            if let Some(pointer) = pointers.into_iter().find(|pointer| *pointer == wrong.pointer) {
                right &= form.check::<()>(pointer, Err(wrong.code));
            }
        }
        if !right {
            return focus_first_wrong();
        }
        let name = format!("{} {}", addition.first_name, addition.last_name);
        let now = key.get_value();
        let work = async move {
            match registration_list::add(now, &addition).await {
                Ok(_) => Ok(Came::Added),
                Err(error) if error.is(ProblemType::Taken) => Ok(Came::Taken),
                Err(error) => match error.kind().and_then(|kind| words::refused(i18n, kind.slug())) {
                    Some(why) => Ok(Came::Refused(why)),
                    None => Err(error),
                },
            }
        };
        let added = fill(t_string!(i18n, desk.added), &[("name", &name)]);
        key.set_value(Uuid::new_v4());
        form.send(work, move |came| match came {
            Came::Added => {
                open.set(false);
                toasts.say(added);
                on_done.run(());
            }
            Came::Taken => refused.set(Some(t_string!(i18n, desk.known))),
            Came::Refused(why) => refused.set(Some(why)),
        });
    };
    let languages = Language::ALL
        .map(|language| (language.code().to_owned(), all_words::language(language).to_owned()))
        .to_vec();
    let wrong_session = form.error("/sessionId");
    let field =
        move |label: &'static str, name: &'static str, value: RwSignal<String>, pointer: &'static str| {
            view! { <Field label=label name=name value=value required=false error=form.error(pointer) /> }
        };
    let switch = |label: &'static str, on: RwSignal<bool>| {
        view! { <Toggle label=label on=on on_change=Callback::new(move |is_on| on.set(is_on)) /> }
    };
    view! {
        <form class="stack" on:submit=send novalidate>
            <h2 id="add-title">{t_string!(i18n, desk.add_title)}</h2>
            <FormTrouble form=form />
            {follow(move || refused.get().map(|why| view! { <Notice tone=Tone::Bad title=why /> }).into_any())}
            <div class="picked">
                <Select label=t_string!(i18n, registrations.session) name="session" value=session choices=choices />
                {follow(move || wrong_session.get().map(|error| view! { <p class="error" role="alert"><Icon name="alert" />{error}</p> }).into_any())}
            </div>
            <div class="pair">
                {field(t_string!(i18n, desk.first_name), "firstName", first, "/firstName")}
                {field(t_string!(i18n, desk.last_name), "lastName", last, "/lastName")}
                <Field label=t_string!(i18n, registrations.email) name="email" kind="email" value=email error=form.error("/email") />
                <Select label=t_string!(i18n, registrations.language) name="language" value=language choices=languages />
                {field(t_string!(i18n, registrations.company), "company", company, "/company")}
                {field(t_string!(i18n, desk.position), "position", position, "/position")}
                {field(t_string!(i18n, registrations.phone), "phone", phone, "/phone")}
            </div>
            {switch(t_string!(i18n, desk.confirm_now), confirmed)}
            <p class="quiet">
                {move || if confirmed.get() { t_string!(i18n, desk.confirm_now_text) } else { t_string!(i18n, desk.validate_text) }}
            </p>
            {switch(t_string!(i18n, desk.may_wait), waitlist)}
            {switch(t_string!(i18n, desk.news_agreed), news)}
            <div class="button-row ends">
                <Button look=Look::Plain on_press=Callback::new(move |()| open.set(false))>{t_string!(i18n, admin.keep)}</Button>
                <Button kind="submit" busy=form.busy>{t_string!(i18n, desk.add_it)}</Button>
            </div>
        </form>
    }
}
