//! Where write transactions come from.

use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};

/// Begins write transactions; the application gives its own, or the connection it writes with.
pub trait Store: Clone + Send + Sync + 'static {
    /// A transaction that may write. On SQLite it must begin with `BEGIN IMMEDIATE`: one that takes the write
    /// lock only later fails with "database is locked" as soon as two write.
    ///
    /// # Errors
    /// What the database says; the worker tries again later.
    fn begin_write(&self) -> impl Future<Output = Result<DatabaseTransaction, DbErr>> + Send;
}

impl Store for DatabaseConnection {
    async fn begin_write(&self) -> Result<DatabaseTransaction, DbErr> {
        let immediate = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        self.begin_with_options(immediate).await
    }
}
