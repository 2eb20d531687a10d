//! All about one speaker: the form, and what belongs to them.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::consultants::ConsultantFilters;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::speakers::staff::Speaker;
use magnetiq_shared::{Code, Language};

use super::HERE;
use super::calendar::Calendar;
use super::contact::{Invite, Messages, delete};
use super::draft::Draft;
use super::facts::Facts;
use crate::admin::account::Part;
use crate::admin::form::{Form, FormTrouble, focus_first_wrong};
use crate::admin::kit::{BothLanguages, FormDock, NumberInput, TagInput, Toggle};
use crate::admin::list::failed;
use crate::admin::me::{refusal, use_me};
use crate::admin::photo::Photo;
use crate::admin::shell::head::PageHead;
use crate::admin::words;
use crate::api::{consultants, speaker_directory};
use crate::i18n::{t_string, use_i18n};
use crate::state::address::{Go, use_address};
use crate::state::load::{Load, load};
use crate::ui::zones::known as known_zones;
use crate::ui::{Field, Notice, Select, Skeleton, ZoneSelect, follow, use_toasts};

/// One speaker, or without `id` a new one.
#[component]
pub fn SpeakerPage(id: Option<String>) -> impl IntoView {
    let Some(id) = id else { return view! { <Edit before=None /> }.into_any() };
    let loaded = load(move || id.clone(), None, |id| async move { speaker_directory::get(&id).await });
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

#[component]
fn Edit(before: Option<Speaker>) -> impl IntoView {
    let i18n = use_i18n();
    let (toasts, address) = (use_toasts(), use_address());
    let form = Form::new();
    let draft = Draft::of(before.as_ref());
    let known = StoredValue::new(before.clone());
    let saved = RwSignal::new(untrack(|| draft.written()));
    let dirty = Signal::derive(move || draft.written() != saved.get());
    let why = refusal(Scope::SpeakersWrite);
    let is_refused = why.is_some();
    let discard = Callback::new(move |()| {
        draft.take(known.with_value(|one| Draft::of(one.as_ref())));
        form.clear();
    });
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let zones = known_zones();
        let are_zones = draft.zones.with_untracked(|chosen| chosen.iter().all(|zone| zones.contains(zone)));
        if !form.check("/availableTimezones", are_zones.then_some(()).ok_or(Code::Timezone)) || is_refused {
            return focus_first_wrong();
        }
        let at = known.with_value(|one| one.as_ref().map(|one| (one.id, one.version)));
        let fields = untrack(|| draft.fields(at.is_none()));
        let told = t_string!(i18n, admin.saved);
        form.send(async move { speaker_directory::save(at, &fields).await }, move |one| {
            toasts.say(told);
            draft.take(Draft::of(Some(&one)));
            saved.set(untrack(|| draft.written()));
            let to = format!("{HERE}/{}", one.id);
            known.set_value(Some(one));
            if at.is_none() {
                address.go(&to, Go::Top);
            }
        });
    };
    let title = before.as_ref().map_or_else(
        || t_string!(i18n, people.new_speaker).to_owned(),
        |one| {
            [one.title.as_deref().unwrap_or_default(), &one.first_name, &one.last_name]
                .join(" ")
                .trim()
                .to_owned()
        },
    );
    let above = (t_string!(i18n, admin.speakers).to_owned(), HERE.to_owned());
    let acts = before.clone().filter(|_| !is_refused).map(|one| {
        view! {
            {(!one.is_internal && one.is_active).then(|| view! { <Invite speaker=one.clone() /> })}
            {delete(&one)}
        }
    });
    let facts = before.clone().map(|one| view! { <Facts speaker=one /> });
    let may_read_mails = use_me().scopes.contains(&Scope::MessagesRead);
    let below = before.clone().map(|one| {
        view! {
            <Calendar id=one.id />
            {may_read_mails.then(|| view! { <Messages speaker=one.clone() /> })}
        }
    });
    let photo_url = before.map(|one| one.photo_url).unwrap_or_default();
    view! {
        <PageHead title=title above=above>{acts}</PageHead>
        <form class="page-body narrow page-form" on:submit=send novalidate>
            {why.map(|why| view! { <Notice icon="lock" title=why /> })}
            <FormTrouble form=form />
            {facts}
            <Who draft=draft form=form photo_url=photo_url />
            <About draft=draft form=form />
            <Work draft=draft form=form />
            {(!is_refused).then(|| view! { <FormDock dirty=dirty busy=form.busy on_discard=discard /> })}
        </form>
        <div class="page-body narrow">{below}</div>
    }
}

#[component]
fn Who(draft: Draft, form: Form, photo_url: String) -> impl IntoView {
    let i18n = use_i18n();
    let may_see = use_me().scopes.contains(&Scope::ConsultantsRead);
    let house = load(
        || (),
        None,
        move |()| async move {
            match may_see {
                true => {
                    let all = ConsultantFilters { limit: Some(200), ..ConsultantFilters::default() };
                    consultants::list(&all).await.map(|page| page.data)
                }
                false => Ok(Vec::new()),
            }
        },
    );
    let choices = Signal::derive(move || {
        let nobody = (String::new(), t_string!(i18n, people.from_outside).to_owned());
        let people = match house.get() {
            Load::Ready(all) => all
                .into_iter()
                .map(|one| (one.id.to_string(), format!("{} {}", one.first_name, one.last_name)))
                .collect(),
            Load::Waiting | Load::Failed(_) => Vec::new(),
        };
        std::iter::once(nobody).chain(people).collect::<Vec<_>>()
    });
    view! {
        <Part title=t_string!(i18n, people.who) text=t_string!(i18n, people.speaker_who_text)>
            <div class="stack">
                <Photo value=draft.photo address=photo_url />
                {may_see.then(|| view! { <Select label=t_string!(i18n, people.consultant) name="consultantId" value=draft.consultant choices=choices /> })}
                <div class="pair">
                    <Field label=t_string!(i18n, people.title) name="title" value=draft.title error=form.error("/title") required=false />
                    <Field label=t_string!(i18n, people.first_name) name="firstName" value=draft.first_name error=form.error("/firstName") />
                    <Field label=t_string!(i18n, people.last_name) name="lastName" value=draft.last_name error=form.error("/lastName") />
                </div>
                <div class="pair">
                    <Field label=t_string!(i18n, people.email) name="email" kind="email" value=draft.email error=form.error("/email") />
                    <Field label=t_string!(i18n, people.phone) name="phone" kind="tel" value=draft.phone error=form.error("/phone") required=false />
                </div>
                <Field label=t_string!(i18n, people.company) name="company" value=draft.company error=form.error("/company") required=false />
                <BothLanguages
                    label=t_string!(i18n, people.position) name="position" en=draft.position.0 de=draft.position.1
                    error_en=form.error("/position/en") error_de=form.error("/position/de")
                />
            </div>
        </Part>
    }
}

#[component]
fn About(draft: Draft, form: Form) -> impl IntoView {
    let i18n = use_i18n();
    let missing = form.error("/biography");
    let english = form.error("/biography/en");
    let wrong = Signal::derive(move || english.get().or_else(|| missing.get()));
    view! {
        <Part title=t_string!(i18n, people.profile) text=t_string!(i18n, people.profile_text)>
            <div class="stack">
                <BothLanguages
                    label=t_string!(i18n, people.biography) name="biography" en=draft.biography.0 de=draft.biography.1 rows=7
                    error_en=wrong error_de=form.error("/biography/de")
                />
                <TagInput label=t_string!(i18n, people.expertise) name="expertise" value=draft.expertise />
                <div class="pair">
                    <Field label="LinkedIn" name="linkedinUrl" inputmode="url" value=draft.linkedin error=form.error("/linkedinUrl") required=false />
                    <Field label=t_string!(i18n, people.website) name="websiteUrl" inputmode="url" value=draft.website error=form.error("/websiteUrl") required=false />
                </div>
                <Field
                    label=t_string!(i18n, people.slug) name="slug" value=draft.slug error=form.error("/slug") required=false
                    hint=Signal::stored(t_string!(i18n, people.slug_hint).to_owned())
                />
            </div>
        </Part>
    }
}

#[component]
fn Work(draft: Draft, form: Form) -> impl IntoView {
    let i18n = use_i18n();
    let languages =
        Language::ALL.map(|one| (one.code().to_owned(), words::language(one).to_owned())).to_vec();
    let flag = |label: &'static str, on: RwSignal<bool>| {
        view! { <Toggle label=label on=on on_change=Callback::new(move |is_on| on.set(is_on)) /> }
    };
    let zones_wrong = form.error("/availableTimezones");
    view! {
        <Part title=t_string!(i18n, people.work) text=t_string!(i18n, people.speaker_work_text)>
            <div class="stack">
                <div class="pair">
                    <Select label=t_string!(i18n, people.language) name="language" value=draft.language choices=languages />
                    <ZoneSelect label=t_string!(i18n, people.timezone) name="timezone" value=draft.timezone />
                </div>
                <NumberInput
                    label=t_string!(i18n, people.duration) name="preferredDurationMinutes" value=draft.duration min=5 max=1440
                    unit=t_string!(i18n, people.minutes) error=form.error("/preferredDurationMinutes")
                />
                <div>
                    <TagInput
                        label=t_string!(i18n, people.zones) name="availableTimezones" value=draft.zones
                        known=Signal::stored(known_zones())
                    />
                    <p class="error" role="status">{move || zones_wrong.get()}</p>
                </div>
                <Field label=t_string!(i18n, people.needs) name="technicalRequirements" value=draft.needs rows=3 maxlength=500 error=form.error("/technicalRequirements") required=false />
                <Field label=t_string!(i18n, people.instructions) name="specialInstructions" value=draft.instructions rows=3 maxlength=500 error=form.error("/specialInstructions") required=false />
                {flag(t_string!(i18n, people.calendar), draft.calendar)}
                {flag(t_string!(i18n, people.mails), draft.mails)}
                {flag(t_string!(i18n, people.offered_speaker), draft.is_active)}
            </div>
        </Part>
    }
}
