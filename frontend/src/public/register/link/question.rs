//! What a mailed link is about, and the button that does it.

use leptos::prelude::*;
use magnetiq_shared::registrations::{LinkPreview, RegistrationStatus};
use magnetiq_shared::sessions::RegistrationState;

use super::super::address::LinkKind;
use super::super::steps::Steps;
use super::super::{HEADING, focus_heading, use_flow};
use crate::format::number::money;
use crate::i18n::*;
use crate::registration::When;
use crate::state::locale::use_language;
use crate::ui::{Button, Icon, Skeleton};

/// While the server is asked.
#[component]
pub fn Asking() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Steps now=2 />
        <div aria-busy="true">
            <h2 id=HEADING tabindex="-1" class="quiet">{t!(i18n, register.link_loading)}</h2>
            <Skeleton class="tall" />
        </div>
    }
}

/// Who and what, and the button that does it.
#[component]
pub fn Question(preview: LinkPreview, busy: RwSignal<bool>, use_link: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let flow = use_flow();
    let language = use_language();
    let is_claim =
        flow.link.with_untracked(|link| link.as_ref().is_some_and(|link| link.kind == LinkKind::Claim));
    let waits = preview.session.registration_state == RegistrationState::Waitlist;
    let LinkPreview { first_name: name, state, session, price } = preview;
    // The offer has ended; the same link asks for another place.
    let is_late = is_claim && state == RegistrationStatus::Expired;
    let cost = move || price.map(|price| money(language.get(), price));
    focus_heading();
    view! {
        <Steps now=2 />
        <span class="mark">
            <Icon name="mail" />
        </span>
        <div>
            <h2 id=HEADING tabindex="-1">
                {match is_claim {
                    true if is_late => t!(i18n, register.offer_over).into_any(),
                    true => t!(i18n, register.claim_title, name = name).into_any(),
                    false => t!(i18n, register.confirm_title, name = name).into_any(),
                }}
            </h2>
            <p><When session=session /></p>
            {move || cost().map(|price| view! {
                <p>{t!(i18n, register.paid_by_invoice, price = price.clone())}</p>
            })}
            <p class="quiet">
                {match (is_claim, state) {
                    (true, _) if is_late => t!(i18n, register.offer_late_text).into_any(),
                    (true, _) => t!(i18n, register.claim_text).into_any(),
                    (_, RegistrationStatus::Expired) => t!(i18n, register.confirm_late_text).into_any(),
                    _ => t!(i18n, register.confirm_text).into_any(),
                }}
            </p>
        </div>
        <Button class="wide" busy=busy on_press=use_link>
            {match (is_claim, waits && state == RegistrationStatus::Expired) {
                (true, _) if is_late => t!(i18n, register.offer_late_button).into_any(),
                (true, _) => t!(i18n, register.claim_button).into_any(),
                (_, true) => t!(i18n, register.confirm_waitlist_button).into_any(),
                _ => t!(i18n, register.confirm_button).into_any(),
            }}
        </Button>
    }
}
