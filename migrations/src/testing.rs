//! A database of its own for each test (feature `testing`).
//!
//! SQLite in a temporary file, unless `MAGNETIQ_TEST_DATABASE_URL` names a PostgreSQL server: then a freshly
//! created database there. A file is gone when its test is over, a server's database after
//! [`TestDatabase::discard`]; a failed test leaves its database behind to be looked at.

use std::path::PathBuf;
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectOptions, Database, DatabaseConnection};

use crate::Migrator;

static COUNTER: AtomicU32 = AtomicU32::new(0);

/// A database that belongs to one test.
pub struct TestDatabase {
    /// The connection (a pool) to it.
    pub conn: DatabaseConnection,
    /// Its address, for those who connect by themselves.
    pub url: String,
    place: Place,
}

enum Place {
    File { _until_dropped: TemporaryFile },
    Server { url: String, name: String },
}

/// A database file that is gone when it is no longer needed, unless its test failed.
struct TemporaryFile(PathBuf);

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            remove(&self.0);
        }
    }
}

impl TestDatabase {
    /// A database without any table.
    pub async fn empty() -> Result<Self, DbErr> {
        let name = format!("magnetiq_test_{}_{}", process::id(), COUNTER.fetch_add(1, Ordering::Relaxed));
        let (url, place) = match std::env::var("MAGNETIQ_TEST_DATABASE_URL") {
            Ok(server) => {
                let server = server.trim_end_matches('/').to_owned();
                let admin = connect(&format!("{server}/postgres")).await?;
                admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await?;
                admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await?;
                admin.close().await?;
                (format!("{server}/{name}"), Place::Server { url: server, name })
            }
            Err(_) => {
                let file = std::env::temp_dir().join(format!("{name}.sqlite"));
                remove(&file);
                let url = format!("sqlite://{}?mode=rwc", file.display());
                (url, Place::File { _until_dropped: TemporaryFile(file) })
            }
        };
        Ok(Self { conn: connect(&url).await?, url, place })
    }

    /// A database with the newest schema.
    pub async fn migrated() -> Result<Self, DbErr> {
        let db = Self::empty().await?;
        Migrator::up(&db.conn, None).await?;
        Ok(db)
    }

    /// Closes the connection and removes the database.
    pub async fn discard(self) -> Result<(), DbErr> {
        self.conn.close().await?;
        match self.place {
            Place::File { .. } => {}
            Place::Server { url, name } => {
                let admin = connect(&format!("{url}/postgres")).await?;
                admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await?;
                admin.close().await?;
            }
        }
        Ok(())
    }
}

async fn connect(url: &str) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(4).sqlx_logging(false);
    Database::connect(options).await
}

/// The file with its journal. What isn't there needs no removing, so errors say nothing.
fn remove(file: &std::path::Path) {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", file.display()));
    }
}
