//! Statements over whole batches: one JSON parameter carries all rows, so that the statement's text, and with it
//! the prepared plan, stays the same whatever the size of the batch.

use sea_orm::{ConnectionTrait, DatabaseBackend, DbErr, ExecResult, QueryResult, Statement};
use serde::Serialize;

/// One statement in the words of both databases. The JSON array is `?` on SQLite and `$1` on PostgreSQL.
pub struct JsonSql {
    /// For SQLite: rows come from `jsonb_each(?)`. (`json_each` writes an object out as text again for each column
    /// that is taken from it, which takes four times as long.)
    pub sqlite: &'static str,
    /// For PostgreSQL: rows come from `jsonb_array_elements($1::jsonb)`.
    pub postgres: &'static str,
}

impl JsonSql {
    fn statement(
        &self,
        conn: &impl ConnectionTrait,
        rows: &(impl Serialize + ?Sized),
    ) -> Result<Statement, DbErr> {
        let json = serde_json::to_string(rows).map_err(|error| DbErr::Json(error.to_string()))?;
        let backend = conn.get_database_backend();
        let text = if backend == DatabaseBackend::Sqlite { self.sqlite } else { self.postgres };
        Ok(Statement::from_sql_and_values(backend, text, [json.into()]))
    }

    /// Runs the statement over `rows`.
    ///
    /// # Errors
    /// What the database says.
    pub async fn execute(
        &self,
        conn: &impl ConnectionTrait,
        rows: &(impl Serialize + ?Sized),
    ) -> Result<ExecResult, DbErr> {
        conn.execute_raw(self.statement(conn, rows)?).await
    }

    /// Runs the statement over `rows` and gives what it answers.
    ///
    /// # Errors
    /// What the database says.
    pub async fn query(
        &self,
        conn: &impl ConnectionTrait,
        rows: &(impl Serialize + ?Sized),
    ) -> Result<Vec<QueryResult>, DbErr> {
        conn.query_all_raw(self.statement(conn, rows)?).await
    }
}
