//! The overview's head: what this is, what stands behind it, and the next session.

use leptos::prelude::*;
use magnetiq_shared::links;
use magnetiq_shared::sessions::{SessionCard, SessionStatus};
use magnetiq_shared::site::Figures;

use crate::format::date::{Writer, in_days, machine};
use crate::format::number::number;
use crate::i18n::{fill, t, t_string, use_i18n};
use crate::session::offer::price_now;
use crate::session::{CoverPicture, Person, facts};
use crate::state::clock;
use crate::state::locale::use_language;
use crate::state::site::use_site;
use crate::ui::{Pill, Skeleton};

/// The overview's head.
#[component]
pub fn Hero() -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let site = use_site();
    let tagline =
        Signal::derive(move || site.get().map(|site| format!("{} ", site.tagline.get(language.get()))));
    view! {
        <section class="hero">
            <div class="wrap">
                <div>
                    <h1>{t!(i18n, overview.hero_title)}</h1>
                    <p class="lead">{tagline} {t!(i18n, overview.hero_lead)}</p>
                    <p class="proof">
                        {move || site.get().map(|site| view! { <Proof figures=site.figures /> })}
                        <span>{t!(i18n, overview.languages)}</span>
                    </p>
                </div>
                {move || match site.get() {
                    None => view! { <WaitingNext /> }.into_any(),
                    Some(site) => {
                        site.upcoming.into_iter().next().map(|session| view! { <Next session=session /> }).into_any()
                    }
                }}
            </div>
        </section>
    }
}

/// Figures that speak for the program, as far as there are any.
#[component]
fn Proof(figures: Figures) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let held = (figures.sessions > 0).then(|| {
        let since = Signal::derive(move || match figures.since {
            Some(year) => fill(t_string!(i18n, overview.sessions_since), &[("year", &year.to_string())]),
            None => t_string!(i18n, overview.sessions_held).to_string(),
        });
        view! {
            <span>
                <b>{move || number(language.get(), figures.sessions.into(), 0)}</b>
                " "
                {since}
            </span>
        }
    });
    let rated = figures.rating.filter(|_| figures.ratings > 0).map(|rating| {
        let of = Signal::derive(move || {
            let ratings = number(language.get(), figures.ratings.into(), 0);
            fill(t_string!(i18n, overview.of_five), &[("ratings", &ratings)])
        });
        view! {
            <span>
                <b>{move || number(language.get(), rating.into(), 1)}</b>
                " "
                {of}
            </span>
        }
    });
    (held, rated)
}

/// The next session, or the one that is on now; the title's link covers it.
#[component]
fn Next(session: SessionCard) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let now = clock::now();
    let card = session.clone();
    let when = Signal::derive(move || {
        let language = language.get();
        let day = Writer::visitors(language).short(card.starts_at, now);
        let minutes = facts::minutes(i18n, card.duration_minutes);
        format!("{day} · {minutes} · {}", facts::price(i18n, language, price_now(&card, now)))
    });
    let SessionCard { slug, title, cover, speaker, starts_at, status, .. } = session;
    let hue = cover.hue;
    view! {
        <article class="next">
            <CoverPicture cover=cover>
                <Pill class="warm">
                    {move || match status {
                        SessionStatus::Live => t_string!(i18n, session.live).to_string(),
                        _ => {
                            let days = in_days(language.get(), starts_at, now);
                            fill(t_string!(i18n, overview.next), &[("days", &days)])
                        }
                    }}
                </Pill>
            </CoverPicture>
            <div class="body">
                <p class="when">
                    <time datetime=machine(starts_at)>{when}</time>
                </p>
                <h2>
                    <a href=move || {
                        links::landing(language.get(), &slug)
                    }>{move || title.get(language.get()).to_owned()}</a>
                </h2>
                <Person speaker=speaker hue=hue />
            </div>
        </article>
    }
}

#[component]
fn WaitingNext() -> impl IntoView {
    view! {
        <div class="next" aria-hidden="true">
            <Skeleton class="picture" />
            <div class="body">
                <p class="when">
                    <Skeleton class="line short" />
                </p>
                <h2>
                    <Skeleton class="title" />
                    <Skeleton class="title" />
                </h2>
                <div class="person"></div>
            </div>
        </div>
    }
}
