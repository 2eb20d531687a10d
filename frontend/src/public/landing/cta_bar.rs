//! The bar at the lower edge of small screens: price, places and the call-to-action, while the register box is
//! out of view.

use leptos::prelude::*;
use magnetiq_shared::sessions::SessionCard;

use crate::i18n::{t_string, use_i18n};
use crate::session::offer::{Offer, price_now};
use crate::session::{Action, Size, facts};
use crate::state::clock;
use crate::state::locale::use_language;

/// The bar. Where nothing can be done there is none.
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
    let useful =
        move || session.with(|s| !matches!(Offer::of(s), Offer::Over | Offer::Cancelled | Offer::Closed));
    let price =
        Signal::derive(move || session.with(|s| facts::price(i18n, language.get(), price_now(s, now))));
    let places = Signal::derive(move || session.with(|s| facts::places_in_short(i18n, s)));
    view! {
        <Show when=useful>
            <section
                class="cta-bar"
                class:away=hidden
                inert=move || hidden.get()
                aria-label=move || t_string!(i18n, landing.registration).to_string()
            >
                <p>
                    <b>{price}</b>
                    <small>{places}</small>
                </p>
                <Action session=session size=Size::Bar on_register=on_register />
            </section>
        </Show>
    }
}
