//! A consistent copy of the embedded database.

use std::path::Path;

use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};

use super::{Db, Error};

/// Copies the database into a new file, while others go on reading and writing.
///
/// # Errors
/// What the database says, also where the file exists.
pub async fn copy_into(db: &Db, file: &Path) -> Result<(), Error> {
    let file = file.display().to_string();
    let copy = Statement::from_sql_and_values(DatabaseBackend::Sqlite, "VACUUM INTO ?", [file.into()]);
    db.read().execute_raw(copy).await?;
    Ok(())
}
