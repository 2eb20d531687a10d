//! The steps on the database under test.

use std::collections::BTreeSet;

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{DbBackend, Statement};

use crate::Migrator;
use crate::testing::TestDatabase;

/// The names of all columns (with their tables) and indexes, but those of the database and of the migrations
/// themselves; and what is counted in `change_versions`, whose rows the steps bring.
async fn schema(db: &TestDatabase) -> BTreeSet<String> {
    let sql = match db.conn.get_database_backend() {
        DbBackend::Sqlite => {
            "SELECT t.name || '.' || c.name AS name FROM sqlite_master t, pragma_table_info(t.name) c \
             WHERE t.type = 'table' UNION SELECT name FROM sqlite_master WHERE type = 'index'"
        }
        _ => {
            "SELECT table_name || '.' || column_name AS name FROM information_schema.columns \
             WHERE table_schema = 'public' \
             UNION SELECT indexname FROM pg_indexes WHERE schemaname = 'public'"
        }
    };
    let mut names = strings(db, sql).await;
    names.retain(|name| !name.starts_with("sqlite_") && !name.starts_with("seaql_"));
    if names.contains("change_versions.name") {
        names.extend(strings(db, "SELECT 'version of ' || name AS name FROM change_versions").await);
    }
    names
}

/// The column `name` of what the statement finds.
async fn strings(db: &TestDatabase, sql: &str) -> BTreeSet<String> {
    let statement = Statement::from_string(db.conn.get_database_backend(), sql);
    let rows = db.conn.query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| row.try_get("", "name").unwrap()).collect()
}

#[tokio::test]
async fn every_step_goes_up_down_and_up() {
    let db = TestDatabase::empty().await.unwrap();
    for step in Migrator::migrations() {
        let before = schema(&db).await;
        Migrator::up(&db.conn, Some(1)).await.unwrap_or_else(|e| panic!("{} up: {e}", step.name()));
        let after = schema(&db).await;
        assert_ne!(after, before, "{} changes something", step.name());
        Migrator::down(&db.conn, Some(1)).await.unwrap_or_else(|e| panic!("{} down: {e}", step.name()));
        assert_eq!(schema(&db).await, before, "{} takes back what it made", step.name());
        Migrator::up(&db.conn, Some(1)).await.unwrap_or_else(|e| panic!("{} up again: {e}", step.name()));
        assert_eq!(schema(&db).await, after, "{} is the same the second time", step.name());
    }
    db.discard().await.unwrap();
}

#[tokio::test]
async fn the_whole_schema_goes_down_and_up_at_once() {
    let db = TestDatabase::migrated().await.unwrap();
    let all = schema(&db).await;
    Migrator::down(&db.conn, None).await.unwrap();
    assert_eq!(schema(&db).await, BTreeSet::new());
    Migrator::up(&db.conn, None).await.unwrap();
    assert_eq!(schema(&db).await, all);
    db.discard().await.unwrap();
}

#[test]
fn each_step_is_named_once_and_in_order() {
    let names: Vec<String> = Migrator::migrations().iter().map(|step| step.name().to_owned()).collect();
    assert!(names.windows(2).all(|pair| pair[0] < pair[1]), "{names:?}");
}

#[tokio::test]
async fn the_version_of_the_program_starts_at_one() {
    let db = TestDatabase::migrated().await.unwrap();
    let statement = Statement::from_string(
        db.conn.get_database_backend(),
        "SELECT version FROM change_versions WHERE name = 'program'",
    );
    let row = db.conn.query_one_raw(statement).await.unwrap().unwrap();
    assert_eq!(row.try_get::<i64>("", "version").unwrap(), 1);
    db.discard().await.unwrap();
}
