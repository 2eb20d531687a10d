//! Ending lapsed holds and offering freed seats.

use magnetiq_domain::seats::{self, Counts};
use magnetiq_domain::session::SessionFacts;
use magnetiq_jobs::enqueue;
use magnetiq_shared::registrations::RegistrationStatus;
use magnetiq_shared::webhooks::EventKind;
use uuid::Uuid;

use super::queries;
use crate::ctx::Ctx;
use crate::db::{Error, Tx};
use crate::events;
use crate::registrations::MailJob;
use crate::registrations::queries as rows;

/// Ends the session's lapsed holds, and offers its free seats to those who wait. Gives the session as it is then.
/// The caller holds the session's row (see `rows::lock_session`), and commits.
///
/// # Errors
/// What the database says.
pub async fn settle(tx: &Tx, ctx: &Ctx, session_id: Uuid) -> Result<SessionFacts, Error> {
    let lapsed = queries::lapsed(tx, session_id, ctx.now).await?;
    if !lapsed.is_empty() {
        queries::end_lapsed_holds(tx, session_id, ctx.now).await?;
        let ended = i32::try_from(lapsed.len()).unwrap_or(i32::MAX);
        rows::adjust(tx, session_id, Counts { taken: -ended, ..Counts::default() }).await?;
        rows::moved_by_itself(
            tx,
            ctx,
            lapsed.iter().map(|(id, from)| (*id, *from, RegistrationStatus::Expired)),
        )
        .await?;
        let told = lapsed.iter().filter_map(|(id, _)| events::job(ctx, EventKind::RegistrationExpired, *id));
        enqueue(tx, &told.collect::<Vec<_>>(), ctx.now).await?;
    }
    let mut facts = rows::session_facts(tx, session_id).await?;
    let due = seats::offers_due(&facts, ctx.now);
    if due == 0 {
        return Ok(facts);
    }
    let offer = seats::offer(&facts, ctx.now);
    let offered = queries::offer_to_next(tx, session_id, due, offer.hold_expires_at, ctx.now).await?;
    let count = offered.len() as u32;
    rows::adjust(tx, session_id, Counts { taken: count as i32, waiting: -(count as i32), registered: 0 })
        .await?;
    let moves =
        offered.iter().map(|next| (next.id, RegistrationStatus::Waitlisted, RegistrationStatus::Offered));
    rows::moved_by_itself(tx, ctx, moves).await?;
    let mails =
        offered.iter().map(|next| MailJob::new(MailJob::PLACE_OFFERED, next.id, next.offers).job(ctx));
    let told = offered.iter().filter_map(|next| events::job(ctx, EventKind::RegistrationOffered, next.id));
    let jobs: Vec<_> = mails.chain(told).collect();
    enqueue(tx, &jobs, ctx.now).await?;
    facts.taken += count;
    facts.waiting = facts.waiting.saturating_sub(count);
    Ok(facts)
}
