//! Up to when each of the rounds has looked that do what falls due.

use chrono::{DateTime, Utc};
use magnetiq_entity::automation_rounds::{Column, Entity, Model};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel};

use super::{Error, Tx};

/// Up to when the round of this name has looked; `None` where it never did.
///
/// # Errors
/// What the database says.
pub async fn checked_at(conn: &impl ConnectionTrait, round: &str) -> Result<Option<DateTime<Utc>>, Error> {
    let row = Entity::find_by_id(round.to_owned()).one(conn).await?;
    Ok(row.map(|row| row.checked_at.utc()))
}

/// Writes down up to when it has looked.
///
/// # Errors
/// What the database says.
pub async fn set_checked(tx: &Tx, round: &str, at: DateTime<Utc>) -> Result<(), Error> {
    let row = Model { name: round.to_owned(), checked_at: at.into() };
    let newer = OnConflict::column(Column::Name).update_column(Column::CheckedAt).to_owned();
    Entity::insert(row.into_active_model().reset_all()).on_conflict(newer).exec_without_returning(tx).await?;
    Ok(())
}
