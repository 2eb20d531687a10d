//! All registrations of this browser's visit, latest first.

use chrono::TimeDelta;
use leptos::prelude::*;
use magnetiq_shared::links;
use magnetiq_shared::registrations::RegistrationStatus;
use magnetiq_shared::visits::VisitRegistration;

use super::actions::Actions;
use crate::format::date::Writer;
use crate::i18n::*;
use crate::registration::{StatusPill, When};
use crate::state::clock;
use crate::state::locale::use_language;
use crate::state::visit::use_visit;
use crate::ui::{DateTile, Skeleton};

/// The list, or the way to the overview where there is nothing.
#[component]
pub fn List() -> impl IntoView {
    let i18n = use_i18n();
    let visit = use_visit();
    visit.follow();
    let registrations = Memo::new(move |_| visit.get().map(|visit| visit.registrations).unwrap_or_default());
    view! {
        <header class="page-head">
            <h1>{t!(i18n, manage.title)}</h1>
            {move || (!registrations.with(Vec::is_empty)).then(|| view! {
                <p class="quiet">{t!(i18n, manage.list_intro)}</p>
            })}
        </header>
        {move || {
            let registrations = registrations.get();
            match (registrations.is_empty(), visit.is_loaded()) {
                (true, false) => view! { <Waiting /> }.into_any(),
                (true, true) => view! { <Empty /> }.into_any(),
                (false, _) => view! {
                    <ul class="registrations">
                        {registrations.into_iter().map(|one| view! { <Row registration=one /> }).collect_view()}
                    </ul>
                }
                .into_any(),
            }
        }}
    }
}

#[component]
fn Waiting() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p class="hide" role="status">{t!(i18n, manage.loading_list)}</p>
        <div class="registrations">
            <Skeleton class="tall" />
            <Skeleton class="tall" />
        </div>
    }
}

#[component]
fn Empty() -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    view! {
        <section class="panel empty">
            <h2>{t!(i18n, manage.empty_title)}</h2>
            <p class="quiet">{t!(i18n, manage.empty_text)}</p>
            <a class="button" href=move || links::overview(language.get())>{t!(i18n, manage.to_overview)}</a>
        </section>
    }
}

/// One registration: what, when, how it stands, what can be done.
#[component]
fn Row(registration: VisitRegistration) -> impl IntoView {
    let language = use_language();
    let session = registration.session.clone();
    let (at, slug, title) = (session.starts_at, session.slug.clone(), session.title.clone());
    let writer = move || Writer::visitors(language.get());
    let position = registration.registration.as_ref().and_then(|known| known.waitlist_position);
    view! {
        <li class="panel registration">
            <DateTile
                month=Signal::derive(move || writer().month(at))
                day=Signal::derive(move || writer().day(at))
            />
            <div class="what">
                <StatusPill status=registration.state position=position />
                <h2>
                    <a href=move || links::landing(language.get(), &slug)>
                        {move || title.get(language.get()).to_owned()}
                    </a>
                </h2>
                <p class="small"><When session=session /></p>
                <Explained registration=registration.clone() />
                <Actions registration=registration />
            </div>
        </li>
    }
}

/// A sentence about what the state means, where that is not plain.
#[component]
fn Explained(registration: VisitRegistration) -> impl IntoView {
    use RegistrationStatus as S;
    let i18n = use_i18n();
    let language = use_language();
    let hold = registration.hold_expires_at;
    let known = registration.registration.is_some();
    let lapsed = hold.is_some_and(|end| end - clock::now() <= TimeDelta::zero());
    let until = move || hold.map(|end| Writer::visitors(language.get()).short(end, clock::now()));
    let text = match (registration.state, hold) {
        (S::PendingVerification, Some(_)) if !lapsed => {
            t!(i18n, manage.resume_until, time = until).into_any()
        }
        (S::PendingVerification, Some(_)) | (S::Expired, _) => t!(i18n, manage.resume_lapsed).into_any(),
        (S::Offered, Some(_)) => t!(i18n, manage.offered_until, time = until).into_any(),
        (S::Waitlisted, _) => t!(i18n, manage.waitlisted_text).into_any(),
        (S::PendingApproval, _) => t!(i18n, manage.approval_text).into_any(),
        (S::Declined, _) => t!(i18n, manage.declined_text).into_any(),
        (S::Confirmed | S::PendingPayment, _) if !known => t!(i18n, manage.confirmed_elsewhere).into_any(),
        _ => return ().into_any(),
    };
    view! { <p class="quiet small">{text}</p> }.into_any()
}
