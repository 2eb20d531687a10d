//! The bar at the lower edge of small screens: price, places and the call-to-action, while the register box is
//! out of view.

use leptos::prelude::*;
use magnetiq_shared::sessions::SessionCard;

use crate::i18n::{t_string, use_i18n};
use crate::session::offer::{Offer, price_now};
use crate::session::{Action, Size, facts};
use crate::state::clock;
use crate::state::locale::use_language;
use crate::state::visit::use_visit;

/// The bar. Where this visitor can do nothing there is none.
#[component]
pub fn CtaBar(
    /// The session.
    session: Signal<SessionCard>,
    /// Opens the registration form.
    on_register: Callback<()>,
    /// Whether the register box can be seen.
    hidden: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let now = clock::now();
    let visit = use_visit();
    let useful = Memo::new(move |_| {
        session.with(|s| match Offer::of(s) {
            Offer::Over | Offer::Cancelled => false,
            // Those who are registered can join, or see to their registration.
            Offer::Live | Offer::Full | Offer::Closed => visit.registration(&s.slug).is_some(),
            _ => true,
        })
    });
    // What a place costs, and how many are left; where that means nothing, what has become of the session.
    let head = Signal::derive(move || {
        session.with(|s| match Offer::of(s).is_ahead() {
            true => facts::price(i18n, language.get(), price_now(s, now)),
            false => facts::places(i18n, s),
        })
    });
    let places = Signal::derive(move || {
        session.with(|s| Offer::of(s).is_ahead().then(|| facts::places_in_short(i18n, s)))
    });
    view! {
        <Show when=move || useful.get()>
            <section
                class="cta-bar"
                class:away=hidden
                inert=move || hidden.get()
                aria-label=move || t_string!(i18n, landing.registration).to_string()
            >
                <p>
                    <b>{head}</b>
                    <small>{places}</small>
                </p>
                <Action session=session size=Size::Bar on_register=on_register />
            </section>
        </Show>
    }
}
