//! The box that stays beside the page: price, places, the one call-to-action, calendar, share.

use leptos::html;
use leptos::prelude::*;
use magnetiq_shared::sessions::{SessionCard, SessionPage};
use magnetiq_shared::{Language, links};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use crate::api::sessions::calendar_url;
use crate::format::date::{Writer, machine};
use crate::format::number;
use crate::i18n::{Texts, fill, t, t_string, use_i18n};
use crate::session::facts;
use crate::session::offer::{self, Offer, few_left, price_now};
use crate::session::{Action, CoverPicture, ShareMenu, Size, has_own};
use crate::state::clock;
use crate::state::locale::use_language;
use crate::state::visit::use_visit;
use crate::ui::{Icon, Pill, follow};

/// The register box. `in_view` tells whether it can be seen, so that the bar of phones can step back.
#[component]
pub fn RegisterBox(
    /// The session.
    page: SessionPage,
    /// Opens the registration form.
    on_register: Callback<()>,
    /// Whether the box can be seen.
    in_view: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let visit = use_visit();
    let offer = Offer::of(&page.card);
    let frame = NodeRef::<html::Aside>::new();
    watch_view(frame, in_view);
    let card = StoredValue::new(page.card.clone());
    let session = Signal::derive(move || card.get_value());
    let slug = page.card.slug.clone();
    // How to register is no news to somebody who has done it.
    let small_print = follow(move || {
        card.with_value(|session| match has_own(i18n, visit, &session.slug) {
            true => ().into_any(),
            false => view! {
                {deadline(i18n, language.get(), session)}
                <p class="fine">{fine_print(i18n, session)}</p>
            }
            .into_any(),
        })
    });
    let title = Signal::derive(move || card.with_value(|s| s.title.get(language.get()).to_owned()));
    view! {
        <aside
            class="register-box"
            node_ref=frame
            aria-label=move || t_string!(i18n, landing.registration).to_string()
        >
            <div>
                <CoverPicture cover=page.card.cover.clone() />
                <div class="body">
                    {offer
                        .is_ahead()
                        .then(|| view! {
                            <div class="terms">
                                <Price session=page.card.clone() tax=page.tax_rate_bp />
                                <Places session=page.card.clone() />
                            </div>
                        })}
                    <div class="act">
                        <Action session=session size=Size::Box on_register=on_register />
                        <div class="pair">
                            {offer
                                .is_ahead()
                                .then(|| view! {
                                    <a
                                        class="button plain"
                                        href=move || calendar_url(&slug, language.get())
                                        download=true
                                        rel="external"
                                    >
                                        <Icon name="calendar-plus" />
                                        {t!(i18n, session.calendar)}
                                    </a>
                                })}
                            <ShareMenu
                                path=links::landing(language.get_untracked(), &page.card.slug)
                                text=title
                                class="button plain"
                                button=move || view! {
                                    <Icon name="share" />
                                    {t!(i18n, session.share)}
                                }
                            />
                        </div>
                    </div>
                    {small_print}
                </div>
            </div>
        </aside>
    }
}

/// What it costs, until when, and whether tax is in it.
#[component]
fn Price(session: SessionCard, tax: u32) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let now = clock::now();
    let early = session.early_bird.filter(|early| early.ends_at > now);
    let current = price_now(&session, now);
    let regular = offer::early_bird(&session, now).and(session.price);
    view! {
        <p class="price">
            <b>{move || facts::price(i18n, language.get(), current)}</b>
            {regular.map(|price| view! { <del>{move || number::money(language.get(), price)}</del> })}
            {early.map(|_| view! { <Pill class="warm">{t!(i18n, session.early_bird)}</Pill> })}
            <small>
                {early
                    .map(|early| view! {
                        <time datetime=machine(early.ends_at)>
                            {move || {
                                let day = Writer::visitors(language.get()).weekday_and_day(early.ends_at);
                                fill(t_string!(i18n, landing.price_until), &[("day", &day)])
                            }}
                        </time>
                        " "
                    })} {(current.is_some() && tax > 0).then(|| t!(i18n, landing.tax))}
            </small>
        </p>
    }
}

/// How many places are left, as a number and as a bar that repeats it.
#[component]
fn Places(session: SessionCard) -> impl IntoView {
    let i18n = use_i18n();
    let offer = Offer::of(&session);
    let taken = match (session.capacity, session.remaining_seats) {
        (Some(all), Some(left)) => Some((all, all.saturating_sub(left))),
        _ => None,
    };
    let warm = few_left(&session) || matches!(offer, Offer::Wait | Offer::Full);
    let card = session.clone();
    let headline = Signal::derive(move || match offer {
        Offer::Wait => t_string!(i18n, session.fully_booked).to_string(),
        _ => facts::places(i18n, &card),
    });
    let beside = Signal::derive(move || match (offer, taken) {
        (Offer::Wait, _) if session.waitlist_count > 0 => facts::waiting(i18n, &session),
        (Offer::Register | Offer::Ask, Some((_, taken))) => {
            fill(t_string!(i18n, session.taken), &[("n", &taken.to_string())])
        }
        _ => String::new(),
    });
    view! {
        <div class="places">
            // The button says already that all places are taken.
            {(offer != Offer::Full)
                .then(|| view! {
                    <p>
                        <b>{headline}</b>
                        <span>{beside}</span>
                    </p>
                })}
            {taken
                .map(|(all, taken)| view! {
                    <progress
                        class="meter"
                        class:warm=warm
                        max=all
                        value=taken
                        aria-label=move || fill(t_string!(i18n, session.taken_of), &[("n", &taken.to_string()), ("all", &all.to_string())])
                    ></progress>
                })}
        </div>
    }
}

/// Until when one can register, where that is before the start.
fn deadline(i18n: Texts, language: Language, session: &SessionCard) -> Option<AnyView> {
    let closes = session.registration_closes_at.filter(|_| Offer::of(session).opens_form())?;
    let writer = Writer::visitors(language);
    let when = format!("{}, {}", writer.short_day(closes, clock::now()), writer.time_and_zone(closes));
    let text = fill(t_string!(i18n, landing.deadline), &[("when", &when)]);
    Some(view! { <p class="fine"><time datetime=machine(closes)>{text}</time></p> }.into_any())
}

/// What happens next, in small print.
fn fine_print(i18n: Texts, session: &SessionCard) -> String {
    match Offer::of(session) {
        Offer::Register => t_string!(i18n, landing.fine_open).to_string(),
        Offer::Ask => t_string!(i18n, landing.fine_ask).to_string(),
        Offer::Wait if session.price.is_some() => {
            format!("{} {}", t_string!(i18n, landing.fine_wait), t_string!(i18n, landing.fine_pay_later))
        }
        Offer::Wait => t_string!(i18n, landing.fine_wait).to_string(),
        Offer::Opens(_) => t_string!(i18n, landing.fine_opens).to_string(),
        Offer::Full => t_string!(i18n, landing.fine_full).to_string(),
        Offer::Closed => t_string!(i18n, landing.fine_closed).to_string(),
        Offer::Live => t_string!(i18n, landing.fine_live).to_string(),
        Offer::Watch => t_string!(i18n, landing.fine_watch).to_string(),
        Offer::Over | Offer::Cancelled => t_string!(i18n, landing.fine_past).to_string(),
    }
}

/// Keeps `in_view` while the element is there.
fn watch_view(frame: NodeRef<html::Aside>, in_view: RwSignal<bool>) {
    Effect::new(move |_| {
        let Some(element) = frame.get() else { return };
        let seen = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            if let Ok(entry) = entries.pop().dyn_into::<web_sys::IntersectionObserverEntry>() {
                // The page may be gone by the time the browser tells.
                let _ = in_view.try_set(entry.is_intersecting());
            }
        });
        let Ok(observer) = web_sys::IntersectionObserver::new(seen.as_ref().unchecked_ref()) else { return };
        observer.observe(&element);
        let kept = StoredValue::new_local((observer, seen));
        on_cleanup(move || kept.with_value(|(observer, _)| observer.disconnect()));
    });
}
