//! The fields of a session, in the parts in which they are planned.

use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;

use super::busy::BusyNote;
use super::choices::Choices;
use super::draft::{Both, Draft, Moment};
use crate::admin::form::Form;
use crate::admin::kit::{BothLanguages, BothLanguagesHead, DateInput, NumberInput, TimeInput, Toggle};
use crate::admin::picture::PictureField;
use crate::admin::settings::Steps;
use crate::admin::topics::editor::{self, Around, AssistNotice, TextPair};
use crate::admin::words as all_words;
use crate::api::settings;
use crate::i18n::{fill, t_string, use_i18n};
use crate::ui::{Button, Field, Icon, Look, Select, ZoneSelect, follow};
use magnetiq_shared::Language;
use magnetiq_shared::ai::TextPart;
use magnetiq_shared::settings::ProgramDefaults;
use magnetiq_shared::topics::{DESCRIPTION_MAX, TEXT_MAX, TITLE_MAX};
use uuid::Uuid;

/// A text as its field takes it.
fn typed(text: Both) -> editor::Both {
    editor::Both { en: text.en, de: text.de }
}

/// How many questions there can be.
const MOST_QUESTIONS: usize = 10;

fn hint(text: &'static str) -> Signal<String> {
    Signal::stored(text.to_owned())
}

/// A choice among what is fetched, with what is wrong below it.
fn pick(
    label: &'static str,
    name: &'static str,
    value: RwSignal<String>,
    all: Choices,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let choices = Signal::derive(move || {
        let none = (String::new(), t_string!(i18n, planning.choose).to_owned());
        std::iter::once(none).chain(all.get()).collect::<Vec<_>>()
    });
    view! {
        <div class="picked">
            <Select label=label name=name value=value choices=choices />
            {follow(move || error.get().map(|error| view! { <p class="error" role="alert"><Icon name="alert" />{error}</p> }).into_any())}
        </div>
    }
}

/// A day and a time.
fn moment(
    label: &'static str,
    name: &'static str,
    at: Moment,
    note: Option<&'static str>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let time = format!("{label}: {}", t_string!(i18n, planning.time));
    view! {
        <div class="moment">
            <DateInput label=label name=name value=at.day hint=note.map(str::to_owned).unwrap_or_default() error=error />
            <TimeInput label=time name=name value=at.time />
        </div>
    }
}

fn line(
    label: &'static str,
    name: &'static str,
    value: RwSignal<String>,
    note: &'static str,
    error: Signal<Option<String>>,
) -> impl IntoView {
    view! { <Field label=label name=name value=value required=false hint=hint(note) error=error /> }
}

fn long(
    label: &'static str,
    name: &'static str,
    value: RwSignal<String>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    view! { <Field label=label name=name value=value required=false rows=3 error=error /> }
}

fn switch(label: &'static str, on: RwSignal<bool>) -> impl IntoView {
    view! { <Toggle label=label on=on on_change=Callback::new(move |is_on| on.set(is_on)) /> }
}

/// The topic, and what is said instead of its texts.
pub fn topic(draft: Draft, around: Around, topics: Choices) -> AnyView {
    let i18n = use_i18n();
    view! {
        {pick(t_string!(i18n, planning.topic), "topic", draft.topic, topics, around.form.error("/topicId"))}
        <p class="quiet">{t_string!(i18n, planning.own_texts)}</p>
        <AssistNotice around=around />
        <BothLanguagesHead />
        <TextPair around=around label=t_string!(i18n, planning.title) name="title" at=("/title/en", "/title/de") text=typed(draft.title) max=TITLE_MAX />
        <TextPair
            around=around label=t_string!(i18n, planning.description) name="description" at=("/description/en", "/description/de")
            text=typed(draft.description) max=DESCRIPTION_MAX part=TextPart::Description rich=true
        />
    }
    .into_any()
}

/// The speaker, and what staff and speaker share.
pub fn speaker(draft: Draft, form: Form, speakers: Choices) -> AnyView {
    let i18n = use_i18n();
    view! {
        {pick(t_string!(i18n, planning.speaker), "speaker", draft.speaker, speakers, form.error("/speakerId"))}
        <p class="quiet">{t_string!(i18n, planning.for_staff)}</p>
        {line(t_string!(i18n, planning.slides_url), "slides", draft.slides_url, "", form.error("/slidesUrl"))}
        {long(t_string!(i18n, planning.notes), "notes", draft.notes, form.error("/speakerNotes"))}
        {long(t_string!(i18n, planning.backup), "backup", draft.backup, form.error("/backupPlan"))}
    }
    .into_any()
}

/// The language in which it is held.
pub fn language(draft: Draft) -> AnyView {
    let i18n = use_i18n();
    let languages = Language::ALL
        .map(|language| (language.code().to_owned(), all_words::language(language).to_owned()))
        .to_vec();
    view! { <Select label=t_string!(i18n, planning.language) name="language" value=draft.language choices=languages /> }
        .into_any()
}

/// When it is, and in which language.
pub fn schedule(draft: Draft, form: Form, except: Option<Uuid>) -> AnyView {
    let i18n = use_i18n();
    view! {
        <div class="pair">
            <DateInput label=t_string!(i18n, planning.day) name="day" value=draft.start.day error=form.error("/startsAt") />
            <TimeInput label=t_string!(i18n, planning.time) name="time" value=draft.start.time />
            <NumberInput label=t_string!(i18n, planning.minutes) name="minutes" value=draft.minutes min=5 max=720
                unit=t_string!(i18n, planning.minutes_unit) hint=t_string!(i18n, planning.minutes_hint) error=form.error("/durationMinutes") />
            <ZoneSelect label=t_string!(i18n, planning.zone) name="zone" value=draft.zone />
        </div>
        <BusyNote
            speaker=draft.speaker at=Signal::derive(move || draft.start.at(&draft.zone.get())) minutes=draft.minutes except=except
        />
        {language(draft)}
    }
    .into_any()
}

/// Price, seats, when people may register, and what they are asked.
pub fn details(draft: Draft, around: Around) -> AnyView {
    let i18n = use_i18n();
    let form = around.form;
    view! {
        <div class="pair">
            {line(t_string!(i18n, planning.price_euro), "price", draft.price, t_string!(i18n, planning.price_hint), form.error("/price/amount"))}
            {line(t_string!(i18n, planning.tax), "tax", draft.tax, "", form.error("/taxRateBp"))}
            {line(t_string!(i18n, planning.early_price), "early", draft.early_price, "", form.error("/earlyBird/price/amount"))}
            {moment(t_string!(i18n, planning.early_until), "early-until", draft.early_until, None, form.error("/earlyBird/endsAt"))}
            <NumberInput label=t_string!(i18n, planning.capacity) name="capacity" value=draft.capacity min=1 max=100_000
                hint=t_string!(i18n, planning.capacity_hint) error=form.error("/capacity") />
        </div>
        {switch(t_string!(i18n, planning.approval), draft.approval)}
        {switch(t_string!(i18n, planning.waitlist), draft.waitlist)}
        <div class="pair">
            {moment(t_string!(i18n, planning.opens), "opens", draft.opens, Some(t_string!(i18n, planning.opens_hint)), form.error("/registrationOpensAt"))}
            {moment(t_string!(i18n, planning.closes), "closes", draft.closes, Some(t_string!(i18n, planning.closes_hint)), form.error("/registrationClosesAt"))}
        </div>
        <BothLanguagesHead />
        <TextPair
            around=around label=t_string!(i18n, planning.preparation) name="preparation" at=("/preparation/en", "/preparation/de")
            text=typed(draft.preparation) rows=2 max=TEXT_MAX
        />
        {questions(draft.questions)}
        <OwnReminders draft=draft form=form />
        {line(t_string!(i18n, planning.certificate), "certificate", draft.certificate, t_string!(i18n, planning.certificate_hint), form.error("/certificateTemplate"))}
    }
    .into_any()
}

/// Questions to registrants, one below the other.
fn questions(all: RwSignal<Vec<Both>>) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |(at, question): (usize, Both)| {
        let name = fill(t_string!(i18n, planning.question), &[("number", &(at + 1).to_string())]);
        let label = fill(t_string!(i18n, admin.remove), &[("name", &name)]);
        let remove = move |_| {
            all.update(|all| {
                all.remove(at);
            })
        };
        view! {
            <li>
                <BothLanguages label=name name="question" en=question.en de=question.de maxlength=500 />
                <button type="button" class="icon-button small" aria-label=label on:click=remove><Icon name="close" /></button>
            </li>
        }
    };
    view! {
        <fieldset class="stack">
            <legend class="label">{t_string!(i18n, planning.questions)}</legend>
            <ol class="questions">{move || all.get().into_iter().enumerate().map(one).collect_view()}</ol>
            <Show when=move || all.with(Vec::len) < MOST_QUESTIONS>
                <div>
                    <Button look=Look::Plain on_press=Callback::new(move |()| all.update(|all| all.push(Both::default())))>
                        <Icon name="plus" />
                        {t_string!(i18n, planning.add_question)}
                    </Button>
                </div>
            </Show>
        </fieldset>
    }
}

/// When registrants are reminded: as the house does it, or by steps of its own.
#[component]
fn OwnReminders(draft: Draft, form: Form) -> impl IntoView {
    let i18n = use_i18n();
    let choose = Callback::new(move |is_own: bool| {
        draft.own_reminders.set(is_own);
        if !is_own || !untrack(|| draft.reminders.steps()).is_empty() {
            return;
        }
        // One begins with what the house does.
        draft.reminders.put(&ProgramDefaults::default().reminders);
        spawn_local_scoped_with_cancellation(async move {
            if let Ok(section) = settings::program().await {
                draft.reminders.put(&section.defaults.reminders);
            }
        });
    });
    let steps = move || match draft.own_reminders.get() {
        true => view! { <Steps form=form rows=draft.reminders /> }.into_any(),
        false => view! { <p class="quiet">{t_string!(i18n, timeline.as_in_settings)}</p> }.into_any(),
    };
    view! {
        <fieldset class="stack own-reminders">
            <legend class="label">{t_string!(i18n, settings.reminders)}</legend>
            <Toggle label=t_string!(i18n, timeline.own_steps) on=draft.own_reminders on_change=choose />
            {follow(steps)}
        </fieldset>
    }
}

fn access(label: &'static str, name: &'static str, value: RwSignal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let choices = vec![
        ("public".to_owned(), t_string!(i18n, planning.access_public).to_owned()),
        ("registrants".to_owned(), t_string!(i18n, planning.access_registrants).to_owned()),
        ("attendees".to_owned(), t_string!(i18n, planning.access_attendees).to_owned()),
    ];
    view! { <Select label=label name=name value=value choices=choices /> }
}

/// Where it is held, and what remains of it.
pub fn platform(draft: Draft, form: Form) -> AnyView {
    let i18n = use_i18n();
    let platforms = vec![
        ("zoom".to_owned(), "Zoom".to_owned()),
        ("teams".to_owned(), "Microsoft Teams".to_owned()),
        ("webex".to_owned(), "Cisco Webex".to_owned()),
        ("custom".to_owned(), t_string!(i18n, planning.another_platform).to_owned()),
    ];
    view! {
        <div class="pair">
            <Select label=t_string!(i18n, planning.platform) name="platform" value=draft.platform choices=platforms />
            {line(t_string!(i18n, planning.meeting_url), "meeting", draft.meeting_url, t_string!(i18n, planning.meeting_hint), form.error("/meetingUrl"))}
            {line(t_string!(i18n, planning.meeting_password), "meeting-password", draft.meeting_password, "", form.error("/meetingPassword"))}
            {line(t_string!(i18n, planning.host_url), "host", draft.host_url, "", form.error("/hostUrl"))}
        </div>
        {switch(t_string!(i18n, planning.recorded), draft.recorded)}
        <div class="pair">
            {line(t_string!(i18n, planning.recording_url), "recording", draft.recording_url, "", form.error("/recordingUrl"))}
            {access(t_string!(i18n, planning.recording_access), "recording-access", draft.recording_access)}
            {line(t_string!(i18n, planning.materials_url), "materials", draft.materials_url, "", form.error("/materialsUrl"))}
            {access(t_string!(i18n, planning.materials_access), "materials-access", draft.materials_access)}
        </div>
    }
    .into_any()
}

/// Its address, when it goes on the site by itself, and where else it is noted.
pub fn publishing(draft: Draft, form: Form, is_draft: bool) -> AnyView {
    let i18n = use_i18n();
    let later = is_draft.then(|| {
        moment(
            t_string!(i18n, planning.publish_at),
            "publish-at",
            draft.publish_at,
            Some(t_string!(i18n, planning.publish_at_hint)),
            form.error("/scheduledPublishAt"),
        )
    });
    view! {
        {line(t_string!(i18n, planning.slug), "slug", draft.slug, t_string!(i18n, planning.slug_hint), form.error("/slug"))}
        {later}
        {switch(t_string!(i18n, planning.odoo), draft.odoo)}
        {switch(t_string!(i18n, planning.calendar), draft.calendar)}
    }
    .into_any()
}

/// The picture, and the texts for posts that staff write.
pub fn posts(draft: Draft, around: Around) -> AnyView {
    let i18n = use_i18n();
    view! {
        <PictureField label=t_string!(i18n, planning.picture) hint=t_string!(i18n, planning.picture_hint) value=draft.picture
            error=around.form.error("/promotionalMediaId") />
        <BothLanguagesHead />
        <TextPair
            around=around label=t_string!(i18n, planning.post) name="post" at=("/socialMediaCopy/en", "/socialMediaCopy/de")
            text=typed(draft.post) rows=4 max=TEXT_MAX part=TextPart::SocialPost
        />
    }
    .into_any()
}
