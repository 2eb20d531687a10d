//! One look at the sessions that ended.

use chrono::{DateTime, Duration, Utc};
use magnetiq_entity::sessions;
use magnetiq_shared::registrations::RegistrationStatus;

use super::queries::Whom;
use super::{queries, service};
use crate::certificates;
use crate::ctx::Ctx;
use crate::db::{self, Error};
use crate::messages::{self, Afterwards};
use crate::registrations::MailJob;

/// The name of this round.
const ROUND: &str = "session-closings";
/// How far a round looks back behind the one before.
const OVERLAP: Duration = Duration::minutes(10);
/// How many mails one transaction queues.
const AT_ONCE: u64 = 500;

/// Does what is due. What fails with one session keeps none of the others from theirs.
///
/// # Errors
/// What the database says; the next round begins where this one did.
pub(super) async fn run(ctx: &Ctx) -> Result<(), Error> {
    let conn = ctx.db.read();
    let from = db::checked_at(conn, ROUND).await?.unwrap_or(ctx.now).min(ctx.now) - OVERLAP;
    let mut failed = None;
    for session in queries::ended(conn, from, ctx.now).await? {
        if let Err(error) = close(ctx, &session).await {
            tracing::warn!(%error, session = %session.slug, "what follows a session could not be done");
            failed = Some(error);
        }
    }
    if let Some(error) = failed {
        return Err(error);
    }
    let tx = ctx.db.begin().await?;
    db::set_checked(&tx, ROUND, ctx.now).await?;
    tx.commit().await
}

async fn close(ctx: &Ctx, session: &sessions::Model) -> Result<(), Error> {
    let conn = ctx.db.read();
    let mut closing = queries::closing(conn, session.id).await?;
    if closing.is_none() {
        // From now on it is looked at until it is closed, whatever the rounds' times.
        let tx = ctx.db.begin().await?;
        closing = Some(queries::open(&tx, session.id).await?);
        tx.commit().await?;
    }
    let mut facts = queries::facts(conn, session, closing.as_ref()).await?;
    if facts.completes_at().is_some_and(|at| at <= ctx.now) {
        service::decide(ctx, session.id, None).await?;
        facts.completed_at = Some(ctx.now);
    }
    let [_, attended, no_show] = queries::counts(conn, session.id).await?;
    if facts.completed_at.is_some() && attended > 0 && certificates::is_lacking(conn, session.id).await? {
        let tx = ctx.db.begin().await?;
        certificates::issue(&tx, ctx, session.id).await?;
        tx.commit().await?;
    }
    if attended + no_show > 0 && facts.follows_up(ctx.now) {
        let due_at = facts.follow_up_at();
        tell(ctx, session, MailJob::FOLLOW_UP, Whom::In(RegistrationStatus::Attended), due_at).await?;
        tell(ctx, session, MailJob::NO_SHOW, Whom::In(RegistrationStatus::NoShow), due_at).await?;
    }
    if let Some(since) = session.recording_at.filter(|_| facts.has_recording) {
        tell(ctx, session, MailJob::RECORDING, Whom::WaitingForRecording(since), since.utc()).await?;
    }
    Ok(())
}

/// Queues a mail for everybody who is to be told and was not yet.
async fn tell(
    ctx: &Ctx,
    session: &sessions::Model,
    kind: &'static str,
    whom: Whom,
    due_at: DateTime<Utc>,
) -> Result<(), Error> {
    let about = Afterwards { kind, session: session.id, starts_at: session.starts_at.utc(), due_at };
    // Most rounds find nobody: they are not to keep others from writing.
    while !queries::untold(ctx.db.read(), session, whom, 1).await?.is_empty() {
        let tx = ctx.db.begin().await?;
        let people = queries::untold(&tx, session, whom, AT_ONCE).await?;
        messages::follow(&tx, ctx, &about, people).await?;
        tx.commit().await?;
    }
    Ok(())
}
