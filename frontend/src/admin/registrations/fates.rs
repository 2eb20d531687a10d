//! What becomes of each row of a file.

use leptos::prelude::*;
use magnetiq_shared::FieldError;
use magnetiq_shared::registrations::{ImportReport, ImportRow, RowFate};

use super::HERE;
use crate::admin::kit::{State, Status};
use crate::admin::words as all_words;
use crate::i18n::{Texts, fill, t_string, use_i18n};
use crate::ui::Icon;

/// How many rows are drawn; what is wrong is drawn first.
const SHOWN: usize = 500;

/// The counts, how columns were read, and the rows.
#[component]
pub fn Fates(
    /// What becomes, or became, of the file.
    report: ImportReport,
    /// Whether it is done.
    done: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let counts = report.counts;
    let sums = [
        (RowFate::Registered, counts.registered),
        (RowFate::Waitlisted, counts.waitlisted),
        (RowFate::Known, counts.known),
        (RowFate::Full, counts.full),
        (RowFate::Wrong, counts.wrong),
        (RowFate::Failed, counts.failed),
    ];
    let sums = sums.into_iter().filter(|(_, count)| *count > 0).map(|(fate, count)| {
        let (tone, word) = called(i18n, fate, done);
        view! { <li><Status state=tone>{word}</Status> " " <b>{count}</b></li> }
    });
    let unread: Vec<String> = report
        .columns
        .iter()
        .filter(|column| column.field.is_none() && !column.header.is_empty())
        .map(|column| column.header.clone())
        .collect();
    let aside = (!unread.is_empty()).then(|| {
        let names = unread.join(", ");
        view! { <p class="quiet">{fill(t_string!(i18n, desk.left_aside), &[("names", &names)])}</p> }
    });
    let no_consent = (!done
        && report.columns.iter().all(|column| column.field.as_deref() != Some("marketingConsent")))
    .then(|| view! { <p class="quiet">{t_string!(i18n, desk.no_consent_column)}</p> });
    let all = report.rows.len();
    let mut rows = report.rows;
    // The sort is stable: within each part the order of the file stays.
    rows.sort_by_key(|row| !matches!(row.fate, RowFate::Wrong | RowFate::Full | RowFate::Failed));
    rows.truncate(SHOWN);
    let more = (all > rows.len()).then(|| {
        let count = (all - rows.len()).to_string();
        view! { <p class="quiet">{fill(t_string!(i18n, desk.more_rows), &[("count", &count)])}</p> }
    });
    view! {
        <section class="stack">
            <ul class="sums">{sums.collect_view()}</ul>
            {aside}
            {no_consent}
            <div class="table-frame">
                <table class="table">
                    <caption class="hide">{t_string!(i18n, desk.fates)}</caption>
                    <thead>
                        <tr>
                            <th class="fit num">{t_string!(i18n, desk.line)}</th>
                            <th class="main">{t_string!(i18n, registrations.person)}</th>
                            <th>{t_string!(i18n, desk.fate)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.into_iter().map(|row| one(i18n, row, done)).collect_view()}</tbody>
                </table>
            </div>
            {more}
        </section>
    }
}

fn one(i18n: Texts, row: ImportRow, done: bool) -> impl IntoView {
    let (tone, word) = called(i18n, row.fate, done);
    let wrong = row.errors.iter().map(|error| view! { <small class="below">{mistake(i18n, error)}</small> });
    let known = row.registration_id.filter(|_| done || row.fate == RowFate::Known).map(|id| {
        view! { <a href=format!("{HERE}?registration={id}") aria-label=t_string!(i18n, desk.open)><Icon name="right" /></a> }
    });
    view! {
        <tr>
            <td class="fit num">{row.line}</td>
            <td class="main"><span class="two-lines"><span>{row.name}</span><small>{row.email}</small></span></td>
            <td><span class="line"><Status state=tone>{word}</Status>{known}</span>{wrong.collect_view()}</td>
        </tr>
    }
}

/// How a fate is to be taken, and what it is called.
fn called(i18n: Texts, fate: RowFate, done: bool) -> (State, &'static str) {
    match (fate, done) {
        (RowFate::Registered, false) => (State::Good, t_string!(i18n, desk.will_register)),
        (RowFate::Registered, true) => (State::Good, t_string!(i18n, desk.was_registered)),
        (RowFate::Waitlisted, false) => (State::Draft, t_string!(i18n, desk.will_wait)),
        (RowFate::Waitlisted, true) => (State::Draft, t_string!(i18n, desk.waits)),
        (RowFate::Known, _) => (State::Off, t_string!(i18n, desk.is_known)),
        (RowFate::Full, _) => (State::Warn, t_string!(i18n, desk.no_seat)),
        (RowFate::Wrong, _) => (State::Bad, t_string!(i18n, desk.is_wrong)),
        (RowFate::Failed, _) => (State::Bad, t_string!(i18n, desk.has_failed)),
    }
}

/// Which field, and what is wrong with it.
fn mistake(i18n: Texts, error: &FieldError) -> String {
    let field = match error.pointer.as_str() {
        "/firstName" => t_string!(i18n, desk.first_name),
        "/lastName" => t_string!(i18n, desk.last_name),
        "/email" => t_string!(i18n, registrations.email),
        "/company" => t_string!(i18n, registrations.company),
        "/position" => t_string!(i18n, desk.position),
        "/phone" => t_string!(i18n, registrations.phone),
        "/website" => t_string!(i18n, registrations.website),
        "/language" => t_string!(i18n, registrations.language),
        "/timezone" => t_string!(i18n, desk.timezone),
        "/marketingConsent" => t_string!(i18n, registrations.news),
        _ => t_string!(i18n, registrations.needs),
    };
    format!("{field}: {}", all_words::code(i18n, error.code))
}
