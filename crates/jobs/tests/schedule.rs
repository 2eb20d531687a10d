//! Periodic work.

mod support;

use std::time::Duration;

use chrono::TimeDelta;
use magnetiq_jobs::{Schedule, Store, ensure_schedules, pending};
use sea_orm::{DbBackend, TransactionTrait};
use serde_json::json;
use support::{Fake, TestDb, number, on, quiet};

const HOUR: Duration = Duration::from_secs(3_600);
const HOURLY: Schedule = Schedule { name: "reminders", every: HOUR, kind: "reconcile" };

#[tokio::test]
async fn a_due_schedule_becomes_one_job_across_processes() {
    let (db, fake) = (TestDb::new().await, Fake::new());
    let other = db.other_process().await;
    let worker =
        |conn| fake.worker(conn, quiet(1)).schedule(HOURLY).handler(on("reconcile", async |_| Ok(())));
    let (one, two) = (worker(&db.conn), worker(&other));
    assert!(one.drain().await.unwrap().is_empty(), "first due at the next full hour");
    for _ in 0..5 {
        fake.advance(HOUR);
        let (a, b) = tokio::join!(one.drain(), two.drain());
        let ran = [a.unwrap(), b.unwrap()].concat();
        assert_eq!(ran.len(), 1);
        assert_eq!(ran[0].job.run_at, fake.now());
        let payload = json!({"schedule": "reminders", "dueAt": fake.now().timestamp_millis()});
        assert_eq!(ran[0].job.payload, payload);
    }
    fake.advance(HOUR - Duration::from_millis(1));
    assert!(one.drain().await.unwrap().is_empty());
    other.close().await.unwrap();
    db.remove().await;
}

/// Two processes that waited for each other's rows would be ended by PostgreSQL. SQLite has one writer at a time.
#[tokio::test]
async fn what_another_process_is_moving_on_is_left_to_it() {
    let (db, fake) = (TestDb::new().await, Fake::new());
    let other = db.other_process().await;
    let worker = fake
        .worker(&db.conn, quiet(1))
        .schedule(HOURLY)
        .schedule(Schedule { name: "digest", ..HOURLY })
        .handler(on("reconcile", async |_| Ok(())));
    worker.drain().await.unwrap();
    fake.advance(HOUR);
    let mut expected = 2;
    if other.get_database_backend() == DbBackend::Postgres {
        let held = other.begin().await.unwrap();
        number(&held, "SELECT next_at FROM job_schedules WHERE name = 'reminders' FOR UPDATE").await;
        let ran = tokio::time::timeout(HOUR / 120, worker.drain()).await.expect("it waits").unwrap();
        assert_eq!(ran.len(), 1, "the one that nobody holds");
        held.rollback().await.unwrap();
        expected = 1;
    }
    assert_eq!(worker.drain().await.unwrap().len(), expected);
    other.close().await.unwrap();
    db.remove().await;
}

#[tokio::test]
async fn missed_periods_become_one_job_for_the_latest() {
    let (db, fake) = (TestDb::new().await, Fake::new());
    let worker = fake.worker(&db.conn, quiet(1)).schedule(HOURLY).handler(on("reconcile", async |_| Ok(())));
    worker.drain().await.unwrap();
    let start = fake.now();
    fake.advance(HOUR * 7 + Duration::from_secs(5));
    let ran = worker.drain().await.unwrap();
    assert_eq!(ran.len(), 1);
    assert_eq!(ran[0].job.run_at, start + TimeDelta::hours(7));
    let next = db.number("SELECT next_at FROM job_schedules").await;
    assert_eq!(next, (start + TimeDelta::hours(8)).timestamp_millis());
    db.remove().await;
}

#[tokio::test]
async fn a_restart_keeps_what_is_due_and_a_changed_period_counts_at_once() {
    let (db, fake) = (TestDb::new().await, Fake::new());
    let ensure = async |schedule: Schedule| {
        let tx = db.conn.begin_write().await.unwrap();
        ensure_schedules(&tx, &[schedule], fake.now()).await.unwrap();
        tx.commit().await.unwrap();
    };
    ensure(HOURLY).await;
    let due = db.number("SELECT next_at FROM job_schedules").await;
    fake.advance(HOUR * 2);
    ensure(HOURLY).await;
    assert_eq!(db.number("SELECT next_at FROM job_schedules").await, due);
    ensure(Schedule { every: HOUR / 60, ..HOURLY }).await;
    let expected = (fake.now() + TimeDelta::minutes(1)).timestamp_millis();
    assert_eq!(db.number("SELECT next_at FROM job_schedules").await, expected);
    assert!(pending(&db.conn).await.unwrap().is_empty());
    db.remove().await;
}
