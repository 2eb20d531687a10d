//! The rows of addresses that take no mail.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use magnetiq_entity::suppressed_addresses::{Column, Entity, Model};
use magnetiq_shared::suppressions::{SuppressedAddress, SuppressionFilters, SuppressionReason};
use magnetiq_shared::{Code, FieldError, Page, Search};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::db::{Conn, Error, Tx, contains};
use crate::http::{ApiError, Cursor};

/// Whether the address takes no mail.
///
/// # Errors
/// What the database says.
pub async fn is_suppressed(conn: &impl ConnectionTrait, key: &str) -> Result<bool, Error> {
    Ok(Entity::find_by_id(key.to_owned()).one(conn).await?.is_some())
}

/// Those of the addresses that take no mail.
///
/// # Errors
/// What the database says.
pub async fn among(
    conn: &impl ConnectionTrait,
    keys: impl IntoIterator<Item = String>,
) -> Result<HashSet<String>, Error> {
    let found = Entity::find().select_only().column(Column::EmailKey).filter(Column::EmailKey.is_in(keys));
    let found: Vec<String> = found.into_tuple().all(conn).await?;
    Ok(found.into_iter().collect())
}

/// Why the address takes no mail; `None` where it takes some.
///
/// # Errors
/// What the database says.
pub async fn reason(conn: &impl ConnectionTrait, key: &str) -> Result<Option<String>, Error> {
    Ok(Entity::find_by_id(key.to_owned()).one(conn).await?.map(|row| row.reason))
}

/// Takes a person who is forgotten from the list.
///
/// # Errors
/// What the database says.
pub async fn forget(tx: &Tx, key: &str) -> Result<(), Error> {
    delete(tx, key).await.map(drop)
}

pub(super) async fn insert(
    tx: &Tx,
    key: &str,
    reason: SuppressionReason,
    detail: Option<String>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row =
        Model { email_key: key.to_owned(), reason: reason.word().to_owned(), detail, created_at: now.into() };
    let known = OnConflict::column(Column::EmailKey).do_nothing().to_owned();
    let insert = Entity::insert(row.into_active_model().reset_all()).on_conflict(known);
    insert.exec_without_returning(tx).await.map(drop)
}

/// Says whether it was there.
pub(super) async fn delete(tx: &Tx, key: &str) -> Result<bool, Error> {
    Ok(Entity::delete_by_id(key.to_owned()).exec(tx).await?.rows_affected > 0)
}

/// A page of the addresses, those that came last first.
pub(super) async fn list(
    conn: &Conn,
    filters: &SuppressionFilters,
    limit: u64,
    cursor: Option<Cursor>,
) -> Result<Page<SuppressedAddress>, ApiError> {
    let mut found = Entity::find();
    for word in filters.search.iter().flat_map(Search::words) {
        found = found.filter(contains(conn.get_database_backend(), Column::EmailKey, &word));
    }
    let total = found.clone().count(conn).await?;
    if let Some(cursor) = cursor {
        let (at, key) = after(&cursor.key)?;
        let here = Expr::tuple([Expr::value(at), Expr::value(key)]);
        let column = |column| Expr::col((Entity, column));
        found = found.filter(Expr::tuple([column(Column::CreatedAt), column(Column::EmailKey)]).lt(here));
    }
    let rows = found.order_by_desc(Column::CreatedAt).order_by_desc(Column::EmailKey).limit(limit + 1);
    let cursor = |row: &Model| Cursor::after(format!("{} {}", row.created_at.0, row.email_key), Uuid::nil());
    let page = Cursor::page(rows.all(conn).await?, limit, cursor, shown);
    Ok(Page { total: Some(total), ..page })
}

fn after(key: &str) -> Result<(i64, String), ApiError> {
    let (at, address) = key.split_once(' ').unwrap_or_default();
    let at = at.parse().map_err(|_| ApiError::validation(vec![FieldError::new("cursor", Code::Type)]))?;
    Ok((at, address.to_owned()))
}

fn shown(row: Model) -> SuppressedAddress {
    SuppressedAddress {
        address: row.email_key,
        reason: row.reason.parse().unwrap_or(SuppressionReason::Bounced),
        detail: row.detail,
        since: row.created_at.utc(),
    }
}
