//! Moving somebody to another session: a place there is taken and the one here given back, both or neither.
//!
//! Invariant: both sessions' rows are held, in the order of their ids, before seats are counted.

use magnetiq_domain::acts::transfer;
use magnetiq_jobs::enqueue;
use magnetiq_shared::registrations::{MoveSeveral, MoveTo, REGISTRATION_BULK_MAX, RegistrationDetails};
use magnetiq_shared::staff::{Outcome, Outcomes};
use magnetiq_shared::webhooks::EventKind;
use magnetiq_shared::{Code, FieldError, ProblemType};
use serde_json::json;
use uuid::Uuid;

use super::queries::{copies, details, writes};
use crate::accounts::Actor;
use crate::audit::{self, Act};
use crate::ctx::Ctx;
use crate::db;
use crate::events;
use crate::http::{ApiError, ApiResult};
use crate::registrations::consents::{self, Agreed};
use crate::registrations::manage::GIVEN_UP;
use crate::registrations::queries::{self, status_at};
use crate::registrations::{MailJob, RegistrationError};
use crate::waitlist;

/// Moves one, and gives the registration in the other session.
///
/// # Errors
/// `not-found`; `invalid-state`; `taken` where the address is registered there already; `session-full`,
/// `registration-closed`, `session-cancelled` of the other session; `validation`.
pub(super) async fn one(ctx: &Ctx, who: &Actor, id: Uuid, to: MoveTo) -> ApiResult<RegistrationDetails> {
    let made = run(ctx, who, id, to).await?;
    details::details(ctx.db.read(), made).await?.ok_or_else(ApiError::not_found)
}

/// Moves several, one after the other; each by itself is moved or not.
///
/// # Errors
/// `validation` where there are none or too many.
pub(super) async fn several(ctx: &Ctx, who: &Actor, several: MoveSeveral) -> ApiResult<Outcomes> {
    if several.ids.is_empty() || several.ids.len() > REGISTRATION_BULK_MAX {
        let code = if several.ids.is_empty() { Code::Required } else { Code::TooLong };
        return Err(ApiError::validation(vec![FieldError::new("/ids", code)]));
    }
    let to = MoveTo { session_id: several.session_id, waitlist: several.waitlist };
    let mut outcomes = Vec::with_capacity(several.ids.len());
    for id in several.ids {
        outcomes.push(match run(ctx, who, id, to).await {
            Ok(made) => Outcome { id, problem: None, detail: None, made: Some(made) },
            Err(error) => error.outcome(id),
        });
    }
    Ok(Outcomes { outcomes })
}

async fn run(ctx: &Ctx, who: &Actor, id: Uuid, to: MoveTo) -> ApiResult<Uuid> {
    let tx = ctx.db.begin().await?;
    let row = queries::find(&tx, id).await?.ok_or_else(ApiError::not_found)?;
    let unknown = || ApiError::validation(vec![FieldError::new("/sessionId", Code::Unknown)]);
    if to.session_id == row.session_id {
        return Err(unknown());
    }
    let mut sessions = [row.session_id, to.session_id];
    sessions.sort_unstable();
    for session in sessions {
        queries::lock_session(&tx, session).await?;
    }
    let row = queries::find(&tx, id).await?.ok_or_else(ApiError::not_found)?;
    let from = queries::session_facts(&tx, row.session_id).await?;
    match queries::session_facts(&tx, to.session_id).await {
        Err(db::Error::RecordNotFound(_)) => return Err(unknown()),
        other => other?,
    };
    // Lapsed holds there are ended first.
    let facts = waitlist::settle(&tx, ctx, to.session_id).await?;
    let placement = transfer(&from, &facts, status_at(&row, ctx.now), to.waitlist, ctx.now);
    let placement = placement.map_err(RegistrationError::from)?;
    if row.erased_at.is_some() {
        return Err(RegistrationError::InvalidState.into());
    }
    if queries::find_live(&tx, to.session_id, &row.email_key).await?.is_some() {
        return Err(ApiError::new(ProblemType::Taken).detail("this address is registered there already"));
    }
    let made = copies::insert(&tx, ctx, &row, to.session_id, placement).await?;
    if made.verified_at.is_some() {
        consents::given(&tx, ctx, &[Agreed::of(&made)]).await?;
    }
    let was_verified = row.verified_at.is_some();
    let gone = queries::place(&tx, ctx, row, GIVEN_UP, &format!("staff:{}", who.user)).await?;
    writes::event(&tx, ctx, gone.id, "moved-away", who.user, json!({ "to": made.id })).await?;
    writes::event(&tx, ctx, made.id, "moved-here", who.user, json!({ "from": gone.id })).await?;
    let mails = MailJob::following(placement.status, made.id).map(|mail| mail.job(ctx));
    // Who never validated has no calendar entry to take back.
    let farewell = was_verified.then(|| MailJob::new(MailJob::CANCELLED, gone.id, 1).again(&gone).job(ctx));
    enqueue(&tx, &mails.chain(farewell).collect::<Vec<_>>(), ctx.now).await?;
    events::happened(&tx, ctx, EventKind::RegistrationCreated, made.id).await?;
    if let Some(kind) = EventKind::of_status(placement.status) {
        events::happened(&tx, ctx, kind, made.id).await?;
    }
    waitlist::settle(&tx, ctx, gone.session_id).await?;
    let told = Act::new("registration.transferred", made.id, &made.reference)
        .changed(&json!({ "sessionId": gone.session_id }), &json!({ "sessionId": made.session_id }));
    audit::record(&tx, ctx, &who.author(), told).await?;
    tx.commit().await?;
    ctx.wake.poke();
    ctx.changes.notify(gone.id);
    Ok(made.id)
}
