//! What happens next, numbered.

use leptos::prelude::*;
use magnetiq_shared::registrations::RegistrationStatus;

use crate::i18n::*;

/// The next steps of somebody with a seat, on the waitlist, or waiting for an answer.
#[component]
pub fn NextSteps(
    /// Where the registration is.
    state: RegistrationStatus,
    /// Whether an invoice comes.
    by_invoice: bool,
) -> impl IntoView {
    use RegistrationStatus::{Attended, NoShow, Offered, PendingApproval, Waitlisted};
    let i18n = use_i18n();
    let steps: Vec<AnyView> = match state {
        Attended | NoShow => return ().into_any(),
        Waitlisted | Offered => vec![
            t!(i18n, register.next_waitlist_mail).into_any(),
            t!(i18n, register.next_waitlist_offer).into_any(),
            t!(i18n, register.next_waitlist_leave).into_any(),
        ],
        PendingApproval => vec![
            t!(i18n, register.next_approval_mail).into_any(),
            t!(i18n, register.next_approval_answer).into_any(),
        ],
        _ => {
            let mut steps = vec![t!(i18n, register.next_mail).into_any()];
            if by_invoice {
                steps.push(t!(i18n, register.next_invoice).into_any());
            }
            steps.push(t!(i18n, register.next_reminder).into_any());
            steps.push(t!(i18n, register.next_join).into_any());
            steps
        }
    };
    view! {
        <section>
            <h3 class="hide">{t!(i18n, register.next_heading)}</h3>
            <ol class="next-steps">
                {steps.into_iter().map(|step| view! { <li><span>{step}</span></li> }).collect_view()}
            </ol>
        </section>
    }
    .into_any()
}
