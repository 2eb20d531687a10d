//! What came of a speaker's sessions, and which they have.

use leptos::prelude::*;
use magnetiq_shared::sessions::SessionStatus;
use magnetiq_shared::speakers::staff::{Speaker, SpeakerSession};
use uuid::Uuid;

use crate::admin::kit::{State, Status};
use crate::admin::list::failed;
use crate::admin::me::{open_page, use_me, writer};
use crate::api::speaker_directory;
use crate::format::number::{number, percent};
use crate::i18n::{Texts, counted, t_string, use_i18n};
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::{Skeleton, follow};

/// The figures.
#[component]
pub fn Facts(speaker: Speaker) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_me().language;
    let figures = speaker.figures;
    let unknown = || "–".to_owned();
    let all = [
        (t_string!(i18n, people.held), figures.held.to_string()),
        (t_string!(i18n, people.planned), figures.planned.to_string()),
        (t_string!(i18n, people.registrations), number(language, f64::from(figures.registrations), 0)),
        (
            t_string!(i18n, people.came),
            figures.attendance_rate.map_or_else(unknown, |rate| percent(language, rate)),
        ),
        (
            t_string!(i18n, people.rating),
            figures.average_rating.map_or_else(unknown, |rate| number(language, rate, 1)),
        ),
    ];
    let cells =
        all.into_iter().map(|(name, value)| view! { <div><dt>{name}</dt><dd><b>{value}</b></dd></div> });
    view! { <dl class="figures five card">{cells.collect_view()}</dl> }
}

/// Their sessions.
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
        Load::Ready(page) => {
            let rows = page.data.into_iter().rev().map(session).collect_view();
            view! { <ul class="lines">{rows}</ul> }.into_any()
        }
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

fn session(one: SpeakerSession) -> impl IntoView {
    let i18n = use_i18n();
    let writer = writer();
    let title = one.title.get(writer.language).to_owned();
    let name = match open_page(&format!("/admin/webinars/sessions/{}", one.id)) {
        Some(href) => view! { <a class="row-link" href=href>{title}</a> }.into_any(),
        None => view! { <b>{title}</b> }.into_any(),
    };
    let people = counted(one.registrations, t_string!(i18n, people.place), t_string!(i18n, people.places));
    let (tone, word) = state(i18n, one.status);
    view! {
        <li>
            <div>{name}<small>{writer.short(one.starts_at, clock::now())} ", " {people}</small></div>
            <Status state=tone>{word}</Status>
        </li>
    }
}

fn state(i18n: Texts, status: SessionStatus) -> (State, &'static str) {
    match status {
        SessionStatus::Draft => (State::Draft, t_string!(i18n, people.draft)),
        SessionStatus::Published => (State::Good, t_string!(i18n, people.published)),
        SessionStatus::Live => (State::Info, t_string!(i18n, people.live)),
        SessionStatus::Completed => (State::Off, t_string!(i18n, people.over)),
        SessionStatus::Cancelled => (State::Bad, t_string!(i18n, people.cancelled)),
    }
}
