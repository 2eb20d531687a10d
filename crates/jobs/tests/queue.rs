//! The table: queueing, claiming, fencing, looking at it.

mod support;

use std::time::Duration;

use chrono::TimeDelta;
use magnetiq_jobs::{
    Claimed, Finished, Lease, NewJob, Outcome, Store, enqueue, failed, forget_errors, pending, renew,
    retry_failed, settle, stats,
};
use sea_orm::{DatabaseConnection, DbErr};
use serde_json::json;
use support::{Fake, LEASE, TestDb};
use uuid::Uuid;

async fn settle_one(
    conn: &DatabaseConnection,
    job: &Claimed,
    outcome: Outcome,
    fake: &Fake,
) -> Result<Vec<Finished>, DbErr> {
    let tx = conn.begin_write().await?;
    let counted = settle(&tx, &[Finished { job: job.clone(), outcome }], fake.now()).await?;
    tx.commit().await?;
    Ok(counted)
}

#[tokio::test]
async fn a_job_exists_exactly_if_its_cause_was_committed() {
    let (db, fake) = (TestDb::new().await, Fake::new());
    let tx = db.conn.begin_write().await.unwrap();
    assert_eq!(enqueue(&tx, &[fake.job("mail"), fake.job("mail")], fake.now()).await.unwrap(), 2);
    tx.rollback().await.unwrap();
    assert_eq!(pending(&db.conn).await.unwrap(), []);
    assert_eq!(db.enqueue(&[fake.job("mail")], fake.now()).await, 1);
    assert_eq!(pending(&db.conn).await.unwrap().len(), 1);
    assert_eq!(enqueue(&db.conn, &[], fake.now()).await.unwrap(), 0);
    db.remove().await;
}

#[tokio::test]
async fn a_claimed_job_is_what_was_queued() {
    let (db, fake) = (TestDb::new().await, Fake::new());
    let payloads = [json!({"id": "ä\"\\ 1", "n": [1, null, 2.5]}), json!("text"), json!(null), json!(7)];
    for payload in payloads {
        let job = NewJob::new(fake.id(), "mail", payload.clone(), fake.now()).max_attempts(3);
        db.enqueue(std::slice::from_ref(&job), fake.now()).await;
        let [claimed] = &db.claim(&["mail"], 5, 1, fake.now()).await[..] else { panic!("one job") };
        let expected = Claimed {
            id: job.id,
            kind: "mail".into(),
            payload,
            attempts: 1,
            max_attempts: 3,
            lease_token: Uuid::from_u128(1),
            run_at: job.run_at,
        };
        assert_eq!(*claimed, expected);
    }
    db.remove().await;
}

#[tokio::test]
async fn a_dedup_key_keeps_a_second_job_out_as_long_as_the_first_exists() {
    let (db, fake) = (TestDb::new().await, Fake::new());
    let job = || fake.job("mail").dedup("reminder:1");
    assert_eq!(db.enqueue(&[job(), job(), fake.job("mail").dedup("reminder:2")], fake.now()).await, 2);
    assert_eq!(db.enqueue(&[job()], fake.now()).await, 0);

    let first = db.claim(&["mail"], 1, 1, fake.now()).await.remove(0);
    let failed_for_good = Outcome::Failed { error: "no".into() };
    settle_one(&db.conn, &first, failed_for_good, &fake).await.unwrap();
    assert_eq!(db.enqueue(&[job()], fake.now()).await, 0, "a failed job keeps its key");

    assert!(retry_failed(&db.conn, first.id, fake.now()).await.unwrap());
    for job in db.claim(&["mail"], 2, 2, fake.now()).await {
        settle_one(&db.conn, &job, Outcome::Done, &fake).await.unwrap();
    }
    assert_eq!(db.enqueue(&[job()], fake.now()).await, 1);
    db.remove().await;
}

#[tokio::test]
async fn due_jobs_of_known_kinds_are_claimed_by_priority_then_age() {
    let (db, fake) = (TestDb::new().await, Fake::new());
    let at = |seconds: i64| fake.now() + TimeDelta::seconds(seconds);
    let job = |kind, seconds| NewJob::new(fake.id(), kind, json!({}), at(seconds));
    let late = job("mail", -5);
    let later = job("mail", 0);
    let early = job("sync", -10);
    let urgent = job("mail", -1).priority(9);
    let lazy = job("mail", -99).priority(-1);
    let future = job("mail", 1);
    let unknown = job("unknown", -50);
    let all = [&late, &later, &early, &urgent, &lazy, &future, &unknown].map(Clone::clone);
    db.enqueue(&all, fake.now()).await;

    let ids = |jobs: Vec<Claimed>| jobs.into_iter().map(|job| job.id).collect::<Vec<_>>();
    let kinds = ["mail", "sync"];
    assert_eq!(ids(db.claim(&kinds, 3, 1, fake.now()).await), [urgent.id, early.id, late.id]);
    assert_eq!(ids(db.claim(&kinds, 9, 2, fake.now()).await), [later.id, lazy.id]);
    assert!(db.claim(&kinds, 9, 3, fake.now()).await.is_empty());
    assert!(db.claim(&[], 9, 4, fake.now()).await.is_empty());
    let waiting: Vec<_> = pending(&db.conn).await.unwrap().into_iter().map(|job| job.id).collect();
    assert_eq!(waiting, [unknown.id, future.id]);
    db.remove().await;
}

#[tokio::test]
async fn who_lost_the_lease_changes_nothing() {
    let (db, fake) = (TestDb::new().await, Fake::new());
    db.enqueue(&[fake.job("mail")], fake.now()).await;
    let stale = db.claim(&["mail"], 1, 1, fake.now()).await.remove(0);
    fake.advance(LEASE - Duration::from_millis(1));
    assert!(db.claim(&["mail"], 1, 2, fake.now()).await.is_empty(), "the lease still holds");
    fake.advance(Duration::from_millis(1));
    let current = db.claim(&["mail"], 1, 2, fake.now()).await.remove(0);
    assert_eq!((current.id, current.attempts), (stale.id, 2));

    let retried = Outcome::Retried { at: fake.now(), error: "x".into() };
    for outcome in [Outcome::Done, retried.clone(), Outcome::Failed { error: "x".into() }] {
        assert_eq!(settle_one(&db.conn, &stale, outcome, &fake).await.unwrap(), []);
    }
    assert_eq!(renew(&db.conn, [Lease::from(&stale)], fake.now() + LEASE * 9).await.unwrap(), 0);
    assert_eq!(
        db.number("SELECT count(*) FROM jobs WHERE state = 'running' AND last_error IS NULL").await,
        1
    );

    // Both in one batch: only the current one counts.
    let tx = db.conn.begin_write().await.unwrap();
    let both = [
        Finished { job: stale.clone(), outcome: retried },
        Finished { job: current.clone(), outcome: Outcome::Done },
    ];
    assert_eq!(settle(&tx, &both, fake.now()).await.unwrap(), both[1..]);
    tx.commit().await.unwrap();
    assert_eq!(db.number("SELECT count(*) FROM jobs").await, 0);
    assert_eq!(settle_one(&db.conn, &current, Outcome::Done, &fake).await.unwrap(), [], "a second time");
    db.remove().await;
}

#[tokio::test]
async fn a_renewed_lease_keeps_others_away() {
    let (db, fake) = (TestDb::new().await, Fake::new());
    db.enqueue(&[fake.job("mail"), fake.job("mail")], fake.now()).await;
    let held = db.claim(&["mail"], 2, 1, fake.now()).await;
    fake.advance(LEASE / 2);
    let leases = held[..1].iter().map(Lease::from);
    assert_eq!(renew(&db.conn, leases, fake.now() + LEASE).await.unwrap(), 1);
    fake.advance(LEASE / 2);
    let taken = db.claim(&["mail"], 2, 2, fake.now()).await;
    assert_eq!(taken.iter().map(|job| job.id).collect::<Vec<_>>(), [held[1].id]);
    db.remove().await;
}

#[tokio::test]
async fn stats_count_and_failed_jobs_can_be_retried() {
    let (db, fake) = (TestDb::new().await, Fake::new());
    let empty = stats(&db.conn, fake.now()).await.unwrap();
    assert_eq!(
        (empty.ready, empty.due, empty.running, empty.failed, empty.oldest_due_age),
        (0, 0, 0, 0, None)
    );

    let mut future = fake.job("mail");
    future.run_at += TimeDelta::hours(1);
    db.enqueue(
        &[fake.job("mail").priority(2), fake.job("mail").priority(1), fake.job("mail"), future],
        fake.now(),
    )
    .await;
    let claimed = db.claim(&["mail"], 2, 1, fake.now()).await;
    fake.advance(Duration::from_secs(30));
    let bad = &claimed[0];
    settle_one(&db.conn, bad, Outcome::Failed { error: "no such address".into() }, &fake).await.unwrap();

    let now = stats(&db.conn, fake.now()).await.unwrap();
    assert_eq!((now.ready, now.due, now.running, now.failed), (2, 1, 1, 1));
    assert_eq!(now.oldest_due_age, Some(Duration::from_secs(30)));

    let given_up = failed(&db.conn, 10).await.unwrap();
    assert_eq!(given_up.len(), 1);
    assert_eq!((given_up[0].id, given_up[0].error.as_str()), (bad.id, "no such address"));
    assert_eq!(given_up[0].failed_at, fake.now());

    assert!(!retry_failed(&db.conn, claimed[1].id, fake.now()).await.unwrap(), "it is running");
    assert!(retry_failed(&db.conn, bad.id, fake.now()).await.unwrap());
    assert!(failed(&db.conn, 10).await.unwrap().is_empty());
    let again = db.claim(&["mail"], 1, 2, fake.now()).await.remove(0);
    assert_eq!((again.id, again.attempts), (bad.id, 1));
    db.remove().await;
}

#[tokio::test]
async fn what_failed_jobs_about_somebody_said_can_be_forgotten() {
    let (db, fake) = (TestDb::new().await, Fake::new());
    let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
    for about in [one, other] {
        let job = NewJob { payload: json!({ "registration": about }), ..fake.job("mail") };
        db.enqueue(&[job], fake.now()).await;
    }
    for job in db.claim(&["mail"], 2, 1, fake.now()).await {
        let refused = Outcome::Failed { error: "no such address: jo@kestrel.example".into() };
        settle_one(&db.conn, &job, refused, &fake).await.unwrap();
    }
    forget_errors(&db.conn, one).await.unwrap();
    for job in failed(&db.conn, 10).await.unwrap() {
        assert_eq!(job.error.is_empty(), job.payload == json!({ "registration": one }), "{job:?}");
    }
    db.remove().await;
}
