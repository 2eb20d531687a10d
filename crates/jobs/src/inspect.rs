//! Looking at the queue: for health, metrics, the administration and tests.

use std::time::Duration;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::Value;
use uuid::Uuid;

use crate::sql;

/// How much waits, for health and metrics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stats {
    /// Jobs that wait, due or not.
    pub ready: u64,
    /// Those of them that are due.
    pub due: u64,
    /// Claimed jobs, also those whose lease has run out.
    pub running: u64,
    /// Jobs given up, kept for someone to look at.
    pub failed: u64,
    /// How long the longest due job has been waiting, if any is due.
    pub oldest_due_age: Option<Duration>,
}

/// Counts the jobs.
///
/// # Errors
/// What the database says.
pub async fn stats(conn: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Stats, DbErr> {
    let text = "SELECT count(*) FILTER (WHERE state = 'ready') AS ready, \
                       count(*) FILTER (WHERE state = 'ready' AND run_at <= $1) AS due, \
                       count(*) FILTER (WHERE state = 'running') AS running, \
                       count(*) FILTER (WHERE state = 'failed') AS failed, \
                       min(CASE WHEN state = 'ready' AND run_at <= $1 THEN run_at END) AS oldest_due_at \
                FROM jobs";
    let row = conn
        .query_one_raw(sql::statement(conn, text, [sql::millis(now)]))
        .await?
        .ok_or_else(|| DbErr::RecordNotFound("an aggregate gave no row".into()))?;
    let count = |column: &str| row.try_get::<i64>("", column).map(i64::unsigned_abs);
    let oldest: Option<i64> = row.try_get("", "oldest_due_at")?;
    Ok(Stats {
        ready: count("ready")?,
        due: count("due")?,
        running: count("running")?,
        failed: count("failed")?,
        oldest_due_age: oldest.map(|at| Duration::from_millis(now.timestamp_millis().abs_diff(at))),
    })
}

/// A job that waits.
#[derive(Debug, Clone, PartialEq)]
pub struct PendingJob {
    /// The job's id.
    pub id: Uuid,
    /// Names the handler.
    pub kind: String,
    /// As it was queued.
    pub payload: Value,
    /// Not run before this instant.
    pub run_at: DateTime<Utc>,
    /// Attempts made so far.
    pub attempts: i32,
    /// What the last attempt said, if there was one.
    pub last_error: Option<String>,
}

/// All jobs that wait, also those for later, soonest first.
///
/// # Errors
/// What the database says.
pub async fn pending(conn: &impl ConnectionTrait) -> Result<Vec<PendingJob>, DbErr> {
    let text = "SELECT id, kind, CAST(payload AS text) AS payload, run_at, attempts, last_error \
                FROM jobs WHERE state = 'ready' ORDER BY run_at, priority DESC, id";
    let rows = conn.query_all_raw(sql::statement(conn, text, [])).await?;
    rows.iter()
        .map(|row| {
            Ok(PendingJob {
                id: row.try_get("", "id")?,
                kind: row.try_get("", "kind")?,
                payload: sql::json(row, "payload")?,
                run_at: sql::instant(row, "run_at")?,
                attempts: row.try_get("", "attempts")?,
                last_error: row.try_get("", "last_error")?,
            })
        })
        .collect()
}

/// A job that was given up.
#[derive(Debug, Clone, PartialEq)]
pub struct FailedJob {
    /// The job's id.
    pub id: Uuid,
    /// Names the handler.
    pub kind: String,
    /// As it was queued.
    pub payload: Value,
    /// Attempts made.
    pub attempts: i32,
    /// What the last attempt said.
    pub error: String,
    /// When it was given up.
    pub failed_at: DateTime<Utc>,
}

/// The jobs given up, latest first.
///
/// # Errors
/// What the database says.
pub async fn failed(conn: &impl ConnectionTrait, limit: u32) -> Result<Vec<FailedJob>, DbErr> {
    let text = "SELECT id, kind, CAST(payload AS text) AS payload, attempts, \
                       coalesce(last_error, '') AS error, updated_at \
                FROM jobs WHERE state = 'failed' ORDER BY updated_at DESC, id DESC LIMIT $1";
    let rows = conn.query_all_raw(sql::statement(conn, text, [i64::from(limit).into()])).await?;
    rows.iter()
        .map(|row| {
            Ok(FailedJob {
                id: row.try_get("", "id")?,
                kind: row.try_get("", "kind")?,
                payload: sql::json(row, "payload")?,
                attempts: row.try_get("", "attempts")?,
                error: row.try_get("", "error")?,
                failed_at: sql::instant(row, "updated_at")?,
            })
        })
        .collect()
}

/// Makes a failed job due now, with all its attempts before it again. Gives whether there was one.
///
/// # Errors
/// What the database says.
pub async fn retry_failed(conn: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let text = "UPDATE jobs SET state = 'ready', attempts = 0, run_at = $1, updated_at = $1 \
                WHERE id = $2 AND state = 'failed'";
    let done = conn.execute_raw(sql::statement(conn, text, [sql::millis(now), id.into()])).await?;
    Ok(done.rows_affected() == 1)
}

/// Makes the failed jobs with these deduplication keys due now, with all their attempts before them again. Gives the keys
/// of those there were.
///
/// # Errors
/// What the database says.
pub async fn retry_failed_keys(
    conn: &impl ConnectionTrait,
    keys: &[String],
    now: DateTime<Utc>,
) -> Result<Vec<String>, DbErr> {
    let text = format!(
        "UPDATE jobs SET state = 'ready', attempts = 0, run_at = $1, updated_at = $1 \
         WHERE state = 'failed' AND dedup_key IN {} RETURNING dedup_key",
        sql::strings(conn, "$2")
    );
    let keys = serde_json::json!(keys).to_string();
    let rows = conn.query_all_raw(sql::statement(conn, text, [sql::millis(now), keys.into()])).await?;
    rows.iter().map(|row| row.try_get("", "dedup_key")).collect()
}

/// Forgets what failed attempts said in the jobs whose payload names this id: a mail server's refusal may name a person.
///
/// # Errors
/// What the database says.
pub async fn forget_errors(conn: &impl ConnectionTrait, about: Uuid) -> Result<(), DbErr> {
    let text = "UPDATE jobs SET last_error = NULL \
                WHERE last_error IS NOT NULL AND CAST(payload AS text) LIKE $1";
    let about = format!("%{}%", about.hyphenated());
    conn.execute_raw(sql::statement(conn, text, [about.into()])).await.map(drop)
}
