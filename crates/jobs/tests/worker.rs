//! The running worker: several at once, stopping, dying, being woken.

mod support;

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use magnetiq_jobs::{Finished, JobError, NewJob, Options, Outcome, Wake, stats};
use sea_orm::DatabaseConnection;
use serde_json::json;
use support::{Fake, LEASE, TestDb, on, quiet};
use tokio::{
    sync::{Semaphore, mpsc},
    task::{JoinHandle, JoinSet, yield_now},
    time::timeout,
};
use tokio_util::sync::CancellationToken;

type Worker = magnetiq_jobs::Worker<DatabaseConnection>;

/// Long enough for any machine; only a defect takes so long.
const FAR_TOO_LONG: Duration = Duration::from_secs(60);

async fn next<T>(from: &mut mpsc::UnboundedReceiver<T>) -> T {
    timeout(FAR_TOO_LONG, from.recv()).await.unwrap().unwrap()
}

fn start(worker: Worker) -> (CancellationToken, JoinHandle<()>) {
    let stop = CancellationToken::new();
    let running = tokio::spawn({
        let stop = stop.clone();
        async move { worker.run(stop).await }
    });
    (stop, running)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn four_workers_in_two_processes_run_each_of_300_jobs_exactly_once() {
    let (db, fake) = (TestDb::new().await, Fake::new());
    let other = db.other_process().await;
    let wake = Wake::default();
    let stop = CancellationToken::new();
    let (ran, mut all_ran) = mpsc::unbounded_channel();
    let (active, most_active) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let mut workers = JoinSet::new();
    for number in 0..4 {
        let (ran, active, most_active) = (ran.clone(), active.clone(), most_active.clone());
        let worker = fake
            .worker(if number % 2 == 0 { &db.conn } else { &other }, quiet(5))
            .wake(wake.clone())
            .handler(on("mail", move |job| {
                let (ran, active, most_active) = (ran.clone(), active.clone(), most_active.clone());
                async move {
                    most_active.fetch_max(active.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    yield_now().await;
                    active.fetch_sub(1, Ordering::SeqCst);
                    ran.send(job.id).map_err(|error| JobError::Fail(error.to_string()))
                }
            }));
        let stop = stop.clone();
        workers.spawn(async move { worker.run(stop).await });
    }
    // In three waves, each followed by a poke.
    let jobs: Vec<_> = (0..300).map(|_| fake.job("mail")).collect();
    for wave in jobs.chunks(100) {
        assert_eq!(db.enqueue(wave, fake.now()).await, 100);
        wake.poke();
    }
    let mut times = HashMap::new();
    for _ in 0..300 {
        *times.entry(next(&mut all_ran).await).or_insert(0) += 1;
    }
    stop.cancel();
    workers.join_all().await;
    assert!(all_ran.try_recv().is_err());
    assert_eq!(times.len(), 300);
    assert!(times.values().all(|times| *times == 1));
    assert!(jobs.iter().all(|job| times.contains_key(&job.id)));
    assert_eq!(db.number("SELECT count(*) FROM jobs").await, 0);
    assert!(most_active.load(Ordering::SeqCst) <= 20, "at most the concurrency of each");
    other.close().await.unwrap();
    db.remove().await;
}

#[tokio::test]
async fn jobs_of_a_worker_that_died_are_taken_over_when_their_leases_have_run_out() {
    let (db, fake) = (TestDb::new().await, Fake::new());
    let (started, mut has_started) = mpsc::unbounded_channel();
    let dying = fake.worker(&db.conn, quiet(2)).handler(on("mail", move |job| {
        started.send(job.id).ok();
        std::future::pending()
    }));
    let jobs = [fake.job("mail"), fake.job("mail"), fake.job("mail")];
    db.enqueue(&jobs, fake.now()).await;
    let (_stop, running) = start(dying);
    let mut interrupted = [next(&mut has_started).await, next(&mut has_started).await];
    running.abort();
    assert!(running.await.unwrap_err().is_cancelled());

    let heir = fake.worker(&db.conn, quiet(2)).handler(on("mail", async |_| Ok(())));
    let ran = heir.drain().await.unwrap();
    assert_eq!(ran.iter().map(|f| f.job.id).collect::<Vec<_>>(), [jobs[2].id], "the others are still leased");
    fake.advance(LEASE);
    let mut ran: Vec<_> =
        heir.drain().await.unwrap().into_iter().map(|f| (f.job.id, f.job.attempts)).collect();
    ran.sort();
    interrupted.sort();
    assert_eq!(ran, interrupted.map(|id| (id, 2)));
    assert_eq!(db.number("SELECT count(*) FROM jobs").await, 0);
    db.remove().await;
}

#[tokio::test]
async fn a_stopping_worker_lets_running_jobs_end_and_claims_no_more() {
    let (db, fake) = (TestDb::new().await, Fake::new());
    let (started, mut has_started) = mpsc::unbounded_channel();
    let gate = Arc::new(Semaphore::new(0));
    let worker = fake.worker(&db.conn, quiet(2)).handler(on("mail", {
        let gate = gate.clone();
        move |_| {
            started.send(()).ok();
            let gate = gate.clone();
            async move { gate.acquire().await.map(drop).map_err(|error| JobError::Fail(error.to_string())) }
        }
    }));
    db.enqueue(&[fake.job("mail"), fake.job("mail"), fake.job("mail")], fake.now()).await;
    let (stop, running) = start(worker);
    next(&mut has_started).await;
    next(&mut has_started).await;
    let held = stats(&db.conn, fake.now()).await.unwrap();
    assert_eq!((held.running, held.ready), (2, 1), "no more than it has slots");
    stop.cancel();
    gate.add_permits(9);
    timeout(FAR_TOO_LONG, running).await.unwrap().unwrap();
    let left = stats(&db.conn, fake.now()).await.unwrap();
    assert_eq!((left.running, left.ready), (0, 1));
    db.remove().await;
}

#[tokio::test]
async fn an_idle_worker_wakes_when_poked() {
    let (db, fake) = (TestDb::new().await, Fake::new());
    let (ran, mut has_run) = mpsc::unbounded_channel();
    let wake = Wake::default();
    let worker = fake.worker(&db.conn, quiet(1)).wake(wake.clone()).handler(on("mail", move |job| {
        ran.send(job.id).ok();
        async { Ok(()) }
    }));
    let (stop, running) = start(worker);
    for _ in 0..3 {
        let job = fake.job("mail");
        db.enqueue(std::slice::from_ref(&job), fake.now()).await;
        wake.poke();
        assert_eq!(next(&mut has_run).await, job.id);
    }
    stop.cancel();
    timeout(FAR_TOO_LONG, running).await.unwrap().unwrap();
    db.remove().await;
}

#[tokio::test]
async fn one_outcome_the_hook_refuses_spoils_no_other() {
    let (db, fake) = (TestDb::new().await, Fake::new());
    let gate = Arc::new(Semaphore::new(0));
    let (seen, mut has_seen) = mpsc::unbounded_channel();
    let worker =
        fake.worker(&db.conn, quiet(6))
            .handler(on("mail", {
                let gate = gate.clone();
                move |_| {
                    let gate = gate.clone();
                    async move {
                        gate.acquire().await.map(drop).map_err(|error| JobError::Fail(error.to_string()))
                    }
                }
            }))
            .on_finished(move |_, finished: &[Finished]| {
                assert!(finished.iter().all(|f| f.outcome == Outcome::Done));
                let bad = finished.iter().any(|f| f.job.payload == json!("bad"));
                let panics = finished.iter().any(|f| f.job.payload == json!("panics"));
                seen.send(finished.len()).ok();
                Box::pin(async move {
                    assert!(!panics, "the hook may panic too");
                    if bad { Err("bad".into()) } else { Ok(()) }
                })
            });
    let payloads = ["a", "bad", "b", "panics", "c", "d"];
    let jobs = payloads.map(|payload| NewJob::new(fake.id(), "mail", json!(payload), fake.now()));
    db.enqueue(&jobs, fake.now()).await;
    let (stop, running) = start(worker);
    while stats(&db.conn, fake.now()).await.unwrap().running < 6 {
        yield_now().await;
    }
    gate.add_permits(9);
    // At least each of the bad ones is seen alone, whatever was committed together.
    let mut alone = 0;
    while alone < 2 {
        alone += usize::from(next(&mut has_seen).await == 1);
    }
    stop.cancel();
    timeout(FAR_TOO_LONG, running).await.unwrap().unwrap();
    assert_eq!(db.number("SELECT count(*) FROM jobs WHERE state = 'running'").await, 2);
    assert_eq!(db.number("SELECT count(*) FROM jobs").await, 2);
    db.remove().await;
}

#[tokio::test]
async fn the_lease_of_a_long_job_is_renewed() {
    let (db, fake) = (TestDb::new().await, Fake::new());
    let (started, mut has_started) = mpsc::unbounded_channel();
    let options = Options { lease: Duration::from_millis(300), ..quiet(1) };
    let worker = fake.worker(&db.conn, options).handler(on("mail", move |_| {
        started.send(()).ok();
        std::future::pending()
    }));
    db.enqueue(&[fake.job("mail")], fake.now()).await;
    let (_stop, running) = start(worker);
    next(&mut has_started).await;
    fake.advance(Duration::from_secs(3_600));
    let renewed = (fake.now() + Duration::from_millis(300)).timestamp_millis();
    let renewal = async {
        while db.number("SELECT lease_until FROM jobs").await != renewed {
            yield_now().await;
        }
    };
    timeout(FAR_TOO_LONG, renewal).await.unwrap();
    running.abort();
    running.await.unwrap_err();
    db.remove().await;
}
