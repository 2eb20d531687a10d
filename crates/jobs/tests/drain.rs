//! What a worker does with each outcome, step by step with a clock set by hand.

mod support;

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use chrono::TimeDelta;
use magnetiq_jobs::{
    Finished, HookFuture, JobError, NewJob, Outcome, RecordError, backoff, enqueue, failed, pending, stats,
};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Statement};
use serde_json::json;
use support::{Fake, LEASE, TestDb, number, on, quiet};

#[tokio::test]
async fn drain_runs_what_is_due_in_order_and_what_comes_of_it() {
    let (db, fake) = (TestDb::new().await, Fake::new());
    let (conn, inner) = (db.conn.clone(), fake.clone());
    let worker = fake
        .worker(&db.conn, quiet(4))
        .handler(on("first", move |_| {
            let (conn, inner) = (conn.clone(), inner.clone());
            async move {
                enqueue(&conn, &[inner.job("follow").priority(5)], inner.now()).await?;
                Ok(())
            }
        }))
        .handler(on("follow", async |_| Ok(())))
        .handler(on("last", async |_| Ok(())));
    let tomorrow = NewJob::new(fake.id(), "last", json!({}), fake.now() + TimeDelta::days(1));
    let jobs =
        [fake.job("last").priority(-1), fake.job("last"), fake.job("first").priority(1), tomorrow.clone()];
    db.enqueue(&jobs, fake.now()).await;

    let ran = worker.drain().await.unwrap();
    assert!(ran.iter().all(|finished| finished.outcome == Outcome::Done));
    assert_eq!(
        ran.iter().map(|f| f.job.kind.as_str()).collect::<Vec<_>>(),
        ["first", "follow", "last", "last"]
    );
    assert_eq!(ran[2].job.id, jobs[1].id);
    assert_eq!(pending(&db.conn).await.unwrap()[0].id, tomorrow.id);

    fake.advance(Duration::from_secs(24 * 3_600));
    assert_eq!(worker.drain().await.unwrap().len(), 1);
    assert_eq!(db.number("SELECT count(*) FROM jobs").await, 0);
    db.remove().await;
}

#[tokio::test]
async fn a_retried_job_waits_longer_each_time_and_fails_after_its_last_attempt() {
    let (db, fake) = (TestDb::new().await, Fake::new());
    let worker =
        fake.worker(&db.conn, quiet(1)).handler(on("mail", async |_| Err(JobError::Retry("busy\0".into()))));
    let job = fake.job("mail").max_attempts(3);
    db.enqueue(std::slice::from_ref(&job), fake.now()).await;
    for attempt in [1, 2] {
        let at = fake.now() + backoff(job.id, attempt);
        let ran = worker.drain().await.unwrap();
        assert_eq!(ran.len(), 1);
        assert_eq!(ran[0].outcome, Outcome::Retried { at, error: "busy".into() });
        let waiting = pending(&db.conn).await.unwrap();
        assert_eq!((waiting[0].run_at, waiting[0].attempts), (at, attempt));
        assert_eq!(waiting[0].last_error.as_deref(), Some("busy"));
        fake.advance(backoff(job.id, attempt) - Duration::from_millis(1));
        assert!(worker.drain().await.unwrap().is_empty());
        fake.advance(Duration::from_millis(1));
    }
    let ran = worker.drain().await.unwrap();
    assert_eq!(ran[0].outcome, Outcome::Failed { error: "busy".into() });
    assert_eq!(failed(&db.conn, 9).await.unwrap()[0].attempts, 3);
    fake.advance(Duration::from_secs(24 * 3_600));
    assert!(worker.drain().await.unwrap().is_empty());
    db.remove().await;
}

#[tokio::test]
async fn the_handler_says_when_to_retry_and_when_to_give_up_and_a_panic_is_a_retry() {
    let (db, fake) = (TestDb::new().await, Fake::new());
    let at = fake.now() + TimeDelta::minutes(7);
    let worker = fake
        .worker(&db.conn, quiet(1))
        .handler(on("later", move |_| async move { Err(JobError::RetryAt(at, "limited".into())) }))
        .handler(on("never", async |job| job.payload_as::<u32>().map(drop)))
        .handler(on("panics", async |_| panic!("oh {}", "no")));
    let jobs = ["later", "never", "panics"].map(|kind| fake.job(kind));
    db.enqueue(&jobs, fake.now()).await;
    let outcomes: Vec<_> = worker.drain().await.unwrap().into_iter().map(|f| f.outcome).collect();
    assert_eq!(outcomes[0], Outcome::Retried { at, error: "limited".into() });
    assert!(matches!(&outcomes[1], Outcome::Failed { error } if error.contains("unreadable payload")));
    let after_panic = fake.now() + backoff(jobs[2].id, 1);
    assert_eq!(outcomes[2], Outcome::Retried { at: after_panic, error: "panicked: oh no".into() });
    db.remove().await;
}

#[tokio::test]
async fn a_job_whose_process_died_in_the_last_attempt_fails_without_another_run() {
    let (db, fake) = (TestDb::new().await, Fake::new());
    let worker = fake.worker(&db.conn, quiet(1)).handler(on("mail", async |_| panic!("must not run")));
    db.enqueue(&[fake.job("mail").max_attempts(1)], fake.now()).await;
    assert_eq!(db.claim(&["mail"], 1, 1, fake.now()).await.len(), 1);
    fake.advance(LEASE);
    let ran = worker.drain().await.unwrap();
    assert_eq!(ran[0].outcome, Outcome::Failed { error: "the last allowed attempt never ended".into() });
    assert_eq!(stats(&db.conn, fake.now()).await.unwrap().failed, 1);
    db.remove().await;
}

/// Notes each job that is done in the table `sent`, then fails if its payload says so.
fn note_sent<'a>(tx: &'a DatabaseTransaction, finished: &'a [Finished]) -> HookFuture<'a> {
    Box::pin(async move {
        for Finished { job, .. } in finished.iter().filter(|f| f.outcome == Outcome::Done) {
            let backend = tx.get_database_backend();
            let insert = "INSERT INTO sent (job) VALUES ($1)";
            tx.execute_raw(Statement::from_sql_and_values(backend, insert, [job.id.into()])).await?;
        }
        match finished.iter().any(|f| f.job.payload == json!("bad")) {
            true => Err("one is bad".into()),
            false => Ok(()),
        }
    })
}

#[tokio::test]
async fn the_hook_writes_in_the_transaction_that_removes_the_job() {
    let (db, fake) = (TestDb::new().await, Fake::new());
    let worker = fake.worker(&db.conn, quiet(1)).handler(on("mail", async |_| Ok(()))).on_finished(note_sent);
    db.enqueue(&[fake.job("mail")], fake.now()).await;
    worker.drain().await.unwrap();
    assert_eq!(db.number("SELECT count(*) FROM sent").await, 1);
    assert_eq!(db.number("SELECT count(*) FROM jobs").await, 0);

    db.enqueue(&[NewJob::new(fake.id(), "mail", json!("bad"), fake.now())], fake.now()).await;
    assert!(matches!(worker.drain().await, Err(RecordError::Hook(_))));
    assert_eq!(db.number("SELECT count(*) FROM sent").await, 1, "rolled back with the job's removal");
    assert_eq!(db.number("SELECT count(*) FROM jobs WHERE state = 'running'").await, 1);
    db.remove().await;
}

#[tokio::test]
async fn the_hook_sees_only_outcomes_that_hold_their_lease() {
    let (db, fake) = (TestDb::new().await, Fake::new());
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (other, clock, log) = (db.other_process().await, fake.clone(), seen.clone());
    // While it runs, its lease runs out and another process takes the job and finishes it.
    let rival = fake.worker(&other, quiet(1)).handler(on("mail", async |_| Ok(())));
    let rival = Arc::new(rival);
    let worker = fake
        .worker(&db.conn, quiet(1))
        .handler(on("mail", move |_| {
            let (rival, clock) = (rival.clone(), clock.clone());
            async move {
                clock.advance(LEASE);
                assert_eq!(rival.drain().await.map_err(|e| JobError::Fail(e.to_string()))?.len(), 1);
                Ok(())
            }
        }))
        .on_finished(move |_, finished| {
            log.lock().unwrap().extend(finished.iter().map(|f| f.job.id));
            Box::pin(async { Ok(()) })
        });
    db.enqueue(&[fake.job("mail")], fake.now()).await;
    assert_eq!(worker.drain().await.unwrap().len(), 1);
    assert!(seen.lock().unwrap().is_empty());
    assert_eq!(number(&other, "SELECT count(*) FROM jobs").await, 0);
    other.close().await.unwrap();
    db.remove().await;
}
