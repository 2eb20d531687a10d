//! The next sessions and the newest registrations.

use leptos::prelude::*;
use magnetiq_shared::dashboard::NextSession;
use magnetiq_shared::links;
use magnetiq_shared::registrations::Registration;
use magnetiq_shared::sessions::SessionStatus;

use crate::admin::kit::{Avatar, State, Status};
use crate::admin::me::{open_page, use_me, writer};
use crate::admin::registrations::words::state;
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::clock;

/// Where all registrations stand.
const REGISTRATIONS: &str = links::admin_registrations();

/// What comes next.
#[component]
pub fn NextSessions(sessions: Vec<NextSession>) -> impl IntoView {
    let i18n = use_i18n();
    let all = open_page("/admin/webinars/sessions")
        .map(|href| view! { <a href=href>{t_string!(i18n, dashboard.all_sessions)}</a> });
    let body = match sessions.is_empty() {
        true => view! { <p class="quiet pad">{t_string!(i18n, dashboard.no_sessions)}</p> }.into_any(),
        false => view! {
            <table class="table">
                <caption class="hide">{t_string!(i18n, dashboard.next_sessions)}</caption>
                <thead>
                    <tr>
                        <th>{t_string!(i18n, dashboard.starts_head)}</th>
                        <th class="main">{t_string!(i18n, dashboard.session)}</th>
                        <th>{t_string!(i18n, dashboard.seats)}</th>
                        <th class="num p1">{t_string!(i18n, dashboard.seven_days)}</th>
                    </tr>
                </thead>
                <tbody>{sessions.into_iter().map(session).collect_view()}</tbody>
            </table>
        }
        .into_any(),
    };
    view! {
        <section class="card box" aria-labelledby="next-title">
            <header><h2 id="next-title">{t_string!(i18n, dashboard.next_sessions)}</h2>{all}</header>
            {body}
        </section>
    }
}

fn session(session: NextSession) -> impl IntoView {
    let i18n = use_i18n();
    let (now, writer) = (clock::now(), writer());
    let title = session.title.get(writer.language).to_owned();
    let name = match open_page(&links::admin_session(session.id)) {
        Some(href) => view! { <a class="row-link" href=href>{title}</a> }.into_any(),
        None => view! { <b>{title}</b> }.into_any(),
    };
    let is_full = session.capacity.is_some_and(|seats| session.taken >= seats);
    let seats = match session.capacity {
        Some(seats) => {
            let of = fill(t_string!(i18n, dashboard.of), &[("seats", &seats.to_string())]);
            let part =
                format!("{:.1}%", f64::from(session.taken.min(seats)) / f64::from(seats.max(1)) * 100.0);
            view! {
                <span class="seats"><span class="nowrap"><b>{session.taken}</b> " " <span class="quiet">{of}</span></span>
                    <span class="meter" class:full=is_full aria-hidden="true" style=("--part", part)></span></span>
            }
            .into_any()
        }
        None => view! { <b>{session.taken}</b> }.into_any(),
    };
    let week = match (session.status, is_full) {
        (SessionStatus::Live, _) => {
            view! { <Status state=State::Info>{t_string!(i18n, dashboard.live)}</Status> }.into_any()
        }
        (_, true) if session.waiting > 0 => {
            fill(t_string!(i18n, dashboard.waiting), &[("count", &session.waiting.to_string())]).into_any()
        }
        (_, true) => t_string!(i18n, dashboard.full).into_any(),
        _ => format!("+{}", session.last_week).into_any(),
    };
    view! {
        <tr>
            <td class="nowrap when"><b>{writer.short_day(session.starts_at, now)}</b> " " <span class="quiet">{writer.time(session.starts_at)}</span></td>
            <td class="main">
                <span class="person">
                    <Avatar name=Signal::stored(session.speaker.clone()) />
                    <span>{name}<small>{session.speaker}</small></span>
                </span>
            </td>
            <td>{seats}</td>
            <td class="num p1">{week}</td>
        </tr>
    }
}

/// Who registered last.
#[component]
pub fn NewestRegistrations(registrations: Vec<Registration>) -> impl IntoView {
    let i18n = use_i18n();
    let body = match registrations.is_empty() {
        true => view! { <p class="quiet pad">{t_string!(i18n, dashboard.no_registrations)}</p> }.into_any(),
        false => view! {
            <table class="table">
                <caption class="hide">{t_string!(i18n, dashboard.newest)}</caption>
                <thead class="hide">
                    <tr>
                        <th>{t_string!(i18n, dashboard.time)}</th>
                        <th class="main">{t_string!(i18n, dashboard.person)}</th>
                        <th class="p2">{t_string!(i18n, dashboard.session)}</th>
                        <th>{t_string!(i18n, dashboard.state)}</th>
                    </tr>
                </thead>
                <tbody>{registrations.into_iter().map(registration).collect_view()}</tbody>
            </table>
        }
        .into_any(),
    };
    view! {
        <section class="card box" aria-labelledby="newest-title">
            <header>
                <h2 id="newest-title">{t_string!(i18n, dashboard.newest)}</h2>
                <a href=REGISTRATIONS>{t_string!(i18n, dashboard.all_registrations)}</a>
            </header>
            {body}
        </section>
    }
}

fn registration(one: Registration) -> impl IntoView {
    let i18n = use_i18n();
    let (now, writer) = (clock::now(), writer());
    let language = use_me().language;
    let name = format!("{} {}", one.first_name, one.last_name).trim().to_owned();
    let shown = if name.is_empty() { one.reference.clone() } else { name.clone() };
    let is_today = writer.short_day(one.registered_at, now) == writer.short_day(now, now);
    let when = match is_today {
        true => writer.time(one.registered_at),
        false => writer.brief_day(one.registered_at),
    };
    let (tone, word) = state(i18n, one.status);
    view! {
        <tr>
            <td class="nowrap quiet when">{when}</td>
            <td class="main">
                <span class="person">
                    <Avatar name=Signal::stored(name) />
                    <span>
                        <a class="row-link" href=format!("{REGISTRATIONS}?registration={}", one.id)>{shown}</a>
                        <small>{one.company}</small>
                    </span>
                </span>
            </td>
            <td class="p2 quiet"><span class="clip">{one.session.title.get(language).to_owned()}</span></td>
            <td><Status state=tone>{word}</Status></td>
        </tr>
    }
}
