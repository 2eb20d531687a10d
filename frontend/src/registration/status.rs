//! How a registration stands, in a word or two.

use leptos::prelude::*;
use magnetiq_shared::registrations::RegistrationStatus;

use crate::i18n::*;
use crate::ui::Pill;

/// The status in words; a place in the queue is named where it is known.
pub fn status_text(i18n: Texts, status: RegistrationStatus, position: Option<u32>) -> String {
    use RegistrationStatus as S;
    match (status, position) {
        (S::PendingVerification, _) => t_string!(i18n, manage.status_pending_verification).to_string(),
        (S::PendingApproval, _) => t_string!(i18n, manage.status_pending_approval).to_string(),
        (S::PendingPayment, _) => t_string!(i18n, manage.status_pending_payment).to_string(),
        (S::Confirmed, _) => t_string!(i18n, manage.status_confirmed).to_string(),
        (S::Waitlisted, Some(n)) => {
            fill(t_string!(i18n, manage.status_waitlisted_nth), &[("n", &n.to_string())])
        }
        (S::Waitlisted, None) => t_string!(i18n, manage.status_waitlisted).to_string(),
        (S::Offered, _) => t_string!(i18n, manage.status_offered).to_string(),
        (S::Cancelled, _) => t_string!(i18n, manage.status_cancelled).to_string(),
        (S::Declined, _) => t_string!(i18n, manage.status_declined).to_string(),
        (S::Expired, _) => t_string!(i18n, manage.status_expired).to_string(),
        (S::Attended, _) => t_string!(i18n, manage.status_attended).to_string(),
        (S::NoShow, _) => t_string!(i18n, manage.status_no_show).to_string(),
    }
}

/// The status as a pill: green with a seat, orange where the person has to do something.
#[component]
pub fn StatusPill(
    /// How it stands.
    status: RegistrationStatus,
    /// The place in the queue, where it is known.
    #[prop(default = None)]
    position: Option<u32>,
) -> impl IntoView {
    use RegistrationStatus as S;
    let i18n = use_i18n();
    let class = match status {
        S::Confirmed | S::Attended => "good",
        S::PendingVerification | S::PendingPayment | S::Offered | S::Expired => "warm",
        S::PendingApproval | S::Waitlisted | S::Cancelled | S::Declined | S::NoShow => "edge",
    };
    view! { <Pill class=class>{move || status_text(i18n, status, position)}</Pill> }
}
