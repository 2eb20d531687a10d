//! A session as a card, in full or in brief, and the card's outline while sessions are on their way.

use leptos::prelude::*;
use magnetiq_shared::links;
use magnetiq_shared::sessions::SessionCard;

use super::facts::{self, places, places_in_short, price};
use super::offer::{Offer, few_left, price_now};
use super::{Action, CoverPicture, Person, ShareMenu, Size};
use crate::api::sessions::calendar_url;
use crate::format::date::{Writer, machine};
use crate::i18n::{fill, t, t_string, use_i18n};
use crate::state::clock;
use crate::state::locale::use_language;
use crate::ui::{Icon, Pill, Skeleton};

/// A session with everything that helps to decide. The title's link covers the card; the buttons lie above it.
#[component]
pub fn SessionCardView(
    /// The session.
    session: SessionCard,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let now = clock::now();
    let session = StoredValue::new(session);
    let card = session.get_value();
    let title = Signal::derive(move || session.with_value(|s| s.title.get(language.get()).to_owned()));
    let is_ahead = Offer::of(&card).is_ahead();
    let few = few_left(&card);
    let when = Signal::derive(move || {
        let at = session.with_value(|s| s.starts_at);
        let minutes = facts::minutes(i18n, session.with_value(|s| s.duration_minutes));
        format!("{} · {minutes}", Writer::visitors(language.get()).short(at, now))
    });
    let pills = {
        let (category, difficulty, held_in) = (card.category.name.clone(), card.difficulty, card.language);
        view! {
            <Pill>{move || category.get(language.get()).to_owned()}</Pill>
            <Pill>{move || facts::level(i18n, difficulty)}</Pill>
            {move || {
                let text = facts::held_in(i18n, held_in);
                (held_in != language.get()).then(|| view! { <Pill>{text}</Pill> })
            }}
        }
    };
    view! {
        <li class="card">
            <CoverPicture cover=card.cover.clone()>{pills}</CoverPicture>
            <p class="when">
                <time datetime=machine(card.starts_at)>{when}</time>
                {move || {
                    let hosts = session.with_value(|s| facts::hosts_time(i18n, language.get(), s));
                    hosts.map(|hosts| view! { <small>{hosts}</small> })
                }}
            </p>
            <h3>
                <a href=move || session.with_value(|s| links::landing(language.get(), &s.slug))>{title}</a>
            </h3>
            <p class="summary">{move || session.with_value(|s| s.summary.get(language.get()).to_owned())}</p>
            <p class="tags">
                <span class="hide">{t!(i18n, session.topics)} ": "</span>
                {move || session.with_value(|s| facts::topics(language.get(), s))}
            </p>
            <Person speaker=card.speaker.clone() hue=card.cover.hue />
            <p class="brief-bio">{move || session.with_value(|s| s.speaker.brief.get(language.get()).to_owned())}</p>
            <p class="terms">
                {move || {
                    is_ahead
                        .then(|| session.with_value(|s| facts::price_view(i18n, language.get(), s, now).into_any()))
                }}
                <span class:few=few>{move || session.with_value(|s| places(i18n, s))}</span>
                {move || {
                    let until = session.with_value(|s| facts::early_until(i18n, language.get(), s, now));
                    until.filter(|_| is_ahead).map(|until| view! { <small>{until}</small> })
                }}
            </p>
            <div class="actions">
                <Action session=Signal::derive(move || session.get_value()) size=Size::Card />
                {is_ahead
                    .then(|| view! {
                        <a
                            class="icon-button"
                            href=move || session.with_value(|s| calendar_url(&s.slug, language.get()))
                            download=true
                            rel="external"
                            aria-label=move || fill(t_string!(i18n, session.calendar_for), &[("title", &title.get())])
                        >
                            <Icon name="calendar-plus" />
                        </a>
                    })}
                <ShareMenu
                    path=links::landing(language.get_untracked(), &card.slug)
                    text=title
                    label=Signal::derive(move || {
                        fill(t_string!(i18n, session.share_for), &[("title", &title.get())])
                    })
                    button=|| view! { <Icon name="share" /> }
                />
            </div>
        </li>
    }
}

/// A session with what makes one look closer: picture, time, title, price and places.
#[component]
pub fn BriefCard(
    /// The session.
    session: SessionCard,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let now = clock::now();
    let session = StoredValue::new(session);
    let card = session.get_value();
    let terms = Signal::derive(move || {
        session.with_value(|s| {
            format!("{} · {}", price(i18n, language.get(), price_now(s, now)), places_in_short(i18n, s))
        })
    });
    view! {
        <li class="card brief">
            <CoverPicture cover=card.cover.clone() />
            <p class="when">
                <time datetime=machine(card.starts_at)>
                    {move || Writer::visitors(language.get()).short(card.starts_at, now)}
                </time>
            </p>
            <h3>
                <a href=move || {
                    session.with_value(|s| links::landing(language.get(), &s.slug))
                }>{move || session.with_value(|s| s.title.get(language.get()).to_owned())}</a>
            </h3>
            <p class="terms">
                <span>{terms}</span>
            </p>
        </li>
    }
}

/// As many outlines of cards as will probably come.
#[component]
pub fn WaitingCards(
    /// How many.
    count: usize,
    /// Whether they are brief ones.
    #[prop(optional)]
    brief: bool,
) -> impl IntoView {
    let outline = move || {
        view! {
            <li class="card waiting" class:brief=brief>
                <Skeleton class="picture" />
                <p class="when">
                    <Skeleton class="line short" />
                </p>
                <h3>
                    <Skeleton class="title" />
                    <Skeleton class="title" />
                </h3>
                {(!brief)
                    .then(|| view! {
                        <p class="summary">
                            <Skeleton />
                            <Skeleton class="line short" />
                        </p>
                        <p class="tags">
                            <Skeleton class="line short" />
                        </p>
                        <div class="person">
                            <Skeleton class="line short" />
                        </div>
                        <p class="brief-bio">
                            <Skeleton class="line" />
                            <Skeleton class="line" />
                        </p>
                    })}
                <p class="terms">
                    <Skeleton class="line short" />
                </p>
                {(!brief).then(|| view! { <div class="actions"><Skeleton class="control" /></div> })}
            </li>
        }
    };
    view! { <ul class="cards" aria-hidden="true">{(0..count).map(|_| outline()).collect_view()}</ul> }
}
