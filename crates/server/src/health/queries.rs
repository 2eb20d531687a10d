//! What the database says about the state of things.

use magnetiq_domain::seats::Counts;
use magnetiq_entity::sessions;
use magnetiq_jobs::stats;
use sea_orm::{EntityTrait, QueryOrder};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::db::{self, Error};
use crate::registrations::queries as rows;

/// The state of the process's surroundings.
#[derive(Debug, Default)]
pub(super) struct State {
    pub database: bool,
    pub migrated: bool,
    pub jobs_ready: i64,
    pub jobs_due: i64,
    pub jobs_running: i64,
    pub jobs_failed: i64,
    pub oldest_due_seconds: i64,
}

pub(super) async fn state(ctx: &Ctx) -> Result<State, Error> {
    let migrated = db::pending_migrations(&ctx.db).await? == 0;
    let jobs = stats(ctx.db.read(), ctx.now).await?;
    Ok(State {
        database: true,
        migrated,
        jobs_ready: jobs.ready as i64,
        jobs_due: jobs.due as i64,
        jobs_running: jobs.running as i64,
        jobs_failed: jobs.failed as i64,
        oldest_due_seconds: jobs.oldest_due_age.map_or(0, |age| age.as_secs() as i64),
    })
}

/// A session whose counters are not what its rows add up to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The session.
    pub session_id: Uuid,
    /// Its slug.
    pub slug: String,
    /// What its counters say.
    pub kept: Counts,
    /// What its rows add up to.
    pub counted: Counts,
}

/// Compares every session's counters with its rows.
///
/// # Errors
/// What the database says.
pub async fn inspect(ctx: &Ctx) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    for row in sessions::Entity::find().order_by_asc(sessions::Column::StartsAt).all(ctx.db.read()).await? {
        let kept = Counts {
            taken: row.seats_taken,
            waiting: row.waitlist_count,
            registered: row.registration_count,
        };
        let counted = rows::count(ctx.db.read(), row.id).await?;
        if kept != counted {
            findings.push(Finding { session_id: row.id, slug: row.slug, kept, counted });
        }
    }
    Ok(findings)
}

/// Sets the counters of these sessions to what their rows add up to.
///
/// # Errors
/// What the database says.
pub async fn repair(ctx: &Ctx, findings: &[Finding]) -> Result<(), Error> {
    for finding in findings {
        let tx = ctx.db.begin().await?;
        rows::lock_session(&tx, finding.session_id).await?;
        rows::recount(&tx, finding.session_id).await?;
        tx.commit().await?;
    }
    Ok(())
}
