//! What is done to sessions beside changing their fields: publish, withdraw, move, cancel, duplicate, delete.

use chrono::{DateTime, Utc};
use magnetiq_entity::sessions;
use magnetiq_shared::fields::{self, Code};
use magnetiq_shared::sessions::SessionStatus;
use magnetiq_shared::staff::sessions::{
    Cancellation, Reschedule, SessionAct, SessionBulk, SessionFields, StaffSession,
};
use magnetiq_shared::staff::{Outcome, Outcomes};
use uuid::Uuid;

use super::{SessionError, check, clean, make, news, queries};
use crate::accounts::Actor;
use crate::audit::{self, Act};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::http::{ApiError, IfMatch};
use crate::sessions::queries::program_changed;

/// How many sessions one request may concern.
const MOST: usize = 200;

/// Publishes a draft.
///
/// # Errors
/// `not-ready` with what is missing; `invalid-state` where it is no draft.
pub(super) async fn publish(
    ctx: &Ctx,
    who: &Actor,
    id: Uuid,
    seen: Option<&IfMatch>,
) -> Result<StaffSession, SessionError> {
    let tx = ctx.db.begin().await?;
    let mut row = held(&tx, id, seen).await?;
    expect(&row, &[SessionStatus::Draft], "only drafts are published")?;
    let blocking = check::blocking(ctx, &tx, &row).await?;
    if !blocking.is_empty() {
        return Err(SessionError::NotReady(blocking));
    }
    row.status = SessionStatus::Published.word().to_owned();
    row.published_at = Some(ctx.now.into());
    row.scheduled_publish_at = None;
    row.withdrawn_at = None;
    finish(ctx, tx, who, row, "session.published").await
}

/// Makes a published session a draft again, while nobody has registered. Its page says that it is gone.
///
/// # Errors
/// `invalid-state`.
pub(super) async fn unpublish(
    ctx: &Ctx,
    who: &Actor,
    id: Uuid,
    seen: &IfMatch,
) -> Result<StaffSession, SessionError> {
    let tx = ctx.db.begin().await?;
    let mut row = held(&tx, id, Some(seen)).await?;
    expect(&row, &[SessionStatus::Published], "only published sessions are withdrawn")?;
    if row.next_place > 1 || row.seats_taken > 0 || row.waitlist_count > 0 || row.registration_count > 0 {
        return Err(SessionError::InvalidState("somebody has registered: cancel it, so that they are told"));
    }
    row.status = SessionStatus::Draft.word().to_owned();
    row.withdrawn_at = Some(ctx.now.into());
    finish(ctx, tx, who, row, "session.unpublished").await
}

/// Moves a session.
///
/// # Errors
/// `invalid-state` once it has started; `validation`.
pub(super) async fn reschedule(
    ctx: &Ctx,
    who: &Actor,
    id: Uuid,
    seen: &IfMatch,
    to: Reschedule,
) -> Result<StaffSession, SessionError> {
    let note = long(to.note.as_deref(), "/note")?;
    let tx = ctx.db.begin().await?;
    let mut row = held(&tx, id, Some(seen)).await?;
    expect(&row, &[SessionStatus::Draft, SessionStatus::Published], "it has started, or was cancelled")?;
    let is_public = row.status == SessionStatus::Published.word();
    let before = queries::fields(&row);
    if is_public && (to.starts_at <= ctx.now || before.starts_at <= ctx.now) {
        return Err(SessionError::field("/startsAt", Code::Time));
    }
    let by = to.starts_at - before.starts_at;
    let along = |at: Option<DateTime<Utc>>| at.map(|at| at + by);
    let fields = SessionFields {
        starts_at: to.starts_at,
        duration_minutes: to.duration_minutes.unwrap_or(before.duration_minutes),
        timezone: to.timezone.unwrap_or_else(|| before.timezone.clone()),
        // What is set in relation to the start moves with it.
        registration_closes_at: along(before.registration_closes_at),
        early_bird: before.early_bird.map(|early| magnetiq_shared::sessions::EarlyBird {
            ends_at: early.ends_at.min(to.starts_at),
            ..early
        }),
        scheduled_publish_at: before.scheduled_publish_at.filter(|at| *at < to.starts_at),
        ..before.clone()
    };
    let fields = clean::clean(fields).map_err(SessionError::Fields)?;
    queries::put(&mut row, fields.clone(), ctx.now);
    if is_public {
        make::moved(ctx, &tx, &mut row, &before, (to.notify, who.user, note)).await?;
    }
    let session = row.clone();
    make::touch(ctx, &mut row, who);
    let row = queries::update(&tx, row).await?;
    program_changed(&tx).await?;
    let name = make::wire(ctx, &tx, session).await?.shown_title.en;
    let act = Act::new("session.rescheduled", id, name).changed(&before, &fields);
    audit::record(&tx, ctx, &who.author(), act).await?;
    let session = make::wire(ctx, &tx, row).await?;
    tx.commit().await?;
    after(ctx).await?;
    Ok(session)
}

/// Cancels a session for good. Its page stays and says so.
///
/// # Errors
/// `invalid-state` once it has started; drafts are deleted instead.
pub(super) async fn cancel(
    ctx: &Ctx,
    who: &Actor,
    id: Uuid,
    seen: Option<&IfMatch>,
    how: &Cancellation,
) -> Result<StaffSession, SessionError> {
    let reason = long(how.reason.as_deref(), "/reason")?;
    let tx = ctx.db.begin().await?;
    let mut row = held(&tx, id, seen).await?;
    expect(&row, &[SessionStatus::Published], "only sessions that are still to come are cancelled")?;
    if row.starts_at.utc() <= ctx.now {
        return Err(SessionError::InvalidState("it has started"));
    }
    row.status = SessionStatus::Cancelled.word().to_owned();
    row.cancelled_at = Some(ctx.now.into());
    row.cancel_reason = reason;
    row.sequence += 1;
    if how.notify {
        news::tell(ctx, &tx, id, news::Tidings::Cancelled, row.sequence).await?;
    }
    finish(ctx, tx, who, row, "session.cancelled").await
}

/// A draft like this session, without its date's links: another meeting, another recording.
///
/// # Errors
/// `not-found`.
pub(super) async fn duplicate(ctx: &Ctx, who: &Actor, id: Uuid) -> Result<StaffSession, SessionError> {
    let tx = ctx.db.begin().await?;
    let row = queries::locked(&tx, id).await?.ok_or(SessionError::NotFound)?;
    let before = queries::fields(&row);
    let week = chrono::Duration::weeks(1);
    let mut starts_at = before.starts_at + week;
    while starts_at <= ctx.now {
        starts_at += week;
    }
    let fields = SessionFields {
        slug: String::new(),
        starts_at,
        registration_opens_at: None,
        registration_closes_at: None,
        early_bird: None,
        meeting_url: None,
        meeting_password: None,
        host_url: None,
        recording_url: None,
        materials_url: None,
        slides_url: None,
        scheduled_publish_at: None,
        ..before
    };
    let row = make::insert(ctx, &tx, who, fields).await?;
    let session = make::wire(ctx, &tx, row).await?;
    let act = Act::new("session.created", session.id, &session.shown_title.en);
    audit::record(&tx, ctx, &who.author(), act).await?;
    tx.commit().await?;
    Ok(session)
}

/// Deletes a draft that nobody has registered for.
///
/// # Errors
/// `invalid-state`.
pub(super) async fn delete(
    ctx: &Ctx,
    who: &Actor,
    id: Uuid,
    seen: Option<&IfMatch>,
) -> Result<(), SessionError> {
    let tx = ctx.db.begin().await?;
    let row = held(&tx, id, seen).await?;
    expect(&row, &[SessionStatus::Draft], "only drafts are deleted; cancel it instead")?;
    if row.withdrawn_at.is_some() {
        return Err(SessionError::InvalidState("its page was public, and says that it is gone"));
    }
    let name = make::wire(ctx, &tx, row).await?.shown_title.en;
    queries::delete(&tx, id).await?;
    audit::record(&tx, ctx, &who.author(), Act::new("session.deleted", id, name)).await?;
    tx.commit().await?;
    Ok(())
}

/// Does the same with several sessions, one after the other; each by itself is done or not.
///
/// # Errors
/// `validation` where there are too many.
pub(super) async fn bulk(ctx: &Ctx, who: &Actor, bulk: SessionBulk) -> Result<Outcomes, SessionError> {
    if bulk.ids.is_empty() || bulk.ids.len() > MOST {
        let code = if bulk.ids.is_empty() { Code::Required } else { Code::TooHigh };
        return Err(SessionError::field("/ids", code));
    }
    let how = Cancellation { reason: bulk.reason, notify: bulk.notify };
    let mut outcomes = Vec::with_capacity(bulk.ids.len());
    for id in bulk.ids {
        let done = match bulk.act {
            SessionAct::Publish => publish(ctx, who, id, None).await.map(|_| None),
            SessionAct::Cancel => cancel(ctx, who, id, None, &how).await.map(|_| None),
            SessionAct::Duplicate => duplicate(ctx, who, id).await.map(|made| Some(made.id)),
            SessionAct::Delete => delete(ctx, who, id, None).await.map(|()| None),
        };
        outcomes.push(match done {
            Ok(made) => Outcome { id, problem: None, detail: None, made },
            Err(error) => ApiError::from(error).outcome(id),
        });
    }
    Ok(Outcomes { outcomes })
}

/// The session's row, held, in the version that was seen.
async fn held(tx: &Tx, id: Uuid, seen: Option<&IfMatch>) -> Result<sessions::Model, SessionError> {
    let row = queries::locked(tx, id).await?.ok_or(SessionError::NotFound)?;
    match seen.map(|seen| seen.check(row.version)) {
        Some(Err(_)) => Err(SessionError::Stale),
        _ => Ok(row),
    }
}

fn expect(row: &sessions::Model, may: &[SessionStatus], else_why: &'static str) -> Result<(), SessionError> {
    let is = may.iter().any(|status| row.status == status.word());
    if is { Ok(()) } else { Err(SessionError::InvalidState(else_why)) }
}

/// Writes the row down, with the act in the audit log.
async fn finish(
    ctx: &Ctx,
    tx: Tx,
    who: &Actor,
    mut row: sessions::Model,
    action: &'static str,
) -> Result<StaffSession, SessionError> {
    make::touch(ctx, &mut row, who);
    let row = queries::update(&tx, row).await?;
    program_changed(&tx).await?;
    let session = make::wire(ctx, &tx, row).await?;
    let act = Act::new(action, session.id, &session.shown_title.en);
    audit::record(&tx, ctx, &who.author(), act).await?;
    tx.commit().await?;
    after(ctx).await?;
    Ok(session)
}

/// Those who ask this process next see it.
async fn after(ctx: &Ctx) -> Result<(), SessionError> {
    ctx.wake.poke();
    Ok(ctx.program.refresh(ctx.db.read(), ctx.now).await?)
}

fn long(text: Option<&str>, pointer: &str) -> Result<Option<String>, SessionError> {
    fields::long_text(text, 2_000).map_err(|code| SessionError::field(pointer, code))
}
