//! Links that lead nowhere any more, and the way on.

use leptos::prelude::*;
use magnetiq_shared::registrations::{LinkPreview, RegistrationStatus};
use magnetiq_shared::sessions::RegistrationState;

use super::super::steps::Steps;
use super::super::{HEADING, focus_heading, use_flow};
use crate::i18n::*;
use crate::ui::button::Look;
use crate::ui::{Button, Icon};

/// Why a link leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dead {
    /// More than a week old, or its registration was erased.
    TooOld,
    /// Cut short, or forged.
    Incomplete,
    /// The seat went to the next in line.
    OfferOver,
    /// The registration was given up.
    Cancelled,
    /// Staff refused.
    Declined,
    /// The session was cancelled.
    SessionCancelled,
    /// The session is over.
    SessionOver,
}

impl Dead {
    /// Why this registration cannot be confirmed, if it cannot.
    pub fn of(preview: &LinkPreview) -> Option<Self> {
        match (preview.session.registration_state, preview.state) {
            (RegistrationState::Cancelled, _) => Some(Dead::SessionCancelled),
            (_, RegistrationStatus::Cancelled) => Some(Dead::Cancelled),
            (_, RegistrationStatus::Declined) => Some(Dead::Declined),
            (
                RegistrationState::Past,
                RegistrationStatus::PendingVerification | RegistrationStatus::Expired,
            ) => Some(Dead::SessionOver),
            _ => None,
        }
    }

    /// Whether one can register anew.
    fn has_a_way_on(self) -> bool {
        matches!(self, Dead::TooOld | Dead::Incomplete | Dead::OfferOver | Dead::Cancelled)
    }
}

/// Why the link leads nowhere, and the way on.
#[component]
pub fn DeadLink(dead: Dead) -> impl IntoView {
    let i18n = use_i18n();
    let flow = use_flow();
    let again = move |()| {
        flow.editing.set(true);
        flow.link.set(None);
    };
    focus_heading();
    view! {
        <Steps now=2 />
        <span class="mark">
            <Icon name="alert" />
        </span>
        <div>
            <h2 id=HEADING tabindex="-1">
                {match dead {
                    Dead::TooOld => t!(i18n, register.link_gone).into_any(),
                    Dead::Incomplete => t!(i18n, register.link_wrong).into_any(),
                    Dead::OfferOver => t!(i18n, register.offer_over).into_any(),
                    Dead::Cancelled => t!(i18n, register.link_cancelled).into_any(),
                    Dead::Declined => t!(i18n, register.link_declined).into_any(),
                    Dead::SessionCancelled => t!(i18n, register.link_session_cancelled).into_any(),
                    Dead::SessionOver => t!(i18n, register.link_session_over).into_any(),
                }}
            </h2>
            <p>
                {match dead {
                    Dead::TooOld => t!(i18n, register.link_gone_text).into_any(),
                    Dead::Incomplete => t!(i18n, register.link_wrong_text).into_any(),
                    Dead::OfferOver => t!(i18n, register.offer_over_text).into_any(),
                    Dead::Cancelled => t!(i18n, register.link_cancelled_text).into_any(),
                    Dead::Declined => t!(i18n, register.link_declined_text).into_any(),
                    Dead::SessionCancelled => t!(i18n, register.notice_cancelled_text).into_any(),
                    Dead::SessionOver => t!(i18n, register.notice_closed_text).into_any(),
                }}
            </p>
        </div>
        {match dead.has_a_way_on() {
            true => view! {
                <div class="button-row">
                    <Button look=Look::Plain on_press=again>{t!(i18n, register.register_again)}</Button>
                </div>
            }
            .into_any(),
            false => view! { <OtherSessions /> }.into_any(),
        }}
    }
}

#[component]
fn OtherSessions() -> impl IntoView {
    let i18n = use_i18n();
    let language = crate::state::locale::use_language();
    view! {
        <div class="button-row">
            <a class=Look::Plain.class() href=move || magnetiq_shared::links::overview(language.get())>
                {t!(i18n, register.other_sessions)}
            </a>
        </div>
    }
}
