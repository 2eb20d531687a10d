//! Reading reports in, deciding who was there, and telling how far everything is.

use chrono::{DateTime, Utc};
use magnetiq_domain::acts::decide as decide_move;
use magnetiq_domain::closing::{CLOSED, was_there};
use magnetiq_entity::sessions;
use magnetiq_shared::attendance::{ReportFate, ReportOutcome, ReportQuery, SessionClosing};
use magnetiq_shared::registrations::{RegistrationAct, RegistrationStatus};
use magnetiq_shared::{Code, FieldError, ProblemType, TranslatedText, fields};
use serde_json::json;
use uuid::Uuid;

use super::fates::{Fates, Registered, fates};
use super::queries;
use super::report::{self, ReportError};
use crate::accounts::Actor;
use crate::audit::{self, Act};
use crate::certificates;
use crate::ctx::Ctx;
use crate::db::{Error, Tx};
use crate::http::{ApiError, ApiResult};
use crate::registrations::queries::{self as rows, Registration, status};
use crate::registrations::{MailJob, RegistrationError};
use crate::sessions::queries::{facts as session_facts, program_changed, title};

/// How many people one transaction moves.
const AT_ONCE: u64 = 200;
/// The longest time somebody may have to be there.
const MOST_MINUTES: u32 = 600;
/// Who moves registrations, where nobody says so.
const SYSTEM: &str = "system";

/// How far everything is.
///
/// # Errors
/// `not-found`.
pub(super) async fn state(ctx: &Ctx, id: Uuid) -> ApiResult<SessionClosing> {
    let conn = ctx.db.read();
    let (session, _) = queries::session(conn, id).await?.ok_or_else(ApiError::not_found)?;
    let closing = queries::closing(conn, id).await?;
    let facts = queries::facts(conn, &session, closing.as_ref()).await?;
    let [open, attended, no_show] = queries::counts(conn, id).await?;
    let (certificates, revoked) = certificates::count(conn, id).await?;
    let known = facts.completed_at.is_some() || facts.completes_at().is_some();
    Ok(SessionClosing {
        is_over: facts.ends_at <= ctx.now && session.status != "cancelled",
        open,
        attended,
        no_show,
        joined: queries::joined(conn, id).await?,
        reported_at: closing.as_ref().and_then(|row| row.reported_at).map(|at| at.utc()),
        report_name: closing.as_ref().and_then(|row| row.report_name.clone()),
        completed_at: facts.completed_at,
        completes_at: facts.completes_at(),
        has_recording: facts.has_recording,
        follow_up_at: (known || attended + no_show > 0).then(|| facts.follow_up_at()),
        follow_ups: queries::mails(conn, id, MailJob::FOLLOW_UP).await?,
        no_show_mails: queries::mails(conn, id, MailJob::NO_SHOW).await?,
        certificates,
        revoked,
        gives_certificates: session.certificate_template.is_some(),
    })
}

/// A session whose mails of afterwards are still to come.
pub struct ToFollow {
    /// The session.
    pub session: Uuid,
    /// Its address.
    pub slug: String,
    /// Its title.
    pub title: TranslatedText,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When its mails go out, as far as is known now.
    pub due_at: DateTime<Utc>,
    /// How many get a follow-up, and how many read that they were missed.
    pub follow_ups: u32,
    /// See above.
    pub no_shows: u32,
}

/// The sessions whose mails of afterwards are due by then and have not gone out, or this one.
///
/// # Errors
/// What the database says.
pub async fn to_follow(
    ctx: &Ctx,
    session: Option<Uuid>,
    until: DateTime<Utc>,
) -> Result<Vec<ToFollow>, Error> {
    let conn = ctx.db.read();
    let mut all = Vec::new();
    for (session, topic) in queries::ending(conn, session, (ctx.now - CLOSED, until)).await? {
        let closing = queries::closing(conn, session.id).await?;
        let facts = queries::facts(conn, &session, closing.as_ref()).await?;
        let due_at = facts.follow_up_at();
        if due_at <= ctx.now || due_at > until {
            continue;
        }
        let [open, attended, no_shows] = queries::counts(conn, session.id).await?;
        all.push(ToFollow {
            session: session.id,
            title: title(&session, &topic),
            starts_at: session.starts_at.utc(),
            slug: session.slug,
            due_at,
            follow_ups: open + attended,
            no_shows,
        });
    }
    Ok(all)
}

/// A session that is over.
async fn over(ctx: &Ctx, tx: &Tx, id: Uuid) -> ApiResult<(sessions::Model, String)> {
    let (session, topic) = queries::session(tx, id).await?.ok_or_else(ApiError::not_found)?;
    let is_held = matches!(session.status.as_str(), "published" | "live" | "completed");
    if !is_held || ctx.now < session.ends_at.utc() {
        return Err(ApiError::new(ProblemType::InvalidState).detail("the session is not over"));
    }
    let title = title(&session, &topic).en;
    Ok((session, title))
}

/// Reads a report in, or tells what that would do.
///
/// # Errors
/// `not-found`; `invalid-state` where the session is not over; `validation` where it is no report.
pub(super) async fn import(
    ctx: &Ctx,
    who: &Actor,
    id: Uuid,
    query: ReportQuery,
    file: &[u8],
) -> ApiResult<ReportOutcome> {
    let wrong = |field: &str, code| ApiError::validation(vec![FieldError::new(field, code)]);
    if query.min_minutes > MOST_MINUTES {
        return Err(wrong("minMinutes", Code::TooHigh));
    }
    let name = fields::optional_line(query.name.as_deref()).map_err(|code| wrong("name", code))?;
    let report = report::read(file).map_err(|error| {
        let code = if error == ReportError::TooLong { Code::TooLong } else { Code::Type };
        wrong("", code)
    })?;
    let tx = ctx.db.begin().await?;
    let (session, title) = over(ctx, &tx, id).await?;
    rows::lock_session(&tx, id).await?;
    let people = queries::people(&tx, id).await?;
    let known = people.iter().filter(|row| row.erased_at.is_none());
    let registered: Vec<Registered> = known.map(registered).collect();
    let Fates { people: told, registrations: found } = fates(report.people, &registered, query.min_minutes);
    let there = |id: &Uuid| found.get(id).is_some_and(|(_, fate)| *fate == ReportFate::Attended);
    let outcome = ReportOutcome {
        source: report.source,
        attended: u32::try_from(people.iter().filter(|row| there(&row.id)).count()).unwrap_or(u32::MAX),
        missing: u32::try_from(
            people.iter().filter(|row| !there(&row.id) && row.joined_at.is_none()).count(),
        )
        .unwrap_or(u32::MAX),
        people: told,
        applied: !query.dry_run,
    };
    if query.dry_run {
        return Ok(outcome);
    }
    queries::open(&tx, id).await?;
    for row in &people {
        if let Some((minutes, fate)) = found.get(&row.id) {
            // A report without times says that somebody was there, not how long.
            queries::set_minutes(&tx, row.id, *minutes, ctx.now).await?;
            if minutes.is_none() && *fate == ReportFate::Attended {
                moved(&tx, ctx, &session, row.clone(), RegistrationAct::Attended, &actor(Some(who))).await?;
            }
        }
    }
    queries::reported(&tx, id, (name, query.min_minutes), ctx.now).await?;
    let told = Act::new("attendance.imported", id, title)
        .changed(&json!({}), &json!({ "attended": outcome.attended, "people": outcome.people.len() }));
    audit::record(&tx, ctx, &who.author(), told).await?;
    tx.commit().await?;
    decide(ctx, id, Some(who)).await?;
    ctx.wake.poke();
    Ok(outcome)
}

fn registered(row: &Registration) -> Registered {
    Registered {
        id: row.id,
        reference: row.reference.clone(),
        email_key: row.email_key.clone(),
        name: format!("{} {}", row.first_name, row.last_name),
    }
}

/// Staff say that it is known who was there.
///
/// # Errors
/// `not-found`; `invalid-state` where the session is not over.
pub(super) async fn complete(ctx: &Ctx, who: &Actor, id: Uuid) -> ApiResult<SessionClosing> {
    let tx = ctx.db.begin().await?;
    let (_, title) = over(ctx, &tx, id).await?;
    queries::open(&tx, id).await?;
    audit::record(&tx, ctx, &who.author(), Act::new("attendance.completed", id, title)).await?;
    tx.commit().await?;
    decide(ctx, id, Some(who)).await?;
    ctx.wake.poke();
    state(ctx, id).await
}

fn actor(who: Option<&Actor>) -> String {
    who.map_or_else(|| SYSTEM.to_owned(), |who| format!("staff:{}", who.user))
}

/// Moves everybody with a place to attended or no-show, and writes down that it is known. Broken off, it goes on where
/// it was; done again, whom a new report shows as there counts as such.
///
/// # Errors
/// What the database says.
pub(super) async fn decide(ctx: &Ctx, id: Uuid, who: Option<&Actor>) -> Result<(), Error> {
    loop {
        let tx = ctx.db.begin().await?;
        rows::lock_session(&tx, id).await?;
        let Some((session, _)) = queries::session(&tx, id).await? else { return Ok(()) };
        let closing = queries::open(&tx, id).await?;
        let min_minutes = u32::try_from(closing.min_minutes).unwrap_or_default();
        let open = queries::in_state(&tx, id, RegistrationStatus::Confirmed, AT_ONCE).await?;
        let is_last = (open.len() as u64) < AT_ONCE;
        for row in open {
            let act = match is_there(&row, min_minutes) {
                true => RegistrationAct::Attended,
                false => RegistrationAct::NoShow,
            };
            moved(&tx, ctx, &session, row, act, &actor(who)).await?;
        }
        if is_last {
            if closing.reported_at.is_some() {
                // A report that comes later knows of people whom nobody had seen.
                for row in queries::in_state(&tx, id, RegistrationStatus::NoShow, u64::MAX >> 1).await? {
                    if row.attendance_minutes.is_some() && is_there(&row, min_minutes) {
                        moved(&tx, ctx, &session, row, RegistrationAct::Attended, &actor(who)).await?;
                    }
                }
            }
            queries::recount(&tx, &session).await?;
            if closing.completed_at.is_none() {
                queries::completed(&tx, id, who.map(|who| who.user), ctx.now).await?;
            }
            program_changed(&tx).await?;
        }
        tx.commit().await?;
        if is_last {
            ctx.changes.notify(id);
            return Ok(());
        }
    }
}

fn is_there(row: &Registration, min_minutes: u32) -> bool {
    let minutes = row.attendance_minutes.and_then(|minutes| u32::try_from(minutes).ok());
    was_there(row.joined_at.is_some(), minutes, min_minutes)
}

/// Moves one registration, where the life cycle allows it.
async fn moved(
    tx: &Tx,
    ctx: &Ctx,
    session: &sessions::Model,
    row: Registration,
    act: RegistrationAct,
    actor: &str,
) -> Result<(), Error> {
    let facts = session_facts(session);
    let Ok(to) = decide_move(&facts, status(&row), row.holds_seat, act, ctx.now) else { return Ok(()) };
    match rows::place(tx, ctx, row, to, actor).await {
        Ok(_) => Ok(()),
        Err(RegistrationError::Database(error)) => Err(error),
        Err(_) => Ok(()),
    }
}
