//! Sessions of a month: a table of days, and a list of those that have some where there is little room. Which month
//! it is stands in the address.

use std::collections::BTreeMap;

use chrono::{NaiveDate, Weekday};
use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::Language;
use magnetiq_shared::staff::sessions::{SessionRow, StaffSessionFilters};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{LIST, words};
use crate::admin::filters::{href_with, parameter};
use crate::admin::kit::Status;
use crate::admin::list::failed;
use crate::admin::me::use_me;
use crate::admin::month::{Month, noon, week_begins};
use crate::api::planning;
use crate::format::date::Writer;
use crate::format::local;
use crate::i18n::{counted, t_string, use_i18n};
use crate::state::address::{Go, use_address};
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::{Icon, follow};

/// The month that the address names; else the one in which it is now in this zone. Followed.
pub fn chosen(text: &str, zone: &str) -> Month {
    Month::read(text).unwrap_or_else(|| Month::of(today(zone)))
}

fn today(zone: &str) -> NaiveDate {
    local::wall_clock(clock::now(), zone).date()
}

/// The calendar.
#[component]
pub fn Calendar(
    /// What is asked for, the month's bounds among it.
    asked: Memo<StaffSessionFilters>,
    /// IANA name of the zone whose days these are.
    zone: Memo<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let address = use_address();
    let language = use_me().language;
    let begins = week_begins(language);
    let text = parameter("month");
    let month = Memo::new(move |_| chosen(&text.get(), &zone.get()));
    let loaded = load(
        move || asked.get(),
        None,
        |filters: StaffSessionFilters| async move { planning::every(&filters).await },
    );
    // While another month is on its way its days stand there already, empty.
    let rows = move || match loaded.get() {
        Load::Ready(rows) => rows,
        Load::Waiting | Load::Failed(_) => Vec::new(),
    };
    let to = move |month: Month| href_with(&address, &[("month", Some(&month.text()))]);
    let now = move || href_with(&address, &[("month", None)]);
    let keys = move |event: ev::KeyboardEvent| {
        let month = month.get_untracked();
        let go = |month: Month| address.go(&untrack(|| to(month)), Go::Quietly);
        match event.key().as_str() {
            "PageUp" => go(month.before()),
            "PageDown" => go(month.after()),
            "ArrowLeft" | "ArrowUp" => step(&event, -1),
            "ArrowRight" | "ArrowDown" => step(&event, 1),
            _ => return,
        }
        event.prevent_default();
    };
    let name = move || month_name(language, month.get());
    let count = move || match loaded.get() {
        Load::Ready(rows) if rows.is_empty() => t_string!(i18n, planning.month_empty).to_owned(),
        Load::Ready(rows) => {
            counted(rows.len() as u32, t_string!(i18n, planning.count_one), t_string!(i18n, planning.count))
        }
        Load::Waiting => t_string!(i18n, planning.counting).to_owned(),
        Load::Failed(_) => String::new(),
    };
    let body = move || {
        if matches!(loaded.get(), Load::Failed(_)) {
            return failed(Callback::new(move |()| loaded.retry()));
        }
        table(language, month.get(), begins, &zone.get(), rows())
    };
    view! {
        <section class="calendar" aria-labelledby="month-name" on:keydown=keys>
            <header class="line">
                <h2 id="month-name">{name}</h2>
                <small role="status">{count}</small>
                <nav class="button-row push" aria-label=t_string!(i18n, planning.month)>
                    <a class="icon-button" href=move || to(month.get().before()) data-stay aria-label=t_string!(i18n, planning.month_before) aria-keyshortcuts="PageUp">
                        <Icon name="left" />
                    </a>
                    <a class="button plain" href=now data-stay>{t_string!(i18n, planning.today)}</a>
                    <a class="icon-button" href=move || to(month.get().after()) data-stay aria-label=t_string!(i18n, planning.month_after) aria-keyshortcuts="PageDown">
                        <Icon name="right" />
                    </a>
                </nav>
            </header>
            {follow(body)}
        </section>
    }
}

/// The days, each with its sessions, the earliest first.
fn table(language: Language, month: Month, begins: Weekday, zone: &str, rows: Vec<SessionRow>) -> AnyView {
    let mut days: BTreeMap<NaiveDate, Vec<SessionRow>> = BTreeMap::new();
    for row in rows {
        days.entry(local::wall_clock(row.starts_at, zone).date()).or_default().push(row);
    }
    let writer = Writer::new(language, zone);
    let weeks = month.weeks(begins);
    let plain = Writer::new(language, "UTC");
    let head = weeks.first().map(|week| week.map(|day| plain.weekday(noon(day)))).unwrap_or_default();
    let today = today(zone);
    let mut cell = |day: NaiveDate| {
        let sessions = days.remove(&day).unwrap_or_default();
        let links =
            sessions.into_iter().map(|session| view! { <li>{link(language, &writer, &session)}</li> });
        let links = links.collect::<Vec<_>>();
        let is_free = links.is_empty();
        view! {
            <td class:other=!month.has(day) class:free=is_free aria-current=(day == today).then_some("date")>
                <time datetime=day.to_string()>
                    <span class="short" aria-hidden="true">{plain.day(noon(day))}</span>
                    <span class="long">{plain.weekday_and_day(noon(day))}</span>
                </time>
                {(!is_free).then(|| view! { <ul>{links}</ul> })}
            </td>
        }
    };
    let rows: Vec<_> = weeks
        .into_iter()
        .map(|week| view! { <tr>{week.map(&mut cell).into_iter().collect_view()}</tr> })
        .collect();
    view! {
        <table class="month">
            <thead><tr>{head.map(|name| view! { <th scope="col">{name}</th> }).into_iter().collect_view()}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn link(language: Language, writer: &Writer, session: &SessionRow) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let title = session.title.get(language).to_owned();
    let (state, word) = words::status(i18n, session.status);
    let time = writer.time(session.starts_at);
    view! {
        <a href=format!("{LIST}/{}", session.id) title=format!("{title} · {}", session.speaker.name)>
            <Status state=state><b>{time}</b><span class="hide">{word}</span></Status>
            <span class="clip">{title.clone()}</span>
        </a>
    }
}

/// Moves the focus to the session before or after the one that has it.
fn step(event: &ev::KeyboardEvent, by: i32) {
    let here = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Ok(links) = document().query_selector_all(".month a") else { return };
    let all: Vec<HtmlElement> =
        (0..links.length()).filter_map(|at| links.get(at)?.dyn_into::<HtmlElement>().ok()).collect();
    let at = all.iter().position(|link| here.as_ref().is_some_and(|here| **link == *here));
    let next = match at {
        Some(at) => (at as i32 + by).clamp(0, all.len() as i32 - 1) as usize,
        None => 0,
    };
    if let Some(link) = all.get(next) {
        // A link that has gone meanwhile needs no focus.
        let _ = link.focus();
    }
}

fn month_name(language: Language, month: Month) -> String {
    Writer::new(language, "UTC").month_and_year(noon(month.first()))
}
