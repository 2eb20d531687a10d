//! The form of a consultant.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::Language;
use magnetiq_shared::consultants::{Consultant, ConsultantFields};
use magnetiq_shared::scopes::Scope;

use super::HERE;
use crate::admin::account::Part;
use crate::admin::delete::delete_person;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::{FormDock, Toggle};
use crate::admin::list::failed;
use crate::admin::me::{refusal, use_me};
use crate::admin::photo::Photo;
use crate::admin::shell::head::PageHead;
use crate::admin::words;
use crate::api::consultants;
use crate::i18n::{t_string, use_i18n};
use crate::state::address::{Go, use_address};
use crate::state::load::{Load, load};
use crate::ui::{Field, Notice, Select, Skeleton, ZoneSelect, follow, use_toasts};

/// One consultant, or without `id` a new one.
#[component]
pub fn ConsultantPage(id: Option<String>) -> impl IntoView {
    let Some(id) = id else { return view! { <Edit before=None /> }.into_any() };
    let loaded = load(move || id.clone(), None, |id| async move { consultants::get(&id).await });
    let again = Callback::new(move |()| loaded.retry());
    follow(move || match loaded.get() {
        Load::Waiting => {
            view! { <div class="page-body" aria-busy="true"><Skeleton /><Skeleton /></div> }.into_any()
        }
        Load::Failed(_) => failed(again),
        Load::Ready(one) => view! { <Edit before=Some(one) /> }.into_any(),
    })
    .into_any()
}

/// What stands in the fields.
#[derive(Clone, Copy)]
struct Draft {
    first_name: RwSignal<String>,
    last_name: RwSignal<String>,
    email: RwSignal<String>,
    phone: RwSignal<String>,
    title: RwSignal<String>,
    photo: RwSignal<String>,
    linkedin: RwSignal<String>,
    booking: RwSignal<String>,
    language: RwSignal<String>,
    timezone: RwSignal<String>,
    is_active: RwSignal<bool>,
}

impl Draft {
    fn of(one: Option<&Consultant>) -> Self {
        let text = |text: Option<String>| RwSignal::new(text.unwrap_or_default());
        let of = |take: fn(&Consultant) -> Option<String>| text(one.and_then(take));
        Self {
            first_name: of(|one| Some(one.first_name.clone())),
            last_name: of(|one| Some(one.last_name.clone())),
            email: of(|one| Some(one.email.clone())),
            phone: of(|one| one.phone.clone()),
            title: of(|one| one.title.clone()),
            photo: of(|one| one.photo_media_id.map(|id| id.to_string())),
            linkedin: of(|one| one.linkedin_url.clone()),
            booking: of(|one| one.booking_url.clone()),
            language: text(Some(one.map_or(Language::En, |one| one.language).code().to_owned())),
            timezone: text(Some(one.map_or_else(|| use_me().timezone, |one| one.timezone.clone()))),
            is_active: RwSignal::new(one.is_none_or(|one| one.is_active)),
        }
    }

    fn fields(self) -> ConsultantFields {
        let text = |value: RwSignal<String>| Some(value.with(|value| value.trim().to_owned()));
        let maybe = |value: RwSignal<String>| Some(text(value).filter(|value| !value.is_empty()));
        ConsultantFields {
            first_name: text(self.first_name),
            last_name: text(self.last_name),
            email: text(self.email),
            phone: maybe(self.phone),
            title: maybe(self.title),
            photo_media_id: Some(self.photo.with(|id| id.parse().ok())),
            linkedin_url: maybe(self.linkedin),
            booking_url: maybe(self.booking),
            language: self.language.with(|code| code.parse().ok()),
            timezone: text(self.timezone),
            is_active: Some(self.is_active.get()),
            ..ConsultantFields::default()
        }
    }

    /// All of it, to tell whether something was changed.
    fn written(self) -> String {
        serde_json::to_string(&self.fields()).unwrap_or_default()
    }
}

#[component]
fn Edit(before: Option<Consultant>) -> impl IntoView {
    let i18n = use_i18n();
    let (toasts, address) = (use_toasts(), use_address());
    let form = Form::new();
    let draft = Draft::of(before.as_ref());
    let known = StoredValue::new(before.clone());
    let saved = RwSignal::new(untrack(|| draft.written()));
    let dirty = Signal::derive(move || draft.written() != saved.get());
    let name = before.as_ref().map(|one| format!("{} {}", one.first_name, one.last_name));
    let why = refusal(Scope::ConsultantsWrite);
    let is_refused = why.is_some();
    let discard = Callback::new(move |()| {
        let back = known.with_value(|one| Draft::of(one.as_ref()));
        for (now, then) in [
            (draft.first_name, back.first_name),
            (draft.last_name, back.last_name),
            (draft.email, back.email),
            (draft.phone, back.phone),
            (draft.title, back.title),
            (draft.photo, back.photo),
            (draft.linkedin, back.linkedin),
            (draft.booking, back.booking),
            (draft.language, back.language),
            (draft.timezone, back.timezone),
        ] {
            now.set(then.get_untracked());
        }
        draft.is_active.set(back.is_active.get_untracked());
        form.clear();
    });
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if is_refused {
            return;
        }
        let fields = untrack(|| draft.fields());
        let at = known.with_value(|one| one.as_ref().map(|one| (one.id, one.version)));
        let told = t_string!(i18n, admin.saved);
        form.send(async move { consultants::save(at, &fields).await }, move |one| {
            toasts.say(told);
            saved.set(untrack(|| draft.written()));
            let to = format!("{HERE}/{}", one.id);
            known.set_value(Some(one));
            if at.is_none() {
                address.go(&to, Go::Top);
            }
        });
    };
    let photo_url = before.as_ref().map(|one| one.photo_url.clone()).unwrap_or_default();
    let title = name.clone().unwrap_or_else(|| t_string!(i18n, people.new_consultant).to_owned());
    let above = (t_string!(i18n, admin.consultants).to_owned(), HERE.to_owned());
    let languages =
        Language::ALL.map(|one| (one.code().to_owned(), words::language(one).to_owned())).to_vec();
    let delete = before.filter(|_| !is_refused).map(|one| delete(&one));
    view! {
        <PageHead title=title above=above>{delete}</PageHead>
        <form class="page-body narrow page-form" on:submit=send novalidate>
            {why.map(|why| view! { <Notice icon="lock" title=why /> })}
            <FormTrouble form=form />
            <Part title=t_string!(i18n, people.who) text=t_string!(i18n, people.consultant_who_text)>
                <div class="stack">
                    <Photo value=draft.photo address=photo_url />
                    <div class="pair">
                        <Field label=t_string!(i18n, people.first_name) name="firstName" value=draft.first_name error=form.error("/firstName") />
                        <Field label=t_string!(i18n, people.last_name) name="lastName" value=draft.last_name error=form.error("/lastName") />
                    </div>
                    <Field label=t_string!(i18n, people.what_they_do) name="title" value=draft.title error=form.error("/title") required=false />
                    <div class="pair">
                        <Field label=t_string!(i18n, people.email) name="email" kind="email" value=draft.email error=form.error("/email") />
                        <Field label=t_string!(i18n, people.phone) name="phone" kind="tel" value=draft.phone error=form.error("/phone") required=false />
                    </div>
                </div>
            </Part>
            <Part title=t_string!(i18n, people.links) text=t_string!(i18n, people.links_text)>
                <div class="stack">
                    <Field label="LinkedIn" name="linkedinUrl" inputmode="url" value=draft.linkedin error=form.error("/linkedinUrl") required=false />
                    <Field label=t_string!(i18n, people.booking) name="bookingUrl" inputmode="url" value=draft.booking error=form.error("/bookingUrl") required=false />
                </div>
            </Part>
            <Part title=t_string!(i18n, people.work) text=t_string!(i18n, people.consultant_work_text)>
                <div class="stack">
                    <div class="pair">
                        {follow(move || {
                            // Drawn anew, so that discarding shows the language that was chosen.
                            saved.track();
                            view! { <Select label=t_string!(i18n, people.language) name="language" value=draft.language choices=languages.clone() /> }.into_any()
                        })}
                        <ZoneSelect label=t_string!(i18n, people.timezone) name="timezone" value=draft.timezone />
                    </div>
                    <Toggle label=t_string!(i18n, people.offered) on=draft.is_active on_change=Callback::new(move |on| draft.is_active.set(on)) />
                </div>
            </Part>
            {(!is_refused).then(|| view! { <FormDock dirty=dirty busy=form.busy on_discard=discard /> })}
        </form>
    }
}

fn delete(one: &Consultant) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let (name, id, version) = (format!("{} {}", one.first_name, one.last_name), one.id, one.version);
    delete_person(name, t_string!(i18n, people.delete_text), HERE, move || consultants::delete(id, version))
}
