//! Connections, each kept as a section of the settings.

use chrono::{DateTime, Utc};
use magnetiq_entity::settings::{Column, Entity, Model};
use magnetiq_entity::{UtcMillis, hook_events};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    TryInsertResult,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::db::{Error, Tx};

/// A section with its version; `None` where nothing was set.
pub(super) async fn section<T: DeserializeOwned>(
    conn: &impl ConnectionTrait,
    key: &str,
) -> Result<Option<(T, i32)>, Error> {
    let Some(row) = Entity::find_by_id(key.to_owned()).one(conn).await? else { return Ok(None) };
    let value = serde_json::from_value(row.value).map_err(|error| Error::Json(error.to_string()))?;
    Ok(Some((value, row.version)))
}

/// Writes a section of which `version` was read, 0 where there was none; says whether it was still so.
pub(super) async fn write(
    tx: &Tx,
    ctx: &Ctx,
    (key, version): (&str, i32),
    value: &impl Serialize,
    author: Option<Uuid>,
) -> Result<bool, Error> {
    let value = serde_json::to_value(value).map_err(|error| Error::Json(error.to_string()))?;
    let row = Model {
        key: key.to_owned(),
        value,
        version: version + 1,
        updated_at: ctx.now.into(),
        updated_by: author,
    };
    let row = row.into_active_model().reset_all();
    let written = if version == 0 {
        match Entity::insert(row).on_conflict_do_nothing_on([Column::Key]).exec_without_returning(tx).await? {
            TryInsertResult::Inserted(rows) => rows,
            _ => 0,
        }
    } else {
        let known = Entity::update_many().set(row).filter(Column::Key.eq(key));
        known.filter(Column::Version.eq(version)).exec(tx).await?.rows_affected
    };
    Ok(written > 0)
}

/// Deletes a section of which `version` was read; says whether it was still so.
pub(super) async fn delete(tx: &Tx, key: &str, version: i32) -> Result<bool, Error> {
    let known = Entity::delete_many().filter(Column::Key.eq(key)).filter(Column::Version.eq(version));
    Ok(known.exec(tx).await?.rows_affected > 0)
}

/// Deletes a section, whatever its version; says whether there was one.
pub(super) async fn drop_section(tx: &Tx, key: &str) -> Result<bool, Error> {
    Ok(Entity::delete_by_id(key.to_owned()).exec(tx).await?.rows_affected > 0)
}

/// Keeps that the provider's event was taken, and forgets those of before `old`; says whether it is the first time.
pub(super) async fn first_seen(
    tx: &Tx,
    (provider, event): (&str, &str),
    now: DateTime<Utc>,
    old: DateTime<Utc>,
) -> Result<bool, Error> {
    use hook_events::{Column, Entity, Model};
    Entity::delete_many().filter(Column::CreatedAt.lt(UtcMillis::from(old))).exec(tx).await?;
    let row = Model { provider: provider.to_owned(), event_id: event.to_owned(), created_at: now.into() };
    let insert = Entity::insert(row.into_active_model().reset_all());
    let known = [Column::Provider, Column::EventId];
    match insert.on_conflict_do_nothing_on(known).exec_without_returning(tx).await? {
        TryInsertResult::Inserted(rows) => Ok(rows > 0),
        _ => Ok(false),
    }
}
