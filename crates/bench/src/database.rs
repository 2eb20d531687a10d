//! The databases to measure on: a new one for each use, gone afterwards.

use std::path::Path;

use anyhow::Context;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use uuid::Uuid;

use crate::clock::{new_id, now_millis};

/// Which database.
#[derive(Clone, Debug)]
pub enum Kind {
    /// The embedded one.
    Sqlite,
    /// A new database on the server with this address.
    Postgres(String),
}

impl Kind {
    /// SQLite, and PostgreSQL where there is a server for it.
    pub fn all(postgres: Option<&str>) -> Vec<Self> {
        let server = postgres.map(|url| Self::Postgres(url.trim_end_matches('/').to_owned()));
        std::iter::once(Self::Sqlite).chain(server).collect()
    }

    /// As it is called.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }
}

/// An open database, as durable as the program's own connections are.
#[derive(Clone, Debug)]
pub enum Database {
    /// The embedded one.
    Sqlite(SqlitePool),
    /// A server's.
    Postgres(PgPool),
}

/// Does the same with whichever pool it is: the statements are in words that both databases know.
#[macro_export]
macro_rules! with_pool {
    ($database:expr, $pool:ident => $body:expr) => {
        match $database {
            $crate::database::Database::Sqlite($pool) => $body,
            $crate::database::Database::Postgres($pool) => $body,
        }
    };
}

/// The address of a new database: a file in `folder`, or one made on the server.
///
/// # Errors
/// Where the server can't be reached.
pub async fn create(kind: &Kind, folder: &Path) -> anyhow::Result<String> {
    match kind {
        Kind::Sqlite => Ok(format!("sqlite://{}", folder.join("magnetiq.db").display())),
        Kind::Postgres(server) => {
            let name = format!("magnetiq_bench_{}", new_id().simple());
            let mut admin = admin(server).await?;
            sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut admin).await?;
            Ok(format!("{server}/{name}"))
        }
    }
}

/// Removes a database that [`create`] made on a server; files go with their folder.
///
/// # Errors
/// Where the server refuses.
pub async fn remove(kind: &Kind, url: &str) -> anyhow::Result<()> {
    if let Kind::Postgres(server) = kind {
        let name = url.rsplit('/').next().unwrap_or_default();
        let mut admin = admin(server).await?;
        sqlx::query(AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)"))).execute(&mut admin).await?;
    }
    Ok(())
}

async fn admin(server: &str) -> anyhow::Result<PgConnection> {
    let options: PgConnectOptions = server.parse()?;
    PgConnection::connect_with(&options.database("postgres")).await.context("PostgreSQL can't be reached")
}

impl Database {
    /// Opens the database with one connection.
    ///
    /// # Errors
    /// What the database says.
    pub async fn open(url: &str) -> anyhow::Result<Self> {
        if url.starts_with("sqlite:") {
            let options: SqliteConnectOptions = url.parse()?;
            let options = options
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(std::time::Duration::from_secs(10))
                .foreign_keys(true);
            Ok(Self::Sqlite(
                SqlitePoolOptions::new()
                    .max_connections(1)
                    .test_before_acquire(false)
                    .connect_with(options)
                    .await?,
            ))
        } else {
            Ok(Self::Postgres(
                PgPoolOptions::new().max_connections(1).test_before_acquire(false).connect(url).await?,
            ))
        }
    }

    /// One number; `session` is the statement's only parameter.
    ///
    /// # Errors
    /// What the database says.
    pub async fn number(&self, sql: &'static str, session: Uuid) -> anyhow::Result<i64> {
        Ok(with_pool!(self, pool => sqlx::query_scalar(sql).bind(session).fetch_one(pool).await?))
    }

    /// Texts; `session` is the statement's only parameter.
    ///
    /// # Errors
    /// What the database says.
    pub async fn texts(&self, sql: &'static str, session: Uuid) -> anyhow::Result<Vec<String>> {
        Ok(with_pool!(self, pool => sqlx::query_scalar(sql).bind(session).fetch_all(pool).await?))
    }

    /// Runs a statement without parameters and gives how many rows it changed.
    ///
    /// # Errors
    /// What the database says.
    pub async fn run(&self, sql: &'static str) -> anyhow::Result<u64> {
        Ok(with_pool!(self, pool => sqlx::query(sql).execute(pool).await?.rows_affected()))
    }

    /// A published session two weeks ahead, of a topic and a speaker that are there.
    ///
    /// # Errors
    /// What the database says.
    pub async fn add_session(&self, slug: &str, seats: i32, waitlist: bool) -> anyhow::Result<Uuid> {
        let (id, now) = (new_id(), now_millis());
        let starts_at = now + 14 * 24 * 3_600_000;
        with_pool!(self, pool => {
            sqlx::query(
                "INSERT INTO sessions (id, slug, topic_id, speaker_id, starts_at, duration_minutes, ends_at, \
                 timezone, language, currency, tax_rate_bp, capacity, allow_waitlist, platform, status, \
                 published_at, created_at, updated_at) \
                 SELECT $1, $2, t.id, s.id, $3, 60, $3 + 3600000, 'Europe/Berlin', 'en', 'EUR', 1900, $4, $5, \
                 'zoom', 'published', $6, $6, $6 FROM topics t CROSS JOIN speakers s ORDER BY t.slug, s.slug LIMIT 1",
            )
            .bind(id).bind(slug).bind(starts_at).bind(seats).bind(waitlist).bind(now)
            .execute(pool).await?;
        });
        Ok(id)
    }

    /// Everybody who registered for the session gets a place, as if they had pressed the mailed button an hour ago; none
    /// of their mails is left to send; and the session moves to where its last reminder has just fallen due.
    ///
    /// # Errors
    /// What the database says.
    pub async fn remind(&self, session: Uuid) -> anyhow::Result<()> {
        let now = now_millis();
        let (confirmed_at, starts_at) = (now - 3_600_000, now + 2 * 3_600_000 - 1_000);
        with_pool!(self, pool => {
            sqlx::query(
                "UPDATE registrations SET status = 'confirmed', holds_seat = true, hold_expires_at = NULL, \
                 registered_at = $2, verified_at = $2, confirmed_at = $2 WHERE session_id = $1",
            )
            .bind(session).bind(confirmed_at).execute(pool).await?;
            sqlx::query(
                "UPDATE sessions SET starts_at = $2, ends_at = $2 + 3600000, published_at = $3, \
                 meeting_url = 'https://meet.example/room' WHERE id = $1",
            )
            .bind(session).bind(starts_at).bind(confirmed_at).execute(pool).await?;
            sqlx::query("DELETE FROM jobs").execute(pool).await?;
            // The rounds come each minute; the next one now.
            sqlx::query("UPDATE job_schedules SET next_at = 0").execute(pool).await?;
        });
        Ok(())
    }

    /// Gives the session texts of its own, the same in both languages.
    ///
    /// # Errors
    /// What the database says.
    pub async fn describe(&self, session: Uuid, title: &str, description: &str) -> anyhow::Result<()> {
        let texts = |text: &str| sqlx::types::Json(serde_json::json!({ "en": text, "de": text }));
        with_pool!(self, pool => {
            sqlx::query("UPDATE sessions SET title = $2, description = $3 WHERE id = $1")
                .bind(session).bind(texts(title)).bind(texts(description))
                .execute(pool).await?;
        });
        Ok(())
    }
}
