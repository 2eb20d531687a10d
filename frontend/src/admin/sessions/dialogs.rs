//! Moving and cancelling: acts that write to people, with whom they concern.

use chrono::Utc;
use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::Code;
use magnetiq_shared::staff::sessions::{Cancellation, Reschedule, StaffSession};
use uuid::Uuid;

use super::acts::{Done, Target};
use super::busy::BusyNote;
use super::draft::Moment;
use super::words;
use crate::admin::form::{Form, FormTrouble, focus_first_wrong};
use crate::admin::kit::{Confirm, DateInput, NumberInput, TimeInput, Toggle};
use crate::api::planning;
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::load::{Load, load};
use crate::ui::{Button, Dialog, Field, Look, ZoneSelect, follow, use_toasts};

/// Whom an act on this session concerns, in a sentence.
#[component]
fn ConcernedLine(id: Uuid) -> impl IntoView {
    let i18n = use_i18n();
    let loaded = load(|| (), None, move |()| async move { planning::concerned(id).await });
    let text = move || match loaded.get() {
        Load::Ready(who) => words::concerned(i18n, &who),
        Load::Waiting => t_string!(i18n, planning.counting).to_owned(),
        Load::Failed(_) => t_string!(i18n, planning.not_counted).to_owned(),
    };
    view! { <p class="quiet" role="status">{text}</p> }
}

/// Whether everybody is told: on unless somebody switches it off.
#[component]
fn Tell(on: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    view! { <Toggle label=t_string!(i18n, planning.tell_them) on=on on_change=Callback::new(move |is_on| on.set(is_on)) /> }
}

/// Asks before a session is cancelled.
#[component]
pub fn CancelDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Which session.
    target: RwSignal<Option<Target>>,
    /// Gets what became of it.
    on_done: Callback<Done>,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let (reason, tell) = (RwSignal::new(String::new()), RwSignal::new(true));
    Effect::new(move |_| {
        if open.get() {
            reason.set(String::new());
            tell.set(true);
            form.clear();
        }
    });
    let title = move || target.with(|of| of.as_ref().map(|of| of.title.clone()).unwrap_or_default());
    let cancel = Callback::new(move |()| {
        let Some(of) = target.get_untracked() else { return };
        let why = reason.get_untracked().trim().to_owned();
        let what =
            Cancellation { reason: Some(why).filter(|why| !why.is_empty()), notify: tell.get_untracked() };
        let said = t_string!(i18n, planning.cancelled_done);
        form.send(async move { planning::cancel(of.id, of.version, &what).await }, move |session| {
            open.set(false);
            toasts.say(said);
            on_done.run(Done::Changed(Box::new(session)));
        });
    });
    view! {
        <Confirm
            open=open
            title=Signal::derive(move || fill(t_string!(i18n, planning.cancel_title), &[("title", &title())]))
            text=t_string!(i18n, planning.cancel_text)
            act=t_string!(i18n, planning.cancel)
            busy=form.busy
            on_confirm=cancel
        >
            <FormTrouble form=form />
            {follow(move || target.get().map(|of| view! { <ConcernedLine id=of.id /> }).into_any())}
            <Field label=t_string!(i18n, planning.reason) name="reason" value=reason rows=3 required=false
                hint=Signal::stored(t_string!(i18n, planning.reason_hint).to_owned()) error=form.error("/reason") />
            <Tell on=tell />
        </Confirm>
    }
}

/// Moves a published session.
#[component]
pub fn RescheduleDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The session as it is.
    session: RwSignal<StaffSession>,
    /// Gets the session as it is then.
    on_done: Callback<StaffSession>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Dialog open=open labelled_by="move-title" close_label=t_string!(i18n, admin.close) class="form-dialog" light_dismiss=false>
            <MoveForm open=open session=session on_done=on_done />
        </Dialog>
    }
}

#[component]
fn MoveForm(
    open: RwSignal<bool>,
    session: RwSignal<StaffSession>,
    on_done: Callback<StaffSession>,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let now = session.get_untracked();
    let start = Moment::default();
    start.put(Some(now.fields.starts_at), &now.fields.timezone);
    let minutes = RwSignal::new(now.fields.duration_minutes.to_string());
    let zone = RwSignal::new(now.fields.timezone.clone());
    let (note, tell) = (RwSignal::new(String::new()), RwSignal::new(true));
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let starts_at = untrack(|| start.at(&zone.get()));
        if !form.check("/startsAt", starts_at.ok_or(Code::Required)) {
            return focus_first_wrong();
        }
        let note = note.get_untracked().trim().to_owned();
        let to = Reschedule {
            starts_at: starts_at.unwrap_or(chrono::DateTime::<Utc>::MIN_UTC),
            duration_minutes: minutes.get_untracked().trim().parse().ok(),
            timezone: Some(zone.get_untracked()),
            notify: tell.get_untracked(),
            note: Some(note).filter(|note| !note.is_empty()),
        };
        let (id, version) = session.with_untracked(|session| (session.id, session.version));
        let said = t_string!(i18n, planning.moved);
        form.send(async move { planning::reschedule(id, version, &to).await }, move |session| {
            open.set(false);
            toasts.say(said);
            on_done.run(session);
        });
    };
    view! {
        <form class="stack" on:submit=send novalidate>
            <h2 id="move-title">{t_string!(i18n, planning.move_title)}</h2>
            <ConcernedLine id=now.id />
            <FormTrouble form=form />
            <div class="pair">
                <DateInput label=t_string!(i18n, planning.day) name="day" value=start.day error=form.error("/startsAt") />
                <TimeInput label=t_string!(i18n, planning.time) name="time" value=start.time />
                <NumberInput label=t_string!(i18n, planning.minutes) name="minutes" value=minutes min=5 max=720
                    unit=t_string!(i18n, planning.minutes_unit) error=form.error("/durationMinutes") />
                <ZoneSelect label=t_string!(i18n, planning.zone) name="zone" value=zone />
            </div>
            <BusyNote
                speaker=Signal::stored(now.fields.speaker_id.to_string()) at=Signal::derive(move || start.at(&zone.get()))
                minutes=minutes except=Some(now.id)
            />
            <Field label=t_string!(i18n, planning.note) name="note" value=note rows=3 required=false
                hint=Signal::stored(t_string!(i18n, planning.note_hint).to_owned()) error=form.error("/note") />
            <Tell on=tell />
            <div class="button-row ends">
                <Button look=Look::Plain on_press=Callback::new(move |()| open.set(false))>{t_string!(i18n, admin.keep)}</Button>
                <Button kind="submit" busy=form.busy>{t_string!(i18n, planning.move_it)}</Button>
            </div>
        </form>
    }
}
