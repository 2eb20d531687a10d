//! Putting right what somebody mistyped.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::Language;
use magnetiq_shared::registrations::{PersonPatch, RegistrationDetails};

use crate::admin::form::{Form, FormTrouble};
use crate::admin::words as all_words;
use crate::api::registration_list;
use crate::i18n::{t_string, use_i18n};
use crate::ui::{Button, Dialog, Field, Icon, Look, Select, follow, use_toasts};

/// The button, and its dialog.
#[component]
pub fn Correct(
    /// Of whom.
    one: RegistrationDetails,
    /// Called after something was changed.
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let one = StoredValue::new(one);
    let form = move || {
        let one = one.get_value();
        open.get().then(|| view! { <CorrectForm one=one open=open on_done=on_done /> }).into_any()
    };
    view! {
        <Button look=Look::Plain class="small" on_press=Callback::new(move |()| open.set(true))>
            <Icon name="edit" />
            {t_string!(i18n, desk.correct)}
        </Button>
        <Dialog open=open labelled_by="correct-title" close_label=t_string!(i18n, admin.close) class="form-dialog" light_dismiss=false>
            {follow(form)}
        </Dialog>
    }
}

#[component]
fn CorrectForm(one: RegistrationDetails, open: RwSignal<bool>, on_done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let row = one.registration;
    let text = |value: Option<String>| RwSignal::new(value.unwrap_or_default());
    let (first, last) = (RwSignal::new(row.first_name.clone()), RwSignal::new(row.last_name.clone()));
    let (company, position) = (text(row.company.clone()), text(row.position.clone()));
    let (phone, website) = (text(row.phone.clone()), text(row.website.clone()));
    let needs = text(one.special_requirements);
    let language = RwSignal::new(row.language.code().to_owned());
    let (id, version) = (row.id, row.version);
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let said = |text: RwSignal<String>| Some(text.get_untracked()).filter(|text| !text.trim().is_empty());
        let patch = PersonPatch {
            first_name: Some(first.get_untracked()),
            last_name: Some(last.get_untracked()),
            company: said(company),
            position: Some(said(position)),
            phone: Some(said(phone)),
            website: Some(said(website)),
            special_requirements: Some(said(needs)),
            language: language.get_untracked().parse().ok(),
            ..PersonPatch::default()
        };
        form.send(async move { registration_list::correct(id, version, &patch).await }, move |_| {
            open.set(false);
            toasts.say(t_string!(i18n, admin.saved));
            on_done.run(());
        });
    };
    let languages = Language::ALL
        .map(|language| (language.code().to_owned(), all_words::language(language).to_owned()))
        .to_vec();
    let field =
        move |label: &'static str, name: &'static str, value: RwSignal<String>, pointer: &'static str| {
            view! { <Field label=label name=name value=value required=false error=form.error(pointer) /> }
        };
    view! {
        <form class="stack" on:submit=send novalidate>
            <h2 id="correct-title">{t_string!(i18n, desk.correct_title)}</h2>
            <p class="quiet">{t_string!(i18n, desk.correct_text)}</p>
            <FormTrouble form=form />
            <div class="pair">
                {field(t_string!(i18n, desk.first_name), "firstName", first, "/firstName")}
                {field(t_string!(i18n, desk.last_name), "lastName", last, "/lastName")}
                {field(t_string!(i18n, registrations.company), "company", company, "/company")}
                {field(t_string!(i18n, desk.position), "position", position, "/position")}
                {field(t_string!(i18n, registrations.phone), "phone", phone, "/phone")}
                {field(t_string!(i18n, registrations.website), "website", website, "/website")}
                {field(t_string!(i18n, registrations.needs), "needs", needs, "/specialRequirements")}
                <Select label=t_string!(i18n, registrations.language) name="language" value=language choices=languages />
            </div>
            <div class="button-row ends">
                <Button look=Look::Plain on_press=Callback::new(move |()| open.set(false))>{t_string!(i18n, admin.keep)}</Button>
                <Button kind="submit" busy=form.busy>{t_string!(i18n, admin.save)}</Button>
            </div>
        </form>
    }
}
