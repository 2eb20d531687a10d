//! Forgetting somebody: their registration is emptied here, and the slices above, which keep things of theirs, too, are
//! told.

use magnetiq_domain::{lifecycle, seats};
use magnetiq_jobs::{NewJob, enqueue};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::manage::GIVEN_UP;
use super::queries::{self, Registration, status};
use super::{RegistrationError, verify};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::{suppressions, visits, waitlist};

/// Who forgets people by the house's own rule.
pub const BY_RETENTION: &str = "retention";

/// A registration out of which everything personal was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forgotten {
    /// Its id.
    pub registration: Uuid,
}

impl Forgotten {
    /// The kind of the job that takes it out everywhere else.
    pub const JOB: &str = "forget-person";

    /// That job. It goes before everything else, for what waits must not go out any more; unless time alone asks for it,
    /// of thousands at once.
    fn job(self, ctx: &Ctx, by: &str) -> NewJob {
        let payload = serde_json::to_value(self).unwrap_or_default();
        let priority = if by == BY_RETENTION { -30 } else { 20 };
        NewJob::new(ctx.new_id(), Self::JOB, payload, ctx.now).priority(priority)
    }
}

/// Takes everything personal out of a registration, whatever its state. A place in a session to come is given up, and
/// goes to the next in line; figures of what has been stay. Done again, it does nothing.
///
/// # Errors
/// `gone` where there is none.
pub async fn forget(ctx: &Ctx, id: Uuid, by: &str) -> Result<(), RegistrationError> {
    let tx = ctx.db.begin().await?;
    let (row, _) = verify::locked(&tx, ctx, id).await?;
    if row.erased_at.is_some() {
        return Ok(());
    }
    empty(&tx, ctx, row, by).await?;
    tx.commit().await?;
    ctx.wake.poke();
    ctx.changes.notify(id);
    Ok(())
}

/// The same within a transaction that has locked the session.
pub(super) async fn empty(tx: &Tx, ctx: &Ctx, row: Registration, by: &str) -> Result<(), RegistrationError> {
    let session = row.session_id;
    let facts = queries::session_facts(tx, session).await?;
    let row = if lifecycle::may_cancel(status(&row)) && seats::frees_seat(&facts, ctx.now) {
        queries::place(tx, ctx, row, GIVEN_UP, by).await?
    } else {
        row
    };
    if queries::is_last_of_address(tx, &row).await? {
        suppressions::forget(tx, &row.email_key).await?;
    } else {
        // What the owner said last about news holds for their other registrations, too.
        queries::keep_refusal(tx, &row).await?;
    }
    queries::erase(tx, &row, ctx.now).await?;
    visits::forget(tx, &row).await?;
    enqueue(tx, &[Forgotten { registration: row.id }.job(ctx, by)], ctx.now).await?;
    waitlist::settle(tx, ctx, session).await?;
    Ok(())
}
