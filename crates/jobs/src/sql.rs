//! The little that differs between the two databases, and the reading of columns.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult, Statement, Value};

/// A column of the rows that travel as a JSON array; the name is also the key in each object.
#[derive(Clone, Copy)]
pub(crate) enum Column {
    /// A UUID, written as 32 hexadecimal digits.
    Id(&'static str),
    /// A string or null.
    Text(&'static str),
    /// An integer or null.
    Integer(&'static str),
    /// Any JSON.
    Json(&'static str),
}

/// The objects of the JSON array in `$1` as a table `o` with these columns.
pub(crate) fn rows(conn: &impl ConnectionTrait, columns: &[Column]) -> String {
    let postgres = is_postgres(conn);
    let column = |column: &Column| match (*column, postgres) {
        (Column::Id(name), true) => format!("{name} uuid"),
        (Column::Text(name), true) => format!("{name} text"),
        (Column::Integer(name), true) => format!("{name} bigint"),
        (Column::Json(name), true) => format!("{name} jsonb"),
        (Column::Id(name), false) => format!("unhex(value ->> '{name}') AS {name}"),
        (Column::Text(name) | Column::Integer(name), false) => format!("value ->> '{name}' AS {name}"),
        (Column::Json(name), false) => format!("value -> '{name}' AS {name}"),
    };
    let columns = columns.iter().map(column).collect::<Vec<_>>().join(", ");
    if postgres {
        format!("jsonb_to_recordset($1::jsonb) AS o({columns})")
    } else {
        // `json_each` would write each object out as text again for each of its columns.
        format!("(SELECT {columns} FROM jsonb_each($1)) AS o")
    }
}

/// The strings of the JSON array in parameter `parameter` as a subquery for `IN`.
pub(crate) fn strings(conn: &impl ConnectionTrait, parameter: &str) -> String {
    if is_postgres(conn) {
        format!("(SELECT jsonb_array_elements_text({parameter}::jsonb))")
    } else {
        format!("(SELECT value FROM json_each({parameter}))")
    }
}

/// The lock clause, or nothing on SQLite, where the write transaction already excludes all others.
pub(crate) fn lock(conn: &impl ConnectionTrait, clause: &'static str) -> &'static str {
    if is_postgres(conn) { clause } else { "" }
}

/// A statement for this connection; both databases take `$1`, `$2`, …
pub(crate) fn statement(
    conn: &impl ConnectionTrait,
    sql: impl Into<String>,
    values: impl IntoIterator<Item = Value>,
) -> Statement {
    Statement::from_sql_and_values(conn.get_database_backend(), sql, values)
}

/// An instant as it is stored.
pub(crate) fn millis(at: DateTime<Utc>) -> Value {
    at.timestamp_millis().into()
}

/// A column that holds an instant.
pub(crate) fn instant(row: &QueryResult, column: &str) -> Result<DateTime<Utc>, DbErr> {
    let millis: i64 = row.try_get("", column)?;
    DateTime::from_timestamp_millis(millis)
        .ok_or_else(|| DbErr::Type(format!("{column}: {millis} is no instant")))
}

/// A column that was cast to text and holds JSON.
pub(crate) fn json(row: &QueryResult, column: &str) -> Result<serde_json::Value, DbErr> {
    let text: String = row.try_get("", column)?;
    serde_json::from_str(&text).map_err(|error| DbErr::Type(format!("{column}: {error}")))
}

fn is_postgres(conn: &impl ConnectionTrait) -> bool {
    conn.get_database_backend() == DbBackend::Postgres
}
