//! One registration, by its manage link: how it stands, the ways into it, the person's details, and giving
//! it up.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use magnetiq_shared::links;
use magnetiq_shared::registrations::{PaymentStatus, PublicRegistration, RegistrationStatus};

use super::cancel::Cancel;
use super::details::Details;
use crate::api;
use crate::format::date::Writer;
use crate::format::number::money;
use crate::i18n::*;
use crate::public::message::Trouble;
use crate::registration::{CalendarButtons, ClaimLink, GuideView, JoinButton, Slip, StatusPill, When};
use crate::routes::Place;
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::state::locale::use_language;
use crate::state::visit::use_visit;
use crate::ui::{Icon, Look, Skeleton};

/// The registration of this manage token.
#[component]
pub fn One(
    /// The link's secret.
    token: String,
) -> impl IntoView {
    let asked = token.clone();
    let found =
        load(move || asked.clone(), None, |token| async move { api::registrations::current(&token).await });
    move || match found.get() {
        Load::Waiting => view! { <Waiting /> }.into_any(),
        Load::Ready(registration) => view! { <Shown registration=registration /> }.into_any(),
        Load::Failed(error) if matches!(error.status(), Some(401 | 403 | 404 | 410)) => {
            view! { <Ended /> }.into_any()
        }
        Load::Failed(error) => view! { <Trouble error=error retry=move |()| found.retry() /> }.into_any(),
    }
}

#[component]
fn Waiting() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <header class="page-head">
            <h1>{t!(i18n, manage.one_title)}</h1>
        </header>
        <p class="hide" role="status">{t!(i18n, manage.loading)}</p>
        <Skeleton class="tall" />
    }
}

#[component]
fn Ended() -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    view! {
        <section class="panel empty" role="alert">
            <h1>{t!(i18n, manage.link_ended)}</h1>
            <p class="quiet">{t!(i18n, manage.link_ended_text)}</p>
            <div class="button-row">
                <a class="button" href=move || links::overview(language.get())>{t!(i18n, manage.to_overview)}</a>
                <All />
            </div>
        </section>
    }
}

/// The link to the list.
#[component]
fn All() -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    view! {
        <a class=Look::Plain.class() href=move || Place::Manage.href(language.get())>{t!(i18n, manage.all)}</a>
    }
}

/// The registration; what is changed here is shown at once.
#[component]
fn Shown(registration: PublicRegistration) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let visit = use_visit();
    let shown = RwSignal::new(registration);
    let state = Memo::new(move |_| shown.with(|shown| (shown.state, shown.waitlist_position)));
    let has_list = move || visit.get().is_some_and(|visit| !visit.registrations.is_empty());
    view! {
        <header class="page-head">
            {move || has_list().then(|| view! {
                <p class="small">
                    <a href=move || Place::Manage.href(language.get())>{t!(i18n, manage.all)}</a>
                </p>
            })}
            <h1>{t!(i18n, manage.one_title)}</h1>
        </header>
        <div class="manage-one">
            <section class="panel">
                {move || {
                    let (status, position) = state.get();
                    view! { <StatusPill status=status position=position /> }
                }}
                <About registration=shown />
                {move || {
                    state.track();
                    view! { <StateText registration=shown.get_untracked() /> }
                }}
                {move || {
                    state.track();
                    view! { <Ways registration=shown.get_untracked() /> }
                }}
            </section>
            <Details registration=shown />
            <Cancel registration=shown />
            {move || view! { <Slip registration=shown.get() /> }}
        </div>
    }
}

/// Title, time, reference and price.
#[component]
fn About(registration: RwSignal<PublicRegistration>) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let PublicRegistration { session, reference, price, payment_status, .. } = registration.get_untracked();
    let (slug, title) = (session.slug.clone(), session.title.clone());
    let price = price.map(|price| {
        let amount = Signal::derive(move || money(language.get(), price));
        let amount = match payment_status {
            PaymentStatus::Pending => t!(i18n, manage.price_by_invoice, price = amount).into_any(),
            _ => amount.into_any(),
        };
        view! {
            <div>
                <dt>{t!(i18n, manage.price)}</dt>
                <dd>{amount}</dd>
            </div>
        }
    });
    view! {
        <h2>
            <a href=move || links::landing(language.get(), &slug)>
                {move || title.get(language.get()).to_owned()}
            </a>
        </h2>
        <p><When session=session /></p>
        <dl class="pairs-line">
            <div>
                <dt>{t!(i18n, manage.reference)}</dt>
                <dd class="num">{reference}</dd>
            </div>
            {price}
        </dl>
    }
}

/// What the state means, where that is not plain.
#[component]
fn StateText(registration: PublicRegistration) -> impl IntoView {
    use RegistrationStatus as S;
    let i18n = use_i18n();
    let language = use_language();
    let text = match (registration.state, registration.hold_expires_at) {
        (S::Offered, Some(end)) => {
            let time = Signal::derive(move || short(language.get(), end));
            t!(i18n, manage.offered_until, time = time).into_any()
        }
        (S::Waitlisted, _) => t!(i18n, manage.waitlisted_text).into_any(),
        (S::PendingApproval, _) => t!(i18n, manage.approval_text).into_any(),
        (S::Cancelled, _) => t!(i18n, manage.cancelled_text).into_any(),
        (S::Declined, _) => t!(i18n, manage.declined_text).into_any(),
        _ => return ().into_any(),
    };
    view! { <p class="quiet">{text}</p> }.into_any()
}

fn short(language: magnetiq_shared::Language, at: DateTime<Utc>) -> String {
    Writer::visitors(language).short(at, clock::now())
}

/// Into the meeting, the recording, a calendar; or back to the form after giving up.
#[component]
fn Ways(registration: PublicRegistration) -> impl IntoView {
    use RegistrationStatus::{Cancelled, Declined};
    let i18n = use_i18n();
    let language = use_language();
    let PublicRegistration { session, manage_token, join_url, calendar, recording_url, state, guide, .. } =
        registration;
    let claim =
        registration.claim_token.map(|token| view! { <ClaimLink slug=session.slug.clone() token=token /> });
    let slug = session.slug.clone();
    if matches!(state, Cancelled | Declined) {
        return view! {
            <div class="button-row">
                <a
                    class=Look::Plain.class()
                    href=move || format!("{}?step=register", links::landing(language.get(), &slug))
                >
                    {t!(i18n, manage.again)}
                </a>
            </div>
        }
        .into_any();
    }
    let recording = recording_url.map(|address| {
        view! {
            <a class="button" href=address target="_blank" rel="noopener external">
                <Icon name="video" />
                {t!(i18n, manage.recording)}
            </a>
        }
    });
    let calendar = calendar.map(|links| {
        view! {
            <h3 class="hide">{t!(i18n, manage.calendar_heading)}</h3>
            <CalendarButtons links=Some(links) manage_token=manage_token slug=slug />
        }
    });
    view! {
        {claim}
        {join_url.map(|join_url| view! { <JoinButton session=session join_url=join_url /> })}
        {recording}
        {calendar}
        {guide.map(|guide| view! { <GuideView guide=guide /> })}
    }
    .into_any()
}
