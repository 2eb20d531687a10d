//! The form of the own profile.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::speakers::own::OwnProfile;
use magnetiq_shared::{Code, Language, ProblemType};

use super::draft::Draft;
use crate::admin::form::{Form, FormTrouble, focus_first_wrong};
use crate::admin::kit::{BothLanguages, FormDock, NumberInput, TagInput};
use crate::admin::photo::{Choose, Send, Shown};
use crate::admin::words;
use crate::api::own_profile;
use crate::i18n::{t_string, use_i18n};
use crate::ui::zones::known as known_zones;
use crate::ui::{Button, Field, Look, Notice, Select, Tone, ZoneSelect, follow, use_toasts};

/// The form, saved as one; the photo is saved as soon as it is chosen.
#[component]
pub fn ProfileForm(
    /// The link's token.
    token: StoredValue<String>,
    /// As it is.
    profile: OwnProfile,
    /// Fetches it anew.
    on_reload: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = Form::new();
    let draft = Draft::of(&profile);
    let saved = RwSignal::new(untrack(|| draft.written()));
    let now = RwSignal::new(profile);
    let dirty = Signal::derive(move || draft.written() != saved.get());
    let (is_saved, is_stale) = (RwSignal::new(false), RwSignal::new(false));
    let discard = Callback::new(move |()| {
        draft.take(now.with_untracked(Draft::of));
        form.clear();
    });
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        is_saved.set(false);
        let zones = known_zones();
        let are_zones = draft.zones.with_untracked(|chosen| chosen.iter().all(|zone| zones.contains(zone)));
        if !form.check("/availableTimezones", are_zones.then_some(()).ok_or(Code::Timezone)) {
            return focus_first_wrong();
        }
        let patch = untrack(|| draft.patch());
        let version = now.with_untracked(|now| now.version);
        let work = async move {
            let answer = own_profile::change(&token.get_value(), version, &patch).await;
            if answer.as_ref().is_err_and(|error| error.kind() == Some(ProblemType::Stale)) {
                is_stale.try_set(true);
            }
            answer
        };
        form.send(work, move |profile| {
            draft.take(Draft::of(&profile));
            saved.set(untrack(|| draft.written()));
            now.set(profile);
            is_saved.set(true);
        });
    };
    let is_known = Signal::derive(move || is_saved.get() && !dirty.get());
    let outcome = move || match (is_stale.get(), is_known.get()) {
        (true, _) => view! {
            <Notice tone=Tone::Warm title=t_string!(i18n, own_profile.stale_title)>
                <p>{t_string!(i18n, own_profile.stale_text)}</p>
                <Button look=Look::Plain on_press=on_reload>{t_string!(i18n, own_profile.reload)}</Button>
            </Notice>
        }
        .into_any(),
        (false, true) => view! {
            <Notice tone=Tone::Good icon="check" title=t_string!(i18n, own_profile.saved_title)>
                <p>{t_string!(i18n, own_profile.saved_text)}</p>
            </Notice>
        }
        .into_any(),
        (false, false) => view! { <FormTrouble form=form /> }.into_any(),
    };
    view! {
        <form class="stack" on:submit=send novalidate>
            <h2>{t_string!(i18n, own_profile.public)}</h2>
            <OwnPhoto token=token now=now />
            <Who draft=draft form=form />
            <About draft=draft form=form />
            <h2>{t_string!(i18n, own_profile.work)}</h2>
            <p class="quiet">{t_string!(i18n, own_profile.work_text)}</p>
            <Contact draft=draft form=form now=now />
            <Work draft=draft form=form />
            {follow(outcome)}
            <FormDock dirty=dirty busy=form.busy on_discard=discard />
        </form>
    }
}

#[component]
fn OwnPhoto(token: StoredValue<String>, now: RwSignal<OwnProfile>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let shown = Signal::derive(move || now.with(|now| now.photo_url.clone()));
    let send: Send = Arc::new(move |file, part| {
        Box::pin(async move {
            let answer = own_profile::change_photo(&token.get_value(), &file, &part).await?;
            let url = answer.photo_url.clone();
            // The fields stay as they are typed; the version has to follow, so that they can be saved.
            now.try_set(answer);
            Ok((String::new(), url))
        })
    });
    let told = t_string!(i18n, own_profile.photo_saved);
    let sent = Callback::new(move |_| toasts.say(told));
    view! {
        <div class="photo-field">
            <Shown address=shown />
            <div>
                <div class="button-row"><Choose send=send on_sent=sent /></div>
                <small>{t_string!(i18n, people.picture_hint)}</small>
            </div>
        </div>
    }
}

#[component]
fn Who(draft: Draft, form: Form) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="pair">
            <Field label=t_string!(i18n, people.title) name="title" autocomplete="honorific-prefix" value=draft.title error=form.error("/title") required=false />
            <Field label=t_string!(i18n, people.first_name) name="firstName" autocomplete="given-name" value=draft.first_name error=form.error("/firstName") />
            <Field label=t_string!(i18n, people.last_name) name="lastName" autocomplete="family-name" value=draft.last_name error=form.error("/lastName") />
        </div>
        <Field label=t_string!(i18n, people.company) name="company" autocomplete="organization" value=draft.company error=form.error("/company") required=false />
        <BothLanguages
            label=t_string!(i18n, people.position) name="position" en=draft.position.0 de=draft.position.1
            error_en=form.error("/position/en") error_de=form.error("/position/de")
        />
    }
}

#[component]
fn About(draft: Draft, form: Form) -> impl IntoView {
    let i18n = use_i18n();
    let (missing, english) = (form.error("/biography"), form.error("/biography/en"));
    let wrong = Signal::derive(move || english.get().or_else(|| missing.get()));
    view! {
        <BothLanguages
            label=t_string!(i18n, people.biography) name="biography" en=draft.biography.0 de=draft.biography.1 rows=7
            error_en=wrong error_de=form.error("/biography/de")
        />
        <small>{t_string!(i18n, own_profile.biography_hint)}</small>
        <TagInput label=t_string!(i18n, people.expertise) name="expertise" value=draft.expertise />
        <div class="pair">
            <Field label="LinkedIn" name="linkedinUrl" inputmode="url" value=draft.linkedin error=form.error("/linkedinUrl") required=false />
            <Field label=t_string!(i18n, people.website) name="websiteUrl" inputmode="url" autocomplete="url" value=draft.website error=form.error("/websiteUrl") required=false />
        </div>
    }
}

#[component]
fn Contact(draft: Draft, form: Form, now: RwSignal<OwnProfile>) -> impl IntoView {
    let i18n = use_i18n();
    let languages =
        Language::ALL.map(|one| (one.code().to_owned(), words::language(one).to_owned())).to_vec();
    view! {
        <div class="pair">
            <div class="field">
                <span class="label">{t_string!(i18n, people.email)}</span>
                <p>{move || now.with(|now| now.email.clone())}</p>
                <small>{t_string!(i18n, own_profile.email_fixed)}</small>
            </div>
            <Field label=t_string!(i18n, people.phone) name="phone" kind="tel" autocomplete="tel" value=draft.phone error=form.error("/phone") required=false />
        </div>
        <div class="pair">
            <Select label=t_string!(i18n, own_profile.language) name="language" value=draft.language choices=languages />
            <ZoneSelect label=t_string!(i18n, own_profile.timezone) name="timezone" value=draft.timezone />
        </div>
    }
}

#[component]
fn Work(draft: Draft, form: Form) -> impl IntoView {
    let i18n = use_i18n();
    let zones_wrong = form.error("/availableTimezones");
    view! {
        <NumberInput
            label=t_string!(i18n, own_profile.duration) name="preferredDurationMinutes" value=draft.duration min=5 max=1440
            unit=t_string!(i18n, people.minutes) error=form.error("/preferredDurationMinutes")
        />
        <div>
            <TagInput
                label=t_string!(i18n, own_profile.zones) name="availableTimezones" value=draft.zones
                known=Signal::stored(known_zones())
            />
            <p class="error" role="status">{move || zones_wrong.get()}</p>
        </div>
        <Field label=t_string!(i18n, own_profile.needs) name="technicalRequirements" value=draft.needs rows=3 maxlength=500 error=form.error("/technicalRequirements") required=false />
        <Field label=t_string!(i18n, own_profile.instructions) name="specialInstructions" value=draft.instructions rows=3 maxlength=500 error=form.error("/specialInstructions") required=false />
    }
}
