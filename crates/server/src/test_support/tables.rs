//! Looking through the whole database, whatever tables it has.

use sea_orm::{ConnectionTrait, Statement};

use super::TestApp;

/// The names of all tables, and of a table's columns.
const SQLITE: [&str; 2] = [
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
    "SELECT name FROM pragma_table_info('{table}')",
];
const POSTGRES: [&str; 2] = [
    "SELECT CAST(table_name AS text) AS name FROM information_schema.tables \
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1",
    "SELECT CAST(column_name AS text) AS name FROM information_schema.columns \
     WHERE table_schema = 'public' AND table_name = '{table}'",
];

impl TestApp {
    /// The names of the tables that have this text in any of their columns.
    pub async fn tables_with(&self, text: &str) -> Vec<String> {
        let [tables, columns] = if self.app.db.is_sqlite() { SQLITE } else { POSTGRES };
        let mut found = Vec::new();
        for table in self.names(tables).await {
            let columns = self.names(&columns.replace("{table}", &table)).await.into_iter();
            let has: Vec<String> =
                columns.map(|column| format!("CAST(\"{column}\" AS text) LIKE '%{text}%'")).collect();
            let rows = format!("SELECT '{table}' AS name FROM \"{table}\" WHERE {}", has.join(" OR "));
            if !self.names(&rows).await.is_empty() {
                found.push(table);
            }
        }
        found
    }

    async fn names(&self, sql: &str) -> Vec<String> {
        let conn = self.app.db.read();
        let statement = Statement::from_string(conn.get_database_backend(), sql);
        let rows = conn.query_all_raw(statement).await.unwrap();
        rows.iter().map(|row| row.try_get("", "name").unwrap()).collect()
    }
}
