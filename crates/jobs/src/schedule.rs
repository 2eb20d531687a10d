//! Periodic work: a due schedule becomes one ordinary job, exactly once across processes.
//!
//! The table `job_schedules` keeps when each is next due. Turning it into a job and moving it on is one
//! transaction. Periods missed while nothing ran become one job, for the latest of them.

use std::time::Duration;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::json;

use crate::{
    job::NewJob,
    queue::enqueue,
    sql::{self, Column},
    worker::IdSource,
};

/// Work that comes back: one job of `kind` per period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schedule {
    /// Its unique name.
    pub name: &'static str,
    /// The period, at least a second. Due times are its multiples since 1970 in UTC: an hour means full hours.
    pub every: Duration,
    /// The kind of the jobs; their payload is `{"schedule": name, "dueAt": milliseconds}`.
    pub kind: &'static str,
}

impl Schedule {
    fn every_ms(&self) -> i64 {
        i64::try_from(self.every.as_millis()).unwrap_or(i64::MAX).max(1_000)
    }

    fn first_after(&self, now: DateTime<Utc>) -> i64 {
        let every = self.every_ms();
        (now.timestamp_millis().div_euclid(every) + 1).saturating_mul(every)
    }
}

/// Sees to it that the table knows these schedules. A new one is first due at the next multiple of its period;
/// a changed period takes effect at once.
///
/// # Errors
/// What the database says.
pub async fn ensure_schedules(
    conn: &impl ConnectionTrait,
    schedules: &[Schedule],
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    if schedules.is_empty() {
        return Ok(());
    }
    let rows =
        sql::rows(conn, &[Column::Text("name"), Column::Integer("every_ms"), Column::Integer("next_at")]);
    let text = format!(
        "INSERT INTO job_schedules (name, every_ms, next_at) \
         SELECT o.name, o.every_ms, o.next_at FROM {rows} WHERE true \
         ON CONFLICT (name) DO UPDATE SET every_ms = excluded.every_ms, next_at = excluded.next_at \
         WHERE job_schedules.every_ms <> excluded.every_ms"
    );
    let rows = schedules
        .iter()
        .map(|s| json!({"name": s.name, "every_ms": s.every_ms(), "next_at": s.first_after(now)}))
        .collect::<serde_json::Value>();
    conn.execute_raw(sql::statement(conn, text, [rows.to_string().into()])).await?;
    Ok(())
}

/// Queues a job for each of these schedules that is due and moves it to its next due time. Gives how many
/// jobs are new. Needs a write transaction.
///
/// # Errors
/// What the database says.
pub async fn fire_schedules(
    conn: &impl ConnectionTrait,
    schedules: &[Schedule],
    new_id: &IdSource,
    now: DateTime<Utc>,
) -> Result<u64, DbErr> {
    if schedules.is_empty() {
        return Ok(0);
    }
    // What another process is moving on right now is left to it: nobody waits, so nobody waits in a circle.
    let text = format!(
        "WITH due AS (SELECT name AS due_name FROM job_schedules WHERE next_at <= $1 AND name IN {} {}) \
         UPDATE job_schedules SET next_at = next_at + ((($1 - next_at) / every_ms) + 1) * every_ms \
         FROM due WHERE name = due_name RETURNING name, next_at - every_ms AS due_at",
        sql::strings(conn, "$2"),
        sql::lock(conn, "FOR UPDATE SKIP LOCKED")
    );
    let names = schedules.iter().map(|s| s.name).collect::<serde_json::Value>();
    let rows =
        conn.query_all_raw(sql::statement(conn, text, [sql::millis(now), names.to_string().into()])).await?;
    let mut jobs = Vec::new();
    for row in rows {
        let name: String = row.try_get("", "name")?;
        let due_at = sql::instant(&row, "due_at")?;
        if let Some(schedule) = schedules.iter().find(|s| s.name == name) {
            let millis = due_at.timestamp_millis();
            let payload = json!({"schedule": name, "dueAt": millis});
            jobs.push(
                NewJob::new(new_id(), schedule.kind, payload, due_at).dedup(format!("{name}:{millis}")),
            );
        }
    }
    enqueue(conn, &jobs, now).await
}
