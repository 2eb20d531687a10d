//! What staff do with registrations: approve, decline, confirm, cancel, and say who was there.
//!
//! Invariants: whoever moves a registration holds its session's row; what the life cycle forbids is not done; mails,
//! events, the waitlist and the audit log follow in the same transaction.

use magnetiq_domain::acts::{Denied, decide};
use magnetiq_jobs::enqueue;
use magnetiq_shared::registrations::{
    REGISTRATION_BULK_MAX, RegistrationAct, RegistrationBulk, RegistrationDetails, RegistrationStatus,
};
use magnetiq_shared::staff::{Outcome, Outcomes};
use magnetiq_shared::{Code, FieldError, fields};
use serde_json::json;
use uuid::Uuid;

use super::queries::{details, writes};
use crate::accounts::Actor;
use crate::audit::{self, Act};
use crate::ctx::Ctx;
use crate::db::{self, Tx};
use crate::http::{ApiError, ApiResult};
use crate::registrations::consents::{self, Agreed};
use crate::registrations::queries::{self, Registration, status, status_at};
use crate::registrations::{MailJob, RegistrationError};
use crate::waitlist;

/// The longest reason, in characters.
const LONGEST_REASON: usize = 2_000;

impl From<Denied> for RegistrationError {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::State => Self::InvalidState,
            Denied::Refused(refusal) => Self::Refused(refusal),
        }
    }
}

/// Does it, and gives the registration as it is then.
///
/// # Errors
/// `not-found`; `invalid-state`, `session-full`, `session-cancelled`, `registration-closed`; `validation`.
pub(super) async fn one(
    ctx: &Ctx,
    who: &Actor,
    id: Uuid,
    act: RegistrationAct,
    reason: Option<&str>,
) -> ApiResult<RegistrationDetails> {
    run(ctx, who, id, act, clean(reason)?.as_deref()).await?;
    details::details(ctx.db.read(), id).await?.ok_or_else(ApiError::not_found)
}

/// Does the same with several, one after the other; each by itself is done or not.
///
/// # Errors
/// `validation` where there are none or too many.
pub(super) async fn bulk(ctx: &Ctx, who: &Actor, bulk: RegistrationBulk) -> ApiResult<Outcomes> {
    if bulk.ids.is_empty() || bulk.ids.len() > REGISTRATION_BULK_MAX {
        let code = if bulk.ids.is_empty() { Code::Required } else { Code::TooLong };
        return Err(ApiError::validation(vec![FieldError::new("/ids", code)]));
    }
    let reason = clean(bulk.reason.as_deref())?;
    let mut outcomes = Vec::with_capacity(bulk.ids.len());
    for id in bulk.ids {
        outcomes.push(match run(ctx, who, id, bulk.act, reason.as_deref()).await {
            Ok(()) => Outcome { id, problem: None, detail: None, made: None },
            Err(error) => error.outcome(id),
        });
    }
    Ok(Outcomes { outcomes })
}

async fn run(
    ctx: &Ctx,
    who: &Actor,
    id: Uuid,
    act: RegistrationAct,
    reason: Option<&str>,
) -> Result<(), ApiError> {
    let tx = ctx.db.begin().await?;
    let row = queries::find(&tx, id).await?.ok_or_else(ApiError::not_found)?;
    queries::lock_session(&tx, row.session_id).await?;
    let row = queries::find(&tx, id).await?.ok_or_else(ApiError::not_found)?;
    let facts = queries::session_facts(&tx, row.session_id).await?;
    let to = decide(&facts, status_at(&row, ctx.now), row.holds_seat, act, ctx.now);
    let to = to.map_err(RegistrationError::from)?;
    if row.erased_at.is_some() && to.status == RegistrationStatus::Confirmed {
        return Err(RegistrationError::InvalidState.into());
    }
    let (from, is_first) = (status(&row), row.verified_at.is_none());
    let moved = queries::place(&tx, ctx, row, to, &format!("staff:{}", who.user)).await?;
    if matches!(act, RegistrationAct::Approve | RegistrationAct::Decline) {
        let reason = reason.filter(|_| act == RegistrationAct::Decline);
        writes::decided(&tx, &moved, who.user, reason, ctx.now).await?;
    }
    if is_first && to.status == RegistrationStatus::Confirmed {
        vouched(&tx, ctx, &moved).await?;
    }
    // Who was there, or was not, has their confirmation already; an address that nobody validated hears of no end.
    let is_told = match to.status {
        RegistrationStatus::Attended | RegistrationStatus::NoShow => false,
        RegistrationStatus::Cancelled | RegistrationStatus::Declined => !is_first,
        _ => true,
    };
    if is_told {
        let mails = MailJob::following(to.status, id).map(|mail| mail.again(&moved).job(ctx));
        enqueue(&tx, &mails.collect::<Vec<_>>(), ctx.now).await?;
    }
    waitlist::settle(&tx, ctx, moved.session_id).await?;
    // Not called like an event: those are told where registrations move, whoever moves them.
    let told = Act::new("registration.moved", id, &moved.reference)
        .changed(&json!({ "status": from.word() }), &json!({ "status": to.status.word() }));
    audit::record(&tx, ctx, &who.author(), told).await?;
    tx.commit().await?;
    ctx.wake.poke();
    ctx.changes.notify(id);
    Ok(())
}

/// Staff vouch for the address. That its owner wants news, only its owner can say.
pub(super) async fn vouched(tx: &Tx, ctx: &Ctx, row: &Registration) -> Result<(), db::Error> {
    consents::given(tx, ctx, &[Agreed { marketing: false, ..Agreed::of(row) }]).await?;
    writes::without_news(tx, row).await
}

fn clean(reason: Option<&str>) -> ApiResult<Option<String>> {
    let wrong = |code| ApiError::validation(vec![FieldError::new("/reason", code)]);
    fields::long_text(reason, LONGEST_REASON).map_err(wrong)
}
