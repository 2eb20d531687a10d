//! Reading in the report of the meeting service: first what it would do, then done.

use leptos::html;
use leptos::prelude::*;
use magnetiq_shared::attendance::{ReportFate, ReportOutcome, ReportPerson, ReportQuery, ReportSource};
use uuid::Uuid;
use web_sys::File;

use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::{NumberInput, State, Status};
use crate::api::closing;
use crate::i18n::{fill, t_string, use_i18n};
use crate::ui::{Button, Dialog, Icon, Look, follow, use_toasts};

/// How many people are shown of a report.
const SHOWN: usize = 200;

/// The dialog.
#[component]
pub fn ReportDialog(id: Uuid, open: RwSignal<bool>, on_done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Dialog open=open labelled_by="report-title" close_label=t_string!(i18n, admin.close) class="form-dialog wide" light_dismiss=false>
            <ReportForm id=id open=open on_done=on_done />
        </Dialog>
    }
}

#[component]
fn ReportForm(id: Uuid, open: RwSignal<bool>, on_done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let minutes = RwSignal::new("1".to_owned());
    let file = RwSignal::new_local(None::<File>);
    let told = RwSignal::new(None::<ReportOutcome>);
    let field = NodeRef::<html::Input>::new();
    let send = move |dry_run: bool, done: Callback<ReportOutcome>| {
        let Some(chosen) = file.get_untracked() else { return };
        let query = ReportQuery {
            dry_run,
            min_minutes: minutes.get_untracked().trim().parse().unwrap_or(1),
            name: Some(chosen.name()),
        };
        form.send(async move { closing::import(id, &query, &chosen).await }, move |outcome| {
            done.run(outcome)
        });
    };
    let preview = move || send(true, Callback::new(move |outcome| told.set(Some(outcome))));
    let choose = move |_| {
        let chosen = field.get_untracked().and_then(|field| field.files()?.get(0));
        told.set(None);
        form.clear();
        file.set(chosen);
        preview();
    };
    let apply = Callback::new(move |()| {
        let said = t_string!(i18n, closing.report_done);
        send(
            false,
            Callback::new(move |_| {
                open.set(false);
                toasts.say(said);
                on_done.run(());
            }),
        );
    });
    let outcome = move || match told.get() {
        Some(outcome) => view! { <Told outcome=outcome /> }.into_any(),
        None => ().into_any(),
    };
    let may_apply = Memo::new(move |_| told.with(Option::is_some));
    let wrong = move || form.first_error_below("").map(|_| t_string!(i18n, closing.no_report));
    view! {
        <div class="stack">
            <h2 id="report-title">{t_string!(i18n, closing.read_in_title)}</h2>
            <p class="quiet">{t_string!(i18n, closing.read_in_text)}</p>
            <label class="field">
                <span class="label">{t_string!(i18n, closing.file)}</span>
                <input class="input" type="file" name="report" accept=".csv,.tsv,.txt,text/csv" node_ref=field on:change=choose />
            </label>
            <NumberInput label=t_string!(i18n, closing.min_minutes) name="minMinutes" value=minutes min=0 max=600
                unit=t_string!(i18n, planning.minutes_unit) />
            <p class="error" role="alert">{wrong}</p>
            <FormTrouble form=form />
            <div role="status" class="stack">{follow(outcome)}</div>
            <div class="button-row ends">
                <Button look=Look::Plain on_press=Callback::new(move |()| open.set(false))>{t_string!(i18n, admin.keep)}</Button>
                {follow(move || may_apply.get().then(|| view! {
                    <Button look=Look::Plain on_press=Callback::new(move |()| preview())>{t_string!(i18n, closing.look_again)}</Button>
                    <Button busy=form.busy on_press=apply>
                        <Icon name="check" />
                        {t_string!(i18n, closing.take_over)}
                    </Button>
                }).into_any())}
            </div>
        </div>
    }
}

/// What becomes of each.
#[component]
fn Told(outcome: ReportOutcome) -> impl IntoView {
    let i18n = use_i18n();
    let source = match outcome.source {
        ReportSource::Zoom => "Zoom",
        ReportSource::Teams => "Microsoft Teams",
        ReportSource::Webex => "Webex",
        ReportSource::Other => t_string!(i18n, closing.other_source),
    };
    let sum = fill(
        t_string!(i18n, closing.report_sum),
        &[
            ("source", source),
            ("attended", &outcome.attended.to_string()),
            ("missing", &outcome.missing.to_string()),
        ],
    );
    let more = outcome.people.len().saturating_sub(SHOWN);
    let rows = outcome.people.into_iter().take(SHOWN).map(row).collect_view();
    view! {
        <p><b>{sum}</b></p>
        <div class="table-scroll" tabindex="0" role="region" aria-label=t_string!(i18n, closing.people)>
            <table class="report">
                <thead>
                    <tr>
                        <th scope="col">{t_string!(i18n, closing.person)}</th>
                        <th scope="col">{t_string!(i18n, closing.minutes)}</th>
                        <th scope="col">{t_string!(i18n, closing.fate)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {(more > 0).then(|| view! { <small>{fill(t_string!(i18n, closing.and_more), &[("count", &more.to_string())])}</small> })}
    }
}

fn row(person: ReportPerson) -> impl IntoView {
    let i18n = use_i18n();
    let (tone, word) = match person.fate {
        ReportFate::Attended => (State::Good, t_string!(i18n, closing.fate_attended)),
        ReportFate::TooShort => (State::Warn, t_string!(i18n, closing.fate_too_short)),
        ReportFate::Unknown => (State::Off, t_string!(i18n, closing.fate_unknown)),
        ReportFate::Ambiguous => (State::Warn, t_string!(i18n, closing.fate_ambiguous)),
    };
    let minutes = person.minutes.map_or_else(|| "–".to_owned(), |minutes| minutes.to_string());
    view! {
        <tr>
            <td>{person.name}<small class="below">{person.email}</small></td>
            <td>{minutes}</td>
            <td><Status state=tone>{word}</Status><small class="below">{person.reference}</small></td>
        </tr>
    }
}
