//! When a speaker is busy: their sessions to come in a month's calendar and as a list, with those that overlap marked.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use leptos::prelude::*;
use magnetiq_shared::links;
use magnetiq_shared::sessions::SessionStatus;
use magnetiq_shared::speakers::staff::SpeakerSession;
use uuid::Uuid;

use crate::admin::kit::{State, Status};
use crate::admin::list::failed;
use crate::admin::me::{open_page, writer};
use crate::admin::month::{Month, noon, week_begins};
use crate::admin::sessions::words::status;
use crate::api::speaker_directory;
use crate::format::date::Writer;
use crate::format::local::wall_clock;
use crate::i18n::{counted, fill, t_string, use_i18n};
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::{Icon, Skeleton, follow};

/// The part of the page.
#[component]
pub fn Calendar(id: Uuid) -> impl IntoView {
    let i18n = use_i18n();
    let loaded = load(move || id, None, |id| async move { speaker_directory::sessions(id).await });
    let again = Callback::new(move |()| loaded.retry());
    let content = move || match loaded.get() {
        Load::Waiting => view! { <Skeleton /> }.into_any(),
        Load::Failed(_) => failed(again),
        Load::Ready(page) if page.data.is_empty() => {
            view! { <p class="quiet">{t_string!(i18n, people.no_sessions)}</p> }.into_any()
        }
        Load::Ready(page) => view! { <Busy sessions=page.data /> }.into_any(),
    };
    view! {
        <section class="part">
            <div>
                <h2>{t_string!(i18n, people.sessions)}</h2>
                <p class="quiet">{t_string!(i18n, people.sessions_text)}</p>
            </div>
            <div class="card">{follow(content)}</div>
        </section>
    }
}

#[component]
fn Busy(sessions: Vec<SpeakerSession>) -> impl IntoView {
    let i18n = use_i18n();
    let now = clock::now();
    let (to_come, past): (Vec<_>, Vec<_>) = sessions.into_iter().partition(|one| end(one) > now);
    let clashes = clashes(&to_come);
    let is_free = to_come.is_empty();
    let month = (!is_free)
        .then(|| view! { <Month sessions=to_come.clone() clashing=clashes.keys().copied().collect() /> });
    let lines = to_come.into_iter().map(|one| {
        let with = clashes.get(&one.id).cloned();
        session(one, with)
    });
    let count = past.len() as u32;
    let earlier = (count > 0).then(|| {
        let title = counted(count, t_string!(i18n, people.earlier_one), t_string!(i18n, people.earlier));
        let lines = past.into_iter().rev().map(|one| session(one, None)).collect_view();
        view! { <details class="earlier"><summary>{title}</summary><ul class="lines">{lines}</ul></details> }
    });
    view! {
        {month}
        {is_free.then(|| view! { <p class="quiet">{t_string!(i18n, people.none_to_come)}</p> })}
        <ul class="lines">{lines.collect_view()}</ul>
        {earlier}
    }
}

fn end(one: &SpeakerSession) -> DateTime<Utc> {
    one.starts_at + TimeDelta::minutes(one.duration_minutes.into())
}

/// The sessions that overlap another one, with the titles of those. What is cancelled takes no time; drafts do.
fn clashes(all: &[SpeakerSession]) -> BTreeMap<Uuid, Vec<magnetiq_shared::TranslatedText>> {
    let taking: Vec<_> = all.iter().filter(|one| one.status != SessionStatus::Cancelled).collect();
    let mut found: BTreeMap<Uuid, Vec<_>> = BTreeMap::new();
    for (at, one) in taking.iter().enumerate() {
        for other in &taking[at + 1..] {
            if one.starts_at < end(other) && other.starts_at < end(one) {
                found.entry(one.id).or_default().push(other.title.clone());
                found.entry(other.id).or_default().push(one.title.clone());
            }
        }
    }
    found
}

/// A month's days; the list below says the same in words.
#[component]
fn Month(sessions: Vec<SpeakerSession>, clashing: BTreeSet<Uuid>) -> impl IntoView {
    let i18n = use_i18n();
    let writer = writer();
    let zone = writer.zone.clone();
    let day = |one: &SpeakerSession| wall_clock(one.starts_at, &zone).date();
    let taken = sessions.iter().filter(|one| one.status != SessionStatus::Cancelled);
    let days: BTreeMap<NaiveDate, bool> = taken.fold(BTreeMap::new(), |mut days, one| {
        *days.entry(day(one)).or_default() |= clashing.contains(&one.id);
        days
    });
    let days = StoredValue::new(days);
    let today = wall_clock(clock::now(), &zone).date();
    let first = days.with_value(|days| days.keys().next().copied()).unwrap_or(today);
    let shown = RwSignal::new(Month::of(first));
    let language = writer.language;
    let begins = week_begins(language);
    let calendar = StoredValue::new(Writer::new(language, "UTC"));
    let heads = move || {
        let week = shown.get().weeks(begins).first().copied();
        let name = |day| view! { <small>{calendar.with_value(|writer| writer.weekday(noon(day)))}</small> };
        week.map(|week| week.map(name).into_iter().collect_view())
    };
    let cells = move || {
        let month = shown.get();
        let cell = move |day: NaiveDate| {
            let state = days.with_value(|days| days.get(&day).copied());
            view! {
                <span
                    class:out=!month.has(day) class:taken=state.is_some() class:clash=state == Some(true)
                    class:today=day == today
                >
                    {day.day()}
                </span>
            }
        };
        month.weeks(begins).into_iter().flatten().map(cell).collect_view()
    };
    let step = move |name: &'static str, icon: &'static str, to: fn(Month) -> Month| {
        view! {
            <button type="button" class="icon-button small" aria-label=name title=name on:click=move |_| shown.update(|shown| *shown = to(*shown))>
                <Icon name=icon />
            </button>
        }
    };
    view! {
        <div class="busy-month">
            <header>
                {step(t_string!(i18n, planning.month_before), "left", Month::before)}
                <b role="status">{move || calendar.with_value(|writer| writer.month_and_year(noon(shown.get().first())))}</b>
                {step(t_string!(i18n, planning.month_after), "right", Month::after)}
            </header>
            <div class="days" aria-hidden="true">
                {heads}
                {cells}
            </div>
        </div>
    }
}

fn session(one: SpeakerSession, overlaps: Option<Vec<magnetiq_shared::TranslatedText>>) -> impl IntoView {
    let i18n = use_i18n();
    let writer = writer();
    let title = one.title.get(writer.language).to_owned();
    let name = match open_page(&links::admin_session(one.id)) {
        Some(href) => view! { <a class="row-link" href=href>{title}</a> }.into_any(),
        None => view! { <b>{title}</b> }.into_any(),
    };
    let people = counted(one.registrations, t_string!(i18n, people.place), t_string!(i18n, people.places));
    let (tone, word) = status(i18n, one.status);
    let clash = overlaps.map(|titles| {
        let titles: Vec<_> = titles.iter().map(|title| title.get(writer.language)).collect();
        let text = fill(t_string!(i18n, people.overlaps), &[("title", &titles.join(", "))]);
        view! { <Status state=State::Warn>{text}</Status> }
    });
    view! {
        <li>
            <div>
                {name}
                <small>{writer.short(one.starts_at, clock::now())} ", " {people}</small>
                {clash}
            </div>
            <Status state=tone>{word}</Status>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use magnetiq_shared::TranslatedText;

    use super::*;

    fn at(id: u128, hour: i64, status: SessionStatus) -> SpeakerSession {
        SpeakerSession {
            id: Uuid::from_u128(id),
            slug: String::new(),
            title: TranslatedText::new(&id.to_string(), ""),
            status,
            starts_at: DateTime::UNIX_EPOCH + TimeDelta::hours(hour),
            duration_minutes: 60,
            timezone: "UTC".to_owned(),
            registrations: 0,
        }
    }

    #[test]
    fn what_touches_does_not_overlap_and_what_is_cancelled_takes_no_time() {
        let (draft, gone) = (SessionStatus::Draft, SessionStatus::Cancelled);
        let all = [at(1, 9, draft), at(2, 10, draft), at(3, 10, gone), at(4, 10, draft)];
        assert_eq!(clashes(&all).keys().map(|id| id.as_u128()).collect::<Vec<_>>(), [2, 4]);
    }
}
