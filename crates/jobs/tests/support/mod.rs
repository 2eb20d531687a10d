//! A database of its own per test, a clock that is set by hand, ids in order, handlers from closures.
#![allow(dead_code, reason = "each test binary uses a part")]

use std::{
    env, fs,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::Duration,
};

use chrono::{DateTime, Utc};
use magnetiq_jobs::{
    Claim, Claimed, Handler, IdSource, JobError, NewJob, Options, Store, Worker, claim, enqueue,
};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use serde_json::json;
use uuid::Uuid;

const SQLITE: &str = "
    PRAGMA journal_mode = WAL;
    CREATE TABLE jobs (
        id uuid_text NOT NULL PRIMARY KEY, kind text NOT NULL, payload jsonb_text NOT NULL,
        dedup_key text UNIQUE, priority integer NOT NULL DEFAULT 0, run_at bigint NOT NULL,
        attempts integer NOT NULL DEFAULT 0, max_attempts integer NOT NULL,
        state text NOT NULL CHECK (state IN ('ready', 'running', 'failed')),
        lease_token uuid_text, lease_until bigint, last_error text,
        created_at bigint NOT NULL, updated_at bigint NOT NULL);
    CREATE INDEX jobs_state_run_at ON jobs (state, run_at);
    CREATE TABLE job_schedules (name text NOT NULL PRIMARY KEY, every_ms bigint NOT NULL, next_at bigint NOT NULL);
    CREATE TABLE sent (job uuid_text NOT NULL);";

const POSTGRES: &str = "
    CREATE TABLE jobs (
        id uuid NOT NULL PRIMARY KEY, kind text NOT NULL, payload jsonb NOT NULL,
        dedup_key text UNIQUE, priority integer NOT NULL DEFAULT 0, run_at bigint NOT NULL,
        attempts integer NOT NULL DEFAULT 0, max_attempts integer NOT NULL,
        state text NOT NULL CHECK (state IN ('ready', 'running', 'failed')),
        lease_token uuid, lease_until bigint, last_error text,
        created_at bigint NOT NULL, updated_at bigint NOT NULL);
    CREATE INDEX jobs_state_run_at ON jobs (state, run_at);
    CREATE TABLE job_schedules (name text NOT NULL PRIMARY KEY, every_ms bigint NOT NULL, next_at bigint NOT NULL);
    CREATE TABLE sent (job uuid NOT NULL);";

enum Home {
    File(PathBuf),
    Server { admin: String, name: String },
}

/// A fresh database with the two tables of this crate, and a table `sent` that stands for the application's.
pub struct TestDb {
    pub conn: DatabaseConnection,
    url: String,
    home: Home,
}

impl TestDb {
    pub async fn new() -> Self {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let name = format!("jobs_test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let (url, home, tables) = match env::var("MAGNETIQ_TEST_DATABASE_URL") {
            Ok(server) => {
                let server = server_of(&server);
                let admin = format!("{server}/postgres");
                let conn = connect(&admin).await;
                conn.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name}")).await.unwrap();
                conn.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
                conn.close().await.unwrap();
                (format!("{server}/{name}"), Home::Server { admin, name }, POSTGRES)
            }
            Err(_) => {
                let file = env::temp_dir().join(format!("{name}.sqlite"));
                fs::remove_file(&file).ok();
                (format!("sqlite://{}?mode=rwc", file.display()), Home::File(file), SQLITE)
            }
        };
        let conn = connect(&url).await;
        conn.execute_unprepared(tables).await.unwrap();
        Self { conn, url, home }
    }

    /// A connection as another process would have it.
    pub async fn other_process(&self) -> DatabaseConnection {
        connect(&self.url).await
    }

    /// Removes the database.
    pub async fn remove(self) {
        self.conn.close().await.unwrap();
        match self.home {
            Home::File(file) => {
                for suffix in ["", "-wal", "-shm"] {
                    fs::remove_file(format!("{}{suffix}", file.display())).ok();
                }
            }
            Home::Server { admin, name } => {
                let conn = connect(&admin).await;
                conn.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
            }
        }
    }

    /// The only column of the only row, as a number.
    pub async fn number(&self, sql: &str) -> i64 {
        number(&self.conn, sql).await
    }

    pub async fn enqueue(&self, jobs: &[NewJob], now: DateTime<Utc>) -> u64 {
        let tx = self.conn.begin_write().await.unwrap();
        let new = enqueue(&tx, jobs, now).await.unwrap();
        tx.commit().await.unwrap();
        new
    }

    pub async fn claim(
        &self,
        kinds: &[&'static str],
        limit: usize,
        token: u128,
        now: DateTime<Utc>,
    ) -> Vec<Claimed> {
        let tx = self.conn.begin_write().await.unwrap();
        let lease_token = Uuid::from_u128(token);
        let claimed = claim(&tx, Claim { kinds, limit, lease_token, lease: LEASE }, now).await.unwrap();
        tx.commit().await.unwrap();
        claimed
    }
}

pub async fn number(conn: &impl ConnectionTrait, sql: &str) -> i64 {
    let row =
        conn.query_one_raw(Statement::from_string(conn.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

/// The URL without its database.
fn server_of(url: &str) -> &str {
    let host_at = url.find("://").map_or(0, |at| at + 3);
    url[host_at..].find('/').map_or(url, |at| &url[..host_at + at])
}

async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false).max_connections(if url.starts_with("sqlite") { 1 } else { 3 });
    let conn = Database::connect(options).await.unwrap();
    if conn.get_database_backend() == DbBackend::Sqlite {
        conn.execute_unprepared("PRAGMA synchronous = OFF; PRAGMA busy_timeout = 20000").await.unwrap();
    }
    conn
}

pub const LEASE: Duration = Duration::from_secs(60);

/// A clock set by hand, and ids in order; clones share both.
#[derive(Clone)]
pub struct Fake {
    millis: Arc<AtomicI64>,
    ids: Arc<AtomicU64>,
}

impl Fake {
    /// Starts at a full hour.
    pub fn new() -> Self {
        Self { millis: Arc::new(AtomicI64::new(1_795_500_000_000)), ids: Arc::default() }
    }

    pub fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.millis.load(Ordering::SeqCst)).unwrap()
    }

    pub fn advance(&self, by: Duration) {
        self.millis.fetch_add(by.as_millis() as i64, Ordering::SeqCst);
    }

    pub fn id(&self) -> Uuid {
        Uuid::from_u128((1 << 100) + u128::from(self.ids.fetch_add(1, Ordering::SeqCst)))
    }

    pub fn job(&self, kind: &'static str) -> NewJob {
        NewJob::new(self.id(), kind, json!({}), self.now())
    }

    pub fn worker(&self, conn: &DatabaseConnection, options: Options) -> Worker<DatabaseConnection> {
        let (clock, ids) = (self.clone(), self.clone());
        let new_id: IdSource = Arc::new(move || ids.id());
        Worker::new(conn.clone(), Arc::new(move || clock.now()), new_id, options)
    }
}

/// Woken only by hand after its first look.
pub fn quiet(concurrency: usize) -> Options {
    Options { concurrency, lease: LEASE, poll: Duration::from_secs(3_600) }
}

/// A handler from a closure.
pub fn on<F, R>(kind: &'static str, run: F) -> On<F>
where
    F: Fn(Claimed) -> R + Send + Sync + 'static,
    R: Future<Output = Result<(), JobError>> + Send,
{
    On(kind, run)
}

/// See [`on`].
pub struct On<F>(&'static str, F);

impl<F, R> Handler for On<F>
where
    F: Fn(Claimed) -> R + Send + Sync + 'static,
    R: Future<Output = Result<(), JobError>> + Send,
{
    fn kind(&self) -> &'static str {
        self.0
    }

    async fn run(&self, job: &Claimed) -> Result<(), JobError> {
        (self.1)(job.clone()).await
    }
}
