//! The landing page's head: what, when, where, and what has become of it.

use leptos::prelude::*;
use magnetiq_shared::Language;
use magnetiq_shared::sessions::{Access, SessionCard, SessionPage, SessionStatus};

use super::day_of;
use crate::format::date::{Writer, machine};
use crate::i18n::{Texts, fill, t, t_string, use_i18n};
use crate::routes::Place;
use crate::session::CoverPicture;
use crate::session::facts::{held_in, level};
use crate::state::clock;
use crate::state::locale::use_language;
use crate::state::timezone::city;
use crate::ui::{DateTile, Icon, Notice, Pill, Tone};

/// The landing page's head.
#[component]
pub fn Hero(
    /// The session.
    page: SessionPage,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let session = StoredValue::new(page.card.clone());
    let category =
        Signal::derive(move || session.with_value(|s| s.category.name.get(language.get()).to_owned()));
    let card = page.card.clone();
    let cancelled = card.status == SessionStatus::Cancelled;
    view! {
        <header class="landing-hero" data-hue=card.cover.hue.word()>
            <div>
                <nav class="crumbs" aria-label=move || t_string!(i18n, landing.breadcrumb).to_string()>
                    <a href=move || Place::Overview.href(language.get())>{t!(i18n, site.webinars)}</a>
                    <span aria-hidden="true">"/"</span>
                    <span>{category}</span>
                </nav>
                <CoverPicture cover=card.cover.clone() />
                <div class="pills">
                    <Pill>{category}</Pill>
                    <Pill>{move || level(i18n, card.difficulty)}</Pill>
                    <Pill>{move || held_in(i18n, card.language)}</Pill>
                </div>
                <h1>{move || session.with_value(|s| s.title.get(language.get()).to_owned())}</h1>
                <p class="lead">{move || session.with_value(|s| s.summary.get(language.get()).to_owned())}</p>
                <Fate page=page.clone() />
                <div class="facts">
                    <When session=page.card.clone() />
                    {(!cancelled).then(|| view! { <Where session=page.card /> })}
                </div>
            </div>
        </header>
    }
}

/// What has become of it, where it is no longer simply to come.
#[component]
fn Fate(page: SessionPage) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let reason = page.cancel_reason.clone();
    let access = page.recording_access;
    let card = page.card;
    match card.status {
        SessionStatus::Cancelled => view! {
            <Notice
                tone=Tone::Bad
                title=Signal::derive(move || t_string!(i18n, landing.cancelled_title).to_string())
            >
                {reason.map(|reason| view! { <p>{reason}</p> })}
                <p>{t!(i18n, landing.cancelled_text)}</p>
            </Notice>
        }
        .into_any(),
        SessionStatus::Live => view! {
            <Notice
                tone=Tone::Good
                icon="video"
                title=Signal::derive(move || t_string!(i18n, landing.live_title).to_string())
            >
                <p>{t!(i18n, landing.live_text)}</p>
            </Notice>
        }
        .into_any(),
        SessionStatus::Completed => view! {
            <Notice title=Signal::derive(move || t_string!(i18n, landing.past_title).to_string())>
                <p>
                    {move || {
                        let day = day_of(&card, language.get());
                        fill(t_string!(i18n, landing.past_text), &[("day", &day)])
                    }}
                    " "
                    {move || kept(i18n, access)}
                </p>
            </Notice>
        }
        .into_any(),
        SessionStatus::Draft | SessionStatus::Published => ().into_any(),
    }
}

/// Who has the recording, where it is not for everybody.
fn kept(i18n: Texts, access: Option<Access>) -> &'static str {
    match access {
        Some(Access::Registrants) => t_string!(i18n, landing.recording_registrants),
        Some(Access::Attendees) => t_string!(i18n, landing.recording_attendees),
        Some(Access::Public) | None => "",
    }
}

/// Day and time: the visitor's first, the host's beside it where its clocks differ.
#[component]
fn When(session: SessionCard) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let (at, minutes) = (session.starts_at, session.duration_minutes);
    let writer = move || Writer::visitors(language.get());
    let zones = Signal::derive(move || zones_text(i18n, language.get(), &session));
    view! {
        <div class="fact">
            <DateTile
                month=Signal::derive(move || writer().month(at))
                day=Signal::derive(move || writer().day(at))
            />
            <div>
                <b>
                    <time datetime=machine(at)>{move || writer().long(at, minutes)}</time>
                </b>
                <small>{zones}</small>
            </div>
        </div>
    }
}

/// `Your time in London. 16:00–17:30 in Berlin, where it is hosted.`
fn zones_text(i18n: Texts, language: Language, session: &SessionCard) -> String {
    let (at, minutes) = (session.starts_at, session.duration_minutes);
    let here = Writer::visitors(language);
    let there = Writer::new(language, session.timezone.clone());
    if !here.differs_from(&there, at) {
        return fill(t_string!(i18n, landing.local_time), &[("city", &city(language, &session.timezone))]);
    }
    let mut times = there.time_range(at, minutes);
    if here.long_day(at) != there.long_day(at) {
        times = format!("{}, {times}", there.short_day(at, clock::now()));
    }
    let here = fill(t_string!(i18n, landing.your_time), &[("city", &city(language, &here.zone))]);
    let there = fill(
        t_string!(i18n, landing.host_time),
        &[("times", &times), ("city", &city(language, &session.timezone))],
    );
    format!("{here} {there}")
}

#[component]
fn Where(session: SessionCard) -> impl IntoView {
    let i18n = use_i18n();
    let minutes = session.duration_minutes;
    let over = session.status == SessionStatus::Completed;
    view! {
        <div class="fact">
            <span class="fact-icon">
                <Icon name="video" />
            </span>
            <div>
                {match over {
                    true => view! { <b>{t!(i18n, landing.was_online, n = minutes)}</b> }.into_any(),
                    false => {
                        view! {
                            <b>{t!(i18n, landing.online, n = minutes)}</b>
                            <small>{t!(i18n, landing.online_text)}</small>
                        }
                            .into_any()
                    }
                }}
            </div>
        </div>
    }
}
