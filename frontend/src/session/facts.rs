//! Short texts about a session: price, places, level, language.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use magnetiq_shared::sessions::{Difficulty, SessionCard};
use magnetiq_shared::{Language, Money};

use super::offer::{self, Offer};
use crate::format::date::Writer;
use crate::format::number;
use crate::i18n::{Texts, counted, fill, t_string};
use crate::state::timezone;

/// An amount, or "free".
pub fn price(i18n: Texts, language: Language, price: Option<Money>) -> String {
    price.map_or_else(|| t_string!(i18n, session.free).to_string(), |price| number::money(language, price))
}

/// What a place costs now, with the regular price struck out beside a lower one.
pub fn price_view(
    i18n: Texts,
    language: Language,
    session: &SessionCard,
    now: DateTime<Utc>,
) -> impl IntoView {
    let current = price(i18n, language, offer::price_now(session, now));
    let regular =
        offer::early_bird(session, now).and(session.price).map(|price| number::money(language, price));
    view! {
        <b>
            {current} {regular.map(|regular| view! { " " <del>{regular}</del> })}
        </b>
    }
}

/// How many places there are, in a few words: `12 of 50 places left`, `Fully booked · 7 waiting`.
pub fn places(i18n: Texts, session: &SessionCard) -> String {
    let (left, all) = (session.remaining_seats, session.capacity);
    match (Offer::of(session), left, all) {
        (Offer::Live, ..) => t_string!(i18n, session.live).to_string(),
        (Offer::Cancelled, ..) => t_string!(i18n, session.cancelled).to_string(),
        (Offer::Watch | Offer::Over, ..) => t_string!(i18n, session.past).to_string(),
        (Offer::Full, ..) => t_string!(i18n, session.fully_booked).to_string(),
        (Offer::Wait, ..) => {
            let full = t_string!(i18n, session.fully_booked);
            match session.waitlist_count {
                0 => full.to_string(),
                _ => format!("{full} · {}", waiting(i18n, session)),
            }
        }
        (Offer::Ask, Some(left), _) => counted(
            left,
            t_string!(i18n, session.left_by_approval_single),
            t_string!(i18n, session.left_by_approval_many),
        ),
        (Offer::Ask, None, _) => t_string!(i18n, session.by_approval).to_string(),
        (Offer::Opens(_), _, Some(all)) => {
            counted(all, t_string!(i18n, session.places_single), t_string!(i18n, session.places_many))
        }
        (_, Some(left), Some(all)) => fill(
            t_string!(i18n, session.places_left),
            &[("left", &left.to_string()), ("all", &all.to_string())],
        ),
        _ => t_string!(i18n, session.open_to_all).to_string(),
    }
}

/// `5 places left`, or what [`places`] says where that does not fit.
pub fn places_in_short(i18n: Texts, session: &SessionCard) -> String {
    match (Offer::of(session), session.remaining_seats) {
        (Offer::Wait, _) => t_string!(i18n, session.fully_booked).to_string(),
        (Offer::Register, Some(left)) => counted(
            left,
            t_string!(i18n, session.left_short_single),
            t_string!(i18n, session.left_short_many),
        ),
        _ => places(i18n, session),
    }
}

/// `7 waiting`.
pub fn waiting(i18n: Texts, session: &SessionCard) -> String {
    let count = session.waitlist_count;
    counted(count, t_string!(i18n, session.waiting_single), t_string!(i18n, session.waiting_many))
}

/// How much one should know.
pub fn level(i18n: Texts, difficulty: Difficulty) -> String {
    match difficulty {
        Difficulty::Beginner => t_string!(i18n, session.beginner).to_string(),
        Difficulty::Intermediate => t_string!(i18n, session.intermediate).to_string(),
        Difficulty::Advanced => t_string!(i18n, session.advanced).to_string(),
    }
}

/// `Storage · Forecasts · Markets`: what it is about, as far as there is room.
pub fn topics(language: Language, session: &SessionCard) -> String {
    let names: Vec<&str> = session.tags.iter().take(3).map(|tag| tag.name.get(language)).collect();
    names.join(" · ")
}

/// The language it is held in.
pub fn held_in(i18n: Texts, language: Language) -> String {
    match language {
        Language::En => t_string!(i18n, session.in_english).to_string(),
        Language::De => t_string!(i18n, session.in_german).to_string(),
    }
}

/// `60 min`.
pub fn minutes(i18n: Texts, minutes: u32) -> String {
    fill(t_string!(i18n, session.minutes), &[("n", &minutes.to_string())])
}

/// `15:00 in Berlin`: the time of the place where it was planned, where a visitor's clock shows another one.
pub fn hosts_time(i18n: Texts, language: Language, session: &SessionCard) -> Option<String> {
    let hosts = Writer::new(language, session.timezone.clone());
    let at = session.starts_at;
    hosts.differs_from(&Writer::visitors(language), at).then(|| {
        let place = [("time", &*hosts.time(at)), ("zone", &*timezone::city(language, &session.timezone))];
        fill(t_string!(i18n, session.hosts_time), &place)
    })
}

/// `Early bird until 3 Dec`, while it holds.
pub fn early_until(
    i18n: Texts,
    language: Language,
    session: &SessionCard,
    now: DateTime<Utc>,
) -> Option<String> {
    let ends_at = session.early_bird.filter(|early| early.ends_at > now)?.ends_at;
    let day = Writer::visitors(language).brief_day(ends_at);
    Some(fill(t_string!(i18n, session.early_until), &[("day", &day)]))
}
