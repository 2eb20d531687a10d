//! Bringing the schema up to date, by one process at a time.

use magnetiq_migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseBackend, DbErr, Statement, TransactionTrait};

use super::Db;

/// Any number that no one else locks with.
const LOCK: i64 = 7_203_411;

/// Applies every migration that lacks. Processes that start together take turns: on PostgreSQL by an advisory
/// lock, on SQLite by trying again while another holds the file.
///
/// # Errors
/// What the database says.
pub async fn migrate(db: &Db) -> Result<(), DbErr> {
    if db.is_sqlite() {
        let mut tries = 0;
        loop {
            match Migrator::up(&db.write, None).await {
                Err(_) if tries < 5 && pending_migrations(db).await.is_ok_and(|pending| pending == 0) => {
                    return Ok(());
                }
                Err(_) if tries < 5 => tries += 1,
                done => return done,
            }
            tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        }
    }
    let lock = db.write.begin().await?;
    let take = Statement::from_sql_and_values(
        DatabaseBackend::Postgres,
        "SELECT pg_advisory_xact_lock($1)",
        [LOCK.into()],
    );
    lock.execute_raw(take).await?;
    Migrator::up(&db.write, None).await?;
    lock.commit().await
}

/// How many migrations lack.
///
/// # Errors
/// What the database says.
pub async fn pending_migrations(db: &Db) -> Result<usize, DbErr> {
    Ok(Migrator::get_pending_migrations(&db.read).await?.len())
}
