//! Step 3: the thank-you, and its variants for those who wait or asked for a place.

use leptos::prelude::*;
use magnetiq_shared::links;
use magnetiq_shared::registrations::{PaymentStatus, PublicRegistration, RegistrationStatus};

use super::flow::Outcome;
use super::further::Further;
use super::next::NextSteps;
use super::price::PriceMissed;
use super::share::ShareBox;
use super::steps::Steps;
use super::{HEADING, focus_heading, use_flow};
use crate::format::date::Writer;
use crate::format::number::money;
use crate::i18n::*;
use crate::registration::{CalendarButtons, ClaimLink, GuideView, JoinButton, Slip, When};
use crate::state::clock;
use crate::state::locale::use_language;
use crate::ui::Icon;

/// What came of the registration.
#[component]
pub fn DoneStep() -> impl IntoView {
    let flow = use_flow();
    let outcome = Memo::new(move |_| flow.outcome());
    focus_heading();
    move || {
        outcome.get().map(|outcome| {
            let state = outcome.state();
            view! {
                <Steps now=3 />
                <Mark state=state />
                {match outcome {
                    Outcome::Known(registration) => view! { <Thanks registration=*registration /> }.into_any(),
                    Outcome::Elsewhere(state) => view! { <Elsewhere state=state /> }.into_any(),
                }}
            }
        })
    }
}

/// Green with a seat, violet while one waits.
#[component]
fn Mark(state: RegistrationStatus) -> impl IntoView {
    use RegistrationStatus::{Attended, Confirmed, PendingPayment};
    let has_seat = matches!(state, Confirmed | Attended | PendingPayment);
    view! {
        <span class="mark" class:good=has_seat>
            <Icon name=if has_seat { "check" } else { "clock" } />
        </span>
    }
}

/// The address was confirmed in another browser: the links are there, not here.
#[component]
fn Elsewhere(state: RegistrationStatus) -> impl IntoView {
    use RegistrationStatus::{Offered, PendingApproval, Waitlisted};
    let i18n = use_i18n();
    let slug = use_flow().session.with_untracked(|session| session.slug.clone());
    let has_seat = !matches!(state, Offered | PendingApproval | Waitlisted);
    view! {
        <div>
            <h2 id=HEADING tabindex="-1">
                {match state {
                    Waitlisted | Offered => t!(i18n, register.done_elsewhere_waitlisted).into_any(),
                    PendingApproval => t!(i18n, register.done_elsewhere_approval).into_any(),
                    _ => t!(i18n, register.done_elsewhere_confirmed).into_any(),
                }}
            </h2>
            <p>{t!(i18n, register.done_elsewhere_text)}</p>
        </div>
        {has_seat.then(|| view! { <ShareBox /> })}
        <Further slug=slug />
    }
}

/// The whole thank-you.
#[component]
fn Thanks(registration: PublicRegistration) -> impl IntoView {
    use RegistrationStatus::{Attended, Confirmed, PendingPayment};
    let i18n = use_i18n();
    let language = use_language();
    let has_seat = matches!(registration.state, Confirmed | PendingPayment | Attended);
    let token = registration.manage_token.clone();
    let slug = registration.session.slug.clone();
    let join = registration.join_url.clone().map(|join_url| {
        view! { <JoinButton session=registration.session.clone() join_url=join_url class="wide" /> }
    });
    let calendar = has_seat.then(|| {
        view! {
            <section>
                <h3 class="hide">{t!(i18n, register.calendar_heading)}</h3>
                <CalendarButtons
                    links=registration.calendar.clone()
                    manage_token=token.clone()
                    slug=slug.clone()
                />
            </section>
        }
    });
    let claim =
        registration.claim_token.clone().map(|token| view! { <ClaimLink slug=slug.clone() token=token /> });
    view! {
        <Headline registration=registration.clone() />
        <PriceMissed />
        {claim}
        {join}
        {calendar}
        <NextSteps
            state=registration.state
            by_invoice=registration.payment_status == PaymentStatus::Pending
        />
        {registration.guide.clone().map(|guide| view! { <GuideView guide=guide /> })}
        <p class="small">
            <a href=move || links::manage(language.get(), &token)>{t!(i18n, register.manage)}</a>
        </p>
        {has_seat.then(|| view! { <ShareBox /> })}
        <Further slug=slug />
        <Slip registration=registration />
    }
}

/// "You're registered, Juliette", with date, reference and price.
#[component]
fn Headline(registration: PublicRegistration) -> impl IntoView {
    use RegistrationStatus as S;
    let i18n = use_i18n();
    let language = use_language();
    let PublicRegistration { state, person, session, reference, price, payment_status, .. } = registration;
    let (position, hold) = (registration.waitlist_position, registration.hold_expires_at);
    let name = person.first_name;
    let cost = move || {
        let price = money(language.get(), price?);
        Some(match payment_status {
            PaymentStatus::Completed => t!(i18n, register.paid, price = price).into_any(),
            _ => t!(i18n, register.paid_by_invoice, price = price).into_any(),
        })
    };
    view! {
        <div>
            <h2 id=HEADING tabindex="-1">
                {match state {
                    S::Waitlisted => t!(i18n, register.done_waitlisted, name = name).into_any(),
                    S::Offered => t!(i18n, register.done_offered, name = name).into_any(),
                    S::PendingApproval => t!(i18n, register.done_approval, name = name).into_any(),
                    S::Attended => t!(i18n, register.done_attended, name = name).into_any(),
                    S::NoShow => t!(i18n, register.done_no_show, name = name).into_any(),
                    _ => t!(i18n, register.done_confirmed, name = name).into_any(),
                }}
            </h2>
            <p><When session=session /></p>
            <p class="facts-line">
                <span>{t!(i18n, register.reference)} " " <b class="num">{reference}</b></span>
                {move || cost().map(|cost| view! { <span>{cost}</span> })}
            </p>
            {(state == S::Waitlisted).then_some(position).flatten().map(|n| view! {
                <p><b>{t!(i18n, register.position_in_queue, n = n)}</b></p>
            })}
            {(state == S::Offered).then_some(hold).flatten().map(|end| {
                let time = Signal::derive(move || Writer::visitors(language.get()).short(end, clock::now()));
                view! { <p>{t!(i18n, register.offered_until, time = time)}</p> }
            })}
        </div>
    }
}
