//! Periodic work.

mod support;

use std::time::Duration;

use chrono::TimeDelta;
use magnetiq_jobs::{Schedule, Store, ensure_schedules, pending};
use serde_json::json;
use support::{Fake, TestDb, on, quiet};

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
