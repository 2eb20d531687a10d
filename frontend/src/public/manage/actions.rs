//! What can be done with a registration in the list.

use leptos::prelude::*;
use magnetiq_shared::links;
use magnetiq_shared::registrations::{PublicRegistration, RegistrationStatus};
use magnetiq_shared::sessions::{RegistrationState, SessionCard};
use magnetiq_shared::visits::VisitRegistration;

use crate::i18n::*;
use crate::registration::calendar::CalendarFile;
use crate::registration::{ClaimLink, JoinButton};
use crate::state::locale::use_language;
use crate::ui::{Icon, Look};

/// Go on, join, manage, calendar, recording, or register again.
#[component]
pub fn Actions(
    /// The registration.
    registration: VisitRegistration,
) -> impl IntoView {
    use RegistrationStatus as S;
    let VisitRegistration { session, state, registration: known, .. } = registration;
    let actions = match (state, known) {
        (S::PendingVerification | S::Expired, _) => view! { <GoOn session=session again=false /> }.into_any(),
        (S::Cancelled | S::Declined, _) => view! { <GoOn session=session again=true /> }.into_any(),
        (_, Some(known)) => view! { <Known registration=*known /> }.into_any(),
        (_, None) => ().into_any(),
    };
    view! { <div class="button-row">{actions}</div> }
}

/// Back into the session's dialog, to finish what was begun or to begin anew.
#[component]
fn GoOn(session: SessionCard, again: bool) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let is_open = matches!(
        session.registration_state,
        RegistrationState::Open | RegistrationState::ByApproval | RegistrationState::Waitlist
    );
    let look = if again { Look::Plain } else { Look::Primary };
    let slug = session.slug;
    (is_open || !again).then(|| {
        view! {
            <a
                class=format!("{} low", look.class())
                href=move || format!("{}?step=register", links::landing(language.get(), &slug))
            >
                {match again {
                    true => t!(i18n, manage.again).into_any(),
                    false => t!(i18n, manage.resume).into_any(),
                }}
            </a>
        }
    })
}

/// The actions of a registration of which this browser knows all.
#[component]
fn Known(registration: PublicRegistration) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let PublicRegistration { session, manage_token: token, join_url, calendar, recording_url, .. } =
        registration;
    let claim =
        registration.claim_token.map(|token| view! { <ClaimLink slug=session.slug.clone() token=token /> });
    let slug = session.slug.clone();
    let manage = token.clone();
    view! {
        {claim}
        {join_url.map(|join_url| view! { <JoinButton session=session join_url=join_url class="low" /> })}
        {recording_url.map(|address| view! {
            <a class="button soft low" href=address target="_blank" rel="noopener external">
                <Icon name="video" />
                {t!(i18n, manage.recording)}
            </a>
        })}
        <a class="button plain low" href=move || links::manage(language.get(), &manage)>
            {t!(i18n, manage.manage)}
        </a>
        {calendar.map(|_| view! { <CalendarFile manage_token=token slug=slug /> })}
    }
}
