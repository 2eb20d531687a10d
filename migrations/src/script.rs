//! A migration written in SQL.
//!
//! Both databases run the same text. It is written in PostgreSQL's words, in lower-case type names; SQLite calls
//! two types otherwise (`uuid` is a 16-byte `blob`, `jsonb` is `text`) and takes the rest as it stands.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// One step of the schema, up and down. Each runs in a transaction of its own, on both databases.
pub struct Script {
    /// The name by which the database remembers the step: the name of its file.
    pub name: &'static str,
    /// SQL that takes the step.
    pub up: &'static str,
    /// SQL that takes it back.
    pub down: &'static str,
}

impl Script {
    async fn run(&self, manager: &SchemaManager<'_>, sql: &str) -> Result<(), DbErr> {
        let sql = match manager.get_database_backend() {
            DbBackend::Sqlite => sql.replace(" uuid", " blob").replace(" jsonb", " text"),
            _ => sql.to_owned(),
        };
        manager.get_connection().execute_unprepared(&sql).await.map(drop)
    }
}

impl MigrationName for Script {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Script {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        self.run(manager, self.up).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        self.run(manager, self.down).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
