//! Opening the pools.

use std::time::Duration;

use sea_orm::{ConnectOptions, Database, DbErr};

use super::Db;
use crate::config::folder;

/// How long a statement of another process may hold SQLite's write lock before we give up.
const BUSY_TIMEOUT: &str = "10000";
/// A connection that rested for longer is tried before it is used: the server may have closed it. One in constant
/// use is not, for that doubles the way to the server and back.
const RESTED: Duration = Duration::from_secs(2);

impl Db {
    /// Connects to `sqlite://…` (the file is made where it lacks) or `postgres://…`.
    ///
    /// # Errors
    /// Where the database can't be reached.
    pub async fn connect(url: &str) -> Result<Self, DbErr> {
        if url.starts_with("sqlite:") {
            Self::connect_sqlite(url).await
        } else {
            Self::connect_postgres(url).await
        }
    }

    async fn connect_sqlite(url: &str) -> Result<Self, DbErr> {
        let path = url.trim_start_matches("sqlite://").trim_start_matches("sqlite:");
        let file = path.split('?').next().unwrap_or(path);
        if let Some(folder) = std::path::Path::new(file).parent() {
            folder::make_private(folder)
                .map_err(|error| DbErr::Custom(format!("{}: {error}", folder.display())))?;
        }
        let url = format!("sqlite://{file}?mode=rwc");
        let write = Database::connect(sqlite_options(&url, 1)).await?;
        let read = Database::connect(sqlite_options(&url, 4)).await?;
        Ok(Self { read, write })
    }

    async fn connect_postgres(url: &str) -> Result<Self, DbErr> {
        let mut options = ConnectOptions::new(url);
        options.max_connections(20).acquire_timeout(Duration::from_secs(10)).sqlx_logging(false);
        options.test_before_acquire_if_idle_for(RESTED);
        let pool = Database::connect(options).await?;
        Ok(Self { read: pool.clone(), write: pool })
    }
}

/// WAL, so that readers never wait for the writer; `synchronous=FULL`, so that what was acknowledged survives
/// a power cut.
fn sqlite_options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(30))
        // A file doesn't hang up.
        .test_before_acquire(false)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "FULL")
                .pragma("busy_timeout", BUSY_TIMEOUT)
                .pragma("foreign_keys", "ON")
                .pragma("cache_size", "-8000")
                .pragma("temp_store", "MEMORY")
        });
    options
}
