//! What staff do with mails of a session's program.

use chrono::Duration;
use magnetiq_domain::schedule::{self, PlannedKind, Step};
use magnetiq_shared::automations::{PlanAct, PlanOutcome};
use uuid::Uuid;

use super::AutomationError;
use super::queries::{self, Planned};
use super::round::{Due, Look};
use crate::accounts::Actor;
use crate::audit::{self, Act};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::messages::{self, Summary};

/// Does it, and writes down who did.
///
/// # Errors
/// `NotFound` where the session has no such mail; `Over` where it has started or is not published.
pub(super) async fn act(
    ctx: &Ctx,
    who: &Actor,
    (session, kind): (Uuid, &str),
    act: PlanAct,
) -> Result<PlanOutcome, AutomationError> {
    let kind: PlannedKind = kind.parse().map_err(|_| AutomationError::NotFound)?;
    let tx = ctx.db.begin().await?;
    let session = queries::one(&tx, ctx.now, session).await?.ok_or(AutomationError::Over)?;
    let usual = ctx.program.at(ctx.now).program.settings.program.reminders.clone();
    let program = schedule::program(session.reminders(&usual));
    let at = program.iter().position(|step| step.kind == kind).ok_or(AutomationError::NotFound)?;
    let step = &program[at];
    let (name, queued) = match act {
        PlanAct::Pause => ("automation.paused", mark(&tx, ctx, who, (&session, step, "paused")).await?),
        PlanAct::Skip => ("automation.skipped", mark(&tx, ctx, who, (&session, step, "skipped")).await?),
        PlanAct::Resume => ("automation.resumed", resume(&tx, ctx, &session, (&program, at)).await?),
        PlanAct::Send => ("automation.sent", send(&tx, ctx, (&session, step)).await?),
    };
    let told = Act::new(name, session.id, format!("{}: {kind}", session.title().en));
    audit::record(&tx, ctx, &who.author(), told).await?;
    tx.commit().await?;
    ctx.wake.poke();
    Ok(PlanOutcome { queued })
}

async fn mark(
    tx: &Tx,
    ctx: &Ctx,
    who: &Actor,
    (session, step, state): (&Planned, &Step, &str),
) -> Result<u32, AutomationError> {
    queries::mark(tx, (session, step.kind, state), Some(who.user), ctx.now).await?;
    Ok(0)
}

/// What was due meanwhile goes at once, but for what a later reminder has overtaken.
async fn resume(
    tx: &Tx,
    ctx: &Ctx,
    session: &Planned,
    (program, at): (&[Step], usize),
) -> Result<u32, AutomationError> {
    queries::unmark(tx, session, program[at].kind).await?;
    let due = Due::of(ctx, session, program, at, Look::until(ctx.now));
    let parts = due.parts(tx).await?;
    Ok(due.write(tx, parts).await?)
}

/// To everybody who has not got it.
async fn send(tx: &Tx, ctx: &Ctx, (session, step): (&Planned, &Step)) -> Result<u32, AutomationError> {
    let starts_at = session.starts_at.utc();
    if let Some(to) = Summary::of(step.kind) {
        let Some(reader) = messages::reader(ctx, to, session.speaker_id).await? else { return Ok(0) };
        return Ok(messages::summarise(tx, ctx, (to, reader), (session.id, starts_at, ctx.now), None).await?);
    }
    let about = messages::Reminder { kind: step.kind, session: session.id, starts_at, due_at: ctx.now };
    // Whoever was confirmed in this very moment, too.
    let by = ctx.now + Duration::seconds(1);
    let mut queued = 0;
    for (zone, _) in queries::zones(tx, std::iter::once(session.id)).await?.into_values().flatten() {
        let people = queries::missing(tx, session, step.kind, &zone, by).await?;
        let people = people.into_iter().map(queries::Recipient::reminded).collect();
        queued += messages::remind(tx, ctx, &about, people).await?;
    }
    Ok(queued)
}
