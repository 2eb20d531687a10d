//! The life of a job in the table `jobs`: queued, claimed, its lease renewed, settled.
//!
//! A job has a lease token exactly while it is `running`, so comparing the token is all the fencing there is.

use std::{collections::HashSet, time::Duration};

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use serde_json::json;
use uuid::Uuid;

use crate::{
    job::{Claimed, Finished, NewJob, Outcome},
    sql::{self, Column},
};

/// Queues jobs with one statement, inside the caller's transaction. Gives how many are new; those whose
/// deduplication key (or id) exists already are left out.
///
/// After the commit, poke the worker's [`Wake`](crate::Wake).
///
/// # Errors
/// What the database says.
pub async fn enqueue(conn: &impl ConnectionTrait, jobs: &[NewJob], now: DateTime<Utc>) -> Result<u64, DbErr> {
    if jobs.is_empty() {
        return Ok(0);
    }
    let rows = sql::rows(
        conn,
        &[
            Column::Id("id"),
            Column::Text("kind"),
            Column::Json("payload"),
            Column::Text("dedup_key"),
            Column::Integer("priority"),
            Column::Integer("run_at"),
            Column::Integer("max_attempts"),
        ],
    );
    // PostgreSQL reads a JSON null as NULL. SQLite needs `WHERE true` to tell ON CONFLICT from a join's ON.
    // In order of key, so that two transactions that queue the same never wait in a circle.
    let text = format!(
        "INSERT INTO jobs (id, kind, payload, dedup_key, priority, run_at, attempts, max_attempts, state, \
                           created_at, updated_at) \
         SELECT o.id, o.kind, coalesce(o.payload, 'null'), o.dedup_key, o.priority, o.run_at, 0, o.max_attempts, 'ready', $2, $2 \
         FROM {rows} WHERE true ORDER BY o.dedup_key ON CONFLICT DO NOTHING"
    );
    let jobs = jobs
        .iter()
        .map(|job| {
            json!({
                "id": job.id.simple().to_string(),
                "kind": job.kind,
                "payload": job.payload,
                "dedup_key": job.dedup_key,
                "priority": job.priority,
                "run_at": job.run_at.timestamp_millis(),
                "max_attempts": job.max_attempts,
            })
        })
        .collect::<serde_json::Value>();
    let done =
        conn.execute_raw(sql::statement(conn, text, [jobs.to_string().into(), sql::millis(now)])).await?;
    Ok(done.rows_affected())
}

/// What to claim.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// Only jobs of these kinds: a process leaves what it does not know to newer ones.
    pub kinds: &'a [&'static str],
    /// At most so many.
    pub limit: usize,
    /// A fresh token; all jobs of one claim share it.
    pub lease_token: Uuid,
    /// How long the jobs are held without renewal.
    pub lease: Duration,
}

/// Takes due jobs, and running ones whose lease has run out: highest priority first, then longest due.
///
/// A job may come back with more attempts than allowed, if the process died in the last one; then it is to be
/// settled as failed, not run.
///
/// # Errors
/// What the database says.
pub async fn claim(
    conn: &impl ConnectionTrait,
    claim: Claim<'_>,
    now: DateTime<Utc>,
) -> Result<Vec<Claimed>, DbErr> {
    let kinds = sql::strings(conn, "$5");
    let lock = sql::lock(conn, "FOR UPDATE SKIP LOCKED");
    let text = format!(
        "WITH due AS ( \
           SELECT id AS due_id FROM jobs \
           WHERE ((state = 'ready' AND run_at <= $1) OR (state = 'running' AND lease_until <= $1)) \
             AND kind IN {kinds} \
           ORDER BY priority DESC, run_at, id LIMIT $2 {lock}) \
         UPDATE jobs SET state = 'running', lease_token = $3, lease_until = $4, attempts = attempts + 1, \
                         updated_at = $1 \
         FROM due WHERE id = due_id \
         RETURNING id, kind, CAST(payload AS text) AS payload, priority, attempts, max_attempts, run_at"
    );
    let limit = i64::try_from(claim.limit).unwrap_or(i64::MAX);
    let values = [
        sql::millis(now),
        limit.into(),
        claim.lease_token.into(),
        sql::millis(now + claim.lease),
        json!(claim.kinds).to_string().into(),
    ];
    let mut claimed = Vec::new();
    for row in conn.query_all_raw(sql::statement(conn, text, values)).await? {
        claimed.push((row.try_get::<i32>("", "priority")?, claimed_from(&row, claim.lease_token)?));
    }
    // RETURNING keeps no order.
    claimed.sort_by_key(|(priority, job)| (-i64::from(*priority), job.run_at, job.id));
    Ok(claimed.into_iter().map(|(_, job)| job).collect())
}

fn claimed_from(row: &QueryResult, lease_token: Uuid) -> Result<Claimed, DbErr> {
    Ok(Claimed {
        id: row.try_get("", "id")?,
        kind: row.try_get("", "kind")?,
        payload: sql::json(row, "payload")?,
        attempts: row.try_get("", "attempts")?,
        max_attempts: row.try_get("", "max_attempts")?,
        lease_token,
        run_at: sql::instant(row, "run_at")?,
    })
}

/// A job and the token under which it is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Lease {
    /// The job.
    pub id: Uuid,
    /// The token of the claim.
    pub token: Uuid,
}

impl From<&Claimed> for Lease {
    fn from(job: &Claimed) -> Self {
        Self { id: job.id, token: job.lease_token }
    }
}

const LEASE_COLUMNS: &[Column] = &[Column::Id("id"), Column::Id("token")];

fn leases_json(leases: impl IntoIterator<Item = Lease>) -> String {
    leases
        .into_iter()
        .map(|lease| json!({"id": lease.id.simple().to_string(), "token": lease.token.simple().to_string()}))
        .collect::<serde_json::Value>()
        .to_string()
}

/// Holds jobs until `until`. Gives how many leases still count; lost ones are left alone.
///
/// # Errors
/// What the database says.
pub async fn renew(
    conn: &impl ConnectionTrait,
    leases: impl IntoIterator<Item = Lease>,
    until: DateTime<Utc>,
) -> Result<u64, DbErr> {
    let text = format!(
        "UPDATE jobs SET lease_until = $2 FROM {} \
         WHERE jobs.id = o.id AND jobs.lease_token = o.token",
        sql::rows(conn, LEASE_COLUMNS)
    );
    let values = [leases_json(leases).into(), sql::millis(until)];
    Ok(conn.execute_raw(sql::statement(conn, text, values)).await?.rows_affected())
}

/// Writes how jobs ended and gives those that counted; an outcome whose lease was lost changes nothing.
///
/// Two or three statements, whatever the number. Needs a write transaction: the rows stay locked until its end.
///
/// # Errors
/// What the database says.
pub async fn settle(
    conn: &impl ConnectionTrait,
    finished: &[Finished],
    now: DateTime<Utc>,
) -> Result<Vec<Finished>, DbErr> {
    let held = lock_held(conn, finished).await?;
    let counted: Vec<_> = finished.iter().filter(|f| held.contains(&Lease::from(&f.job))).cloned().collect();
    delete_done(conn, &counted).await?;
    put_back(conn, &counted, now).await?;
    Ok(counted)
}

/// Locks the jobs whose lease still counts, in order of id, so that two transactions never wait in a circle.
async fn lock_held(conn: &impl ConnectionTrait, finished: &[Finished]) -> Result<HashSet<Lease>, DbErr> {
    let text = format!(
        "SELECT jobs.id, jobs.lease_token FROM {} CROSS JOIN jobs \
         WHERE jobs.id = o.id AND jobs.lease_token = o.token ORDER BY jobs.id {}",
        sql::rows(conn, LEASE_COLUMNS),
        sql::lock(conn, "FOR UPDATE OF jobs")
    );
    let leases = leases_json(finished.iter().map(|f| Lease::from(&f.job)));
    let rows = conn.query_all_raw(sql::statement(conn, text, [leases.into()])).await?;
    rows.iter()
        .map(|row| Ok(Lease { id: row.try_get("", "id")?, token: row.try_get("", "lease_token")? }))
        .collect()
}

async fn delete_done(conn: &impl ConnectionTrait, counted: &[Finished]) -> Result<(), DbErr> {
    let done = counted
        .iter()
        .filter(|f| f.outcome == Outcome::Done)
        .map(|f| json!({"id": f.job.id.simple().to_string()}))
        .collect::<Vec<_>>();
    if done.is_empty() {
        return Ok(());
    }
    let rows = sql::rows(conn, &[Column::Id("id")]);
    let text = format!("DELETE FROM jobs WHERE id IN (SELECT o.id FROM {rows})");
    conn.execute_raw(sql::statement(conn, text, [json!(done).to_string().into()])).await?;
    Ok(())
}

async fn put_back(
    conn: &impl ConnectionTrait,
    counted: &[Finished],
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let back = counted
        .iter()
        .filter_map(|Finished { job, outcome }| {
            let (state, at, error) = match outcome {
                Outcome::Done => return None,
                Outcome::Retried { at, error } => ("ready", *at, error),
                Outcome::Failed { error } => ("failed", job.run_at, error),
            };
            let id = job.id.simple().to_string();
            Some(json!({"id": id, "state": state, "run_at": at.timestamp_millis(), "error": error}))
        })
        .collect::<Vec<_>>();
    if back.is_empty() {
        return Ok(());
    }
    let columns = [Column::Id("id"), Column::Text("state"), Column::Integer("run_at"), Column::Text("error")];
    let text = format!(
        "UPDATE jobs SET state = o.state, run_at = o.run_at, last_error = o.error, updated_at = $2, \
                         lease_token = NULL, lease_until = NULL \
         FROM {} WHERE jobs.id = o.id",
        sql::rows(conn, &columns)
    );
    conn.execute_raw(sql::statement(conn, text, [json!(back).to_string().into(), sql::millis(now)])).await?;
    Ok(())
}
