//! Putting the dashboard together.

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use magnetiq_domain::dashboard::{PERIOD, SessionToDo, tasks, weeks};
use magnetiq_shared::dashboard::{
    Compared, Dashboard, Funnel, NextSession, ProgramFigures, Revenue, Task, TaskKind, WeekFigure,
};
use magnetiq_shared::registrations::Registration;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::sessions::SessionStatus;
use magnetiq_shared::{Currency, Money};

use super::queries::{self, Sale, SessionRow};
use super::translations;
use crate::accounts::Actor;
use crate::ctx::Ctx;
use crate::db::Error;
use crate::integrations::networks;
use crate::posts;
use crate::registrations::staff;

/// How many rows its lists have.
const ROWS: usize = 6;
/// How many weeks it looks back.
const WEEKS: u32 = 12;

/// The dashboard at this moment. Who may not see registrations sees none.
pub(super) async fn dashboard(ctx: &Ctx, who: &Actor) -> Result<Dashboard, Error> {
    let conn = ctx.db.read();
    let since = ctx.now - PERIOD;
    // Nothing of this waits for anything else of it.
    let (confirmed, views, seen_before, sales, attendance, verified, rows, german_missing, newest, weeks) = tokio::try_join!(
        confirmed(ctx, since),
        queries::views(conn, since),
        queries::page_views(conn, since - PERIOD, since),
        queries::sales(conn, since - PERIOD, since),
        attendance(ctx, since),
        queries::verified(conn, since),
        queries::sessions(conn, ctx.now),
        translations::missing(conn),
        newest(ctx, who),
        per_week(ctx),
    )?;
    let untranslated = german_missing.iter().filter(|page| page.is_published).count();
    let (tasks, next_sessions) = tokio::try_join!(to_do(ctx, &rows, untranslated), next(ctx, &rows))?;
    Ok(Dashboard {
        figures: ProgramFigures {
            since,
            confirmed,
            page_to_registration: Compared {
                now: share(confirmed.now, views.page_opened),
                before: share(confirmed.before, seen_before),
            },
            attendance,
            revenue: revenue(&sales),
        },
        tasks,
        next_sessions,
        newest_registrations: newest,
        weeks,
        funnel: Funnel { verified, confirmed: confirmed.now, ..views },
        german_missing,
    })
}

async fn confirmed(ctx: &Ctx, since: DateTime<Utc>) -> Result<Compared<u64>, Error> {
    let conn = ctx.db.read();
    Ok(Compared {
        now: queries::confirmed(conn, since, ctx.now + Duration::seconds(1)).await?,
        before: queries::confirmed(conn, since - PERIOD, since).await?,
    })
}

async fn newest(ctx: &Ctx, who: &Actor) -> Result<Vec<Registration>, Error> {
    if !who.may(Scope::RegistrationsRead) {
        return Ok(Vec::new());
    }
    staff::newest(ctx.db.read(), ROWS as u64).await
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| (part as f64 / whole as f64).min(1.0))
}

async fn attendance(ctx: &Ctx, since: DateTime<Utc>) -> Result<Compared<Option<f64>>, Error> {
    let conn = ctx.db.read();
    let of = async |from, to| {
        let (came, marked) = queries::attendance(conn, from, to).await?;
        Ok::<_, Error>(share(came, marked))
    };
    Ok(Compared { now: of(since, ctx.now).await?, before: of(since - PERIOD, since).await? })
}

/// What was sold, in each currency.
fn revenue(sales: &[Sale]) -> Vec<Revenue> {
    let mut sums: Vec<Revenue> = Vec::new();
    for sale in sales {
        let Some(currency) = sale.currency.clone().and_then(|code| Currency::try_from(code).ok()) else {
            continue;
        };
        let at = sums.iter().position(|sum| sum.now.currency == currency).unwrap_or_else(|| {
            let nothing = Money::new(0, currency);
            sums.push(Revenue { now: nothing, before: nothing, unpaid: nothing });
            sums.len() - 1
        });
        let amount = sale.amount();
        let sum = if sale.is_now() { &mut sums[at].now } else { &mut sums[at].before };
        sum.amount += amount;
        if sale.is_now() && sale.payment_status != "completed" {
            sums[at].unpaid.amount += amount;
        }
    }
    sums
}

async fn to_do(ctx: &Ctx, rows: &[SessionRow], untranslated: usize) -> Result<Vec<Task>, Error> {
    let conn = ctx.db.read();
    let approvals = queries::to_approve(conn).await?;
    // Where a session is still to come, those with a place matter as long as it has no link.
    let asked = rows.iter().filter(|row| !row.has_link || row.ends_at.utc() <= ctx.now);
    let unmarked = queries::unmarked(conn, asked.map(|row| row.id)).await?;
    let mut all = Vec::new();
    for row in rows {
        let session = SessionToDo {
            status: row.status(),
            starts_at: row.starts_at.utc(),
            ends_at: row.ends_at.utc(),
            has_link: row.has_link,
            to_approve: approvals.get(&row.id).copied().unwrap_or_default(),
            unmarked: unmarked.get(&row.id).copied().unwrap_or_default(),
        };
        all.extend(tasks(&session, ctx.now).into_iter().map(|(kind, count)| Task {
            kind,
            session_id: Some(row.id),
            title: Some(row.title()),
            count,
            at: Some(if kind == TaskKind::MarkAttendance { session.ends_at } else { session.starts_at }),
        }));
    }
    let failed = queries::failed_messages(conn, ctx.now - PERIOD).await?;
    let untranslated = u32::try_from(untranslated).unwrap_or(u32::MAX);
    for (kind, count) in [(TaskKind::FailedMessages, failed), (TaskKind::Translate, untranslated)] {
        if count > 0 {
            all.push(Task { kind, session_id: None, title: None, count, at: None });
        }
    }
    let posts = posts::attention(ctx).await?;
    for (kind, count) in [(TaskKind::CheckPosts, posts.wrong), (TaskKind::SharePosts, posts.due)] {
        if count > 0 {
            all.push(Task { kind, session_id: None, title: None, count, at: None });
        }
    }
    all.extend(networks::ending(conn, ctx.now).await?.into_iter().map(|ending| Task {
        kind: TaskKind::ConnectNetwork,
        session_id: None,
        title: Some(ending.network.name().into()),
        count: 1,
        at: ending.at,
    }));
    all.sort_by_key(|task| (task.kind, task.at, task.session_id));
    Ok(all)
}

async fn next(ctx: &Ctx, rows: &[SessionRow]) -> Result<Vec<NextSession>, Error> {
    let mut coming: Vec<(&SessionRow, SessionStatus)> = rows
        .iter()
        .map(|row| (row, row.status_at(ctx.now)))
        .filter(|(_, status)| matches!(status, SessionStatus::Published | SessionStatus::Live))
        .collect();
    coming.sort_by_key(|(row, _)| (row.starts_at, row.id));
    coming.truncate(ROWS);
    let ids = coming.iter().map(|(row, _)| row.id);
    let fresh = queries::registered_since(ctx.db.read(), ids, ctx.now - Duration::days(7)).await?;
    let shown = coming.into_iter().map(|(row, status)| NextSession {
        id: row.id,
        slug: row.slug.clone(),
        title: row.title(),
        speaker: row.speaker(),
        starts_at: row.starts_at.utc(),
        timezone: row.timezone.clone(),
        status,
        taken: row.seats_taken.max(0).unsigned_abs(),
        capacity: row.capacity.map(|seats| seats.max(0).unsigned_abs()),
        waiting: row.waitlist_count.max(0).unsigned_abs(),
        last_week: fresh.get(&row.id).copied().unwrap_or_default(),
    });
    Ok(shown.collect())
}

async fn per_week(ctx: &Ctx) -> Result<Vec<WeekFigure>, Error> {
    let settings = ctx.program.at(ctx.now).program.settings.clone();
    let zone: Tz = settings.program.timezone.parse().unwrap_or(Tz::UTC);
    let starts = weeks(ctx.now, zone, WEEKS);
    let mut figures = Vec::new();
    // A count per week is quick from the index; grouped, each row would have to be sorted into its week.
    for week in starts.windows(2) {
        figures.push(WeekFigure {
            monday: week[0].with_timezone(&zone).date_naive(),
            registrations: queries::registered(ctx.db.read(), week[0], week[1]).await?,
        });
    }
    Ok(figures)
}
