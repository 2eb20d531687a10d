//! A mailed link was opened: it shows what it is about, and a button does it, so that the scanners of mail
//! programs confirm nothing. Once the address is confirmed the same link leads straight to the thank-you.

mod dead;
mod question;

use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;
use magnetiq_shared::ProblemType;
use magnetiq_shared::registrations::{LinkPreview, RegistrationStatus};
use magnetiq_shared::sessions::RegistrationState;

use self::dead::{Dead, DeadLink};
use self::question::{Asking, Question};
use super::address::{Link, LinkKind};
use super::flow::Flow;
use super::steps::Steps;
use super::use_flow;
use crate::api::{self, ApiError, ApiResult};
use crate::registration::TroubleNotice;
use crate::state::visit::use_visit;

/// What is known of the link.
#[derive(Clone, Debug, PartialEq)]
enum Known {
    /// Nothing yet.
    Asking,
    /// What it is about.
    Preview(Box<LinkPreview>),
    /// It leads nowhere any more.
    Dead(Dead),
    /// Nobody answered.
    Unknown(ApiError),
}

fn known(flow: Flow, error: ApiError) -> Known {
    use RegistrationState::{Live, Past};
    let is_over = flow.session.with_untracked(|session| matches!(session.registration_state, Live | Past));
    match (error.kind(), error.status()) {
        (Some(ProblemType::Gone), _) if is_over => Known::Dead(Dead::SessionOver),
        (Some(ProblemType::Gone), _) => Known::Dead(Dead::TooOld),
        (Some(ProblemType::InvalidState), _) => Known::Dead(Dead::OfferOver),
        (_, Some(400 | 401 | 403 | 404 | 422)) => Known::Dead(Dead::Incomplete),
        _ => Known::Unknown(error),
    }
}

/// Uses the link: validates the address, or takes the seat.
async fn follow(flow: Flow, link: Link, visit: Option<String>) -> Result<(), Known> {
    let verified = match link.kind {
        LinkKind::Confirm => api::registrations::verify(&link.token, visit.as_deref()).await,
        LinkKind::Claim => api::registrations::claim(&link.token, visit.as_deref()).await,
    };
    let verified = match verified {
        // The visit of this browser has ended meanwhile; the link starts another one.
        Err(error) if error.is(ProblemType::Unauthenticated) && visit.is_some() => match link.kind {
            LinkKind::Confirm => api::registrations::verify(&link.token, None).await,
            LinkKind::Claim => api::registrations::claim(&link.token, None).await,
        },
        other => other,
    }
    .map_err(|error| known(flow, error))?;
    match verified.registration.state {
        RegistrationStatus::Cancelled => return Err(Known::Dead(Dead::Cancelled)),
        RegistrationStatus::Declined => return Err(Known::Dead(Dead::Declined)),
        _ => {}
    }
    flow.arrive(verified.registration, Some(verified.visit)).await;
    Ok(())
}

/// The step of a mailed link.
#[component]
pub fn LinkStep() -> impl IntoView {
    let flow = use_flow();
    let visit = use_visit();
    let state = RwSignal::new(Known::Asking);
    let busy = RwSignal::new(false);
    let use_link = Callback::new(move |()| {
        let Some(link) = flow.link.get_untracked() else { return };
        busy.set(true);
        leptos::task::spawn_local(async move {
            if let Err(why) = follow(flow, link, visit.token()).await {
                state.try_set(why);
            }
            busy.try_set(false);
        });
    });
    let ask = Callback::new(move |()| {
        let Some(link) = flow.link.get_untracked() else { return };
        state.set(Known::Asking);
        spawn_local_scoped_with_cancellation(async move {
            let preview: ApiResult<LinkPreview> = api::registrations::preview(&link.token).await;
            let now = match preview {
                Ok(preview) => match Dead::of(&preview) {
                    Some(dead) => Known::Dead(dead),
                    None => {
                        flow.know_price(preview.price);
                        Known::Preview(Box::new(preview))
                    }
                },
                Err(error) => known(flow, error),
            };
            // Used before: what it asks for is done, and it leads to the thank-you.
            let is_used = matches!(&now, Known::Preview(preview) if !waits_for(link.kind, preview.state));
            if is_used { use_link.run(()) } else { state.set(now) }
        });
    });
    Effect::new(move |_| {
        flow.link.track();
        ask.run(());
    });
    move || match state.get() {
        Known::Asking => view! { <Asking /> }.into_any(),
        Known::Preview(preview) => {
            view! { <Question preview=*preview busy=busy use_link=use_link /> }.into_any()
        }
        Known::Dead(dead) => view! { <DeadLink dead=dead /> }.into_any(),
        Known::Unknown(error) => view! { <Steps now=2 /><TroubleNotice error=error retry=ask /> }.into_any(),
    }
}

/// Whether the link's button still has something to do.
fn waits_for(kind: LinkKind, state: RegistrationStatus) -> bool {
    use RegistrationStatus::{Expired, Offered, PendingVerification};
    match kind {
        LinkKind::Confirm => matches!(state, PendingVerification | Expired),
        LinkKind::Claim => matches!(state, Offered | Expired),
    }
}
