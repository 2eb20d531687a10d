//! The database: one way to connect, one way to write, one way to hand a batch to a statement.
//!
//! SQLite has one writing connection (its lock allows no more, and so writers queue fairly) beside several
//! reading ones; PostgreSQL has one pool. Services see [`Conn`] and [`Tx`], not the library behind them.

mod connect;
mod copy;
mod counts;
mod idempotency;
mod json_sql;
mod migrate;
mod rounds;
mod search;
mod versions;

use sea_orm::{
    DatabaseBackend, DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};

pub use copy::copy_into;
pub use counts::share_counts;
pub use idempotency::{Claim, KeyId, claim_key, finish_key, free_key};
pub use json_sql::JsonSql;
pub use migrate::{migrate, pending_migrations};
pub use rounds::{checked_at, set_checked};
pub use search::{contains, has_word, words};
pub use versions::{Kept, bump, version};

/// A connection to read with.
pub type Conn = DatabaseConnection;
/// What can be read from: a connection, or a transaction that sees its own writes.
pub use sea_orm::ConnectionTrait as Readable;
/// A write transaction; dropped without `commit` it leaves nothing.
pub type Tx = DatabaseTransaction;
/// What the database says when something goes wrong.
pub type Error = DbErr;

/// The database's connections.
#[derive(Clone, Debug)]
pub struct Db {
    read: DatabaseConnection,
    write: DatabaseConnection,
}

impl Db {
    /// To read with.
    pub fn read(&self) -> &Conn {
        &self.read
    }

    /// Begins a transaction that may write. On SQLite it takes the write lock first, so that nothing it reads
    /// can change under it; on PostgreSQL its first statement locks the session's row.
    ///
    /// # Errors
    /// What the database says.
    pub async fn begin(&self) -> Result<Tx, DbErr> {
        let immediate = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        self.write.begin_with_options(immediate).await
    }

    /// Begins a transaction that changes what processes keep in memory, and tells them. Those that do so take turns, on
    /// both databases, so that what one reads (a version, whether a name is free, what uses a thing) stays true until
    /// it commits.
    ///
    /// # Errors
    /// What the database says.
    pub async fn begin_change(&self, of: Kept) -> Result<Tx, DbErr> {
        let tx = self.begin().await?;
        bump(&tx, of).await?;
        Ok(tx)
    }

    /// Whether this is the embedded database.
    pub fn is_sqlite(&self) -> bool {
        self.read.get_database_backend() == DatabaseBackend::Sqlite
    }
}

impl magnetiq_jobs::Store for Db {
    async fn begin_write(&self) -> Result<Tx, DbErr> {
        self.begin().await
    }
}
