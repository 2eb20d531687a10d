//! Sending a mail once more. It says what is true when it goes out.
//!
//! Invariant: each press queues one mail, whose number is the registration's new version.

use chrono::Duration;
use magnetiq_jobs::enqueue;
use magnetiq_shared::ProblemType;
use magnetiq_shared::registrations::{MailAgain, RegistrationDetails, RegistrationStatus};
use serde_json::json;
use uuid::Uuid;

use super::queries::{details, writes};
use crate::accounts::Actor;
use crate::audit::{self, Act};
use crate::ctx::Ctx;
use crate::http::{ApiError, ApiResult};
use crate::registrations::queries::{self, status_at};
use crate::registrations::{MailJob, RegistrationError};

/// How many mails staff may send again to one person in an hour.
const PER_HOUR: u64 = 10;

/// Queues it, and gives the registration.
///
/// # Errors
/// `not-found`; `invalid-state` where it would not be true; `rate-limited`.
pub(super) async fn send(
    ctx: &Ctx,
    who: &Actor,
    id: Uuid,
    mail: MailAgain,
) -> ApiResult<RegistrationDetails> {
    let tx = ctx.db.begin().await?;
    let row = queries::find(&tx, id).await?.ok_or_else(ApiError::not_found)?;
    queries::lock_session(&tx, row.session_id).await?;
    let row = queries::find(&tx, id).await?.ok_or_else(ApiError::not_found)?;
    let facts = queries::session_facts(&tx, row.session_id).await?;
    let state = status_at(&row, ctx.now);
    let is_over = ctx.now >= facts.ends_at;
    if row.erased_at.is_some() || is_over || !mail.fits(state, ctx.now >= facts.starts_at) {
        return Err(RegistrationError::InvalidState.into());
    }
    if writes::sent_again_since(&tx, id, ctx.now - Duration::hours(1)).await? >= PER_HOUR {
        return Err(ApiError::new(ProblemType::RateLimited)
            .detail("this person has got many mails within an hour")
            .retry_after(3600));
    }
    let kind = kind(mail, state);
    let next = writes::sent_again(&tx, ctx, &row, who.user, kind).await?;
    enqueue(&tx, &[MailJob::once_more(kind, id, next).job(ctx)], ctx.now).await?;
    let told = Act::new("registration.mailed", id, &row.reference)
        .changed(&json!({ "mail": null }), &json!({ "mail": kind }));
    audit::record(&tx, ctx, &who.author(), told).await?;
    tx.commit().await?;
    ctx.wake.poke();
    details::details(ctx.db.read(), id).await?.ok_or_else(ApiError::not_found)
}

/// Which mail it is for a registration in this state.
fn kind(mail: MailAgain, state: RegistrationStatus) -> &'static str {
    match (mail, state) {
        (MailAgain::MeetingDetails, _) => MailJob::MEETING_DETAILS,
        (MailAgain::Reminder, _) => MailJob::REMINDER_NOW,
        (MailAgain::Confirmation, RegistrationStatus::PendingVerification) => MailJob::VALIDATE,
        (MailAgain::Confirmation, RegistrationStatus::PendingApproval) => MailJob::REQUEST_RECEIVED,
        (MailAgain::Confirmation, RegistrationStatus::Waitlisted) => MailJob::WAITLIST_JOINED,
        (MailAgain::Confirmation, RegistrationStatus::Offered) => MailJob::PLACE_OFFERED,
        (MailAgain::Confirmation, _) => MailJob::CONFIRMATION,
    }
}
