//! The rows of tokens.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use magnetiq_entity::api_tokens::{ActiveModel, Column, Entity, Model};
use magnetiq_entity::users;
use magnetiq_shared::Page;
use magnetiq_shared::accounts::ApiToken;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Set, Unchanged,
};
use uuid::Uuid;

use super::super::roster::KnownToken;
use crate::db::{Conn, Db, Error, Tx};
use crate::http::Cursor;

/// Tokens that can be used, by what is stored of them.
pub(super) async fn live(conn: &Conn, now: DateTime<Utc>) -> Result<HashMap<String, KnownToken>, Error> {
    let rows = Entity::find()
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(now.timestamp_millis()))
        .all(conn)
        .await?;
    let known = |row: Model| {
        let token = KnownToken {
            id: row.id,
            user: row.user_id,
            scopes: row.scopes.0,
            expires_at: row.expires_at.utc(),
            last_used_at: row.last_used_at.map(|at| at.utc()),
        };
        (row.hash, token)
    };
    Ok(rows.into_iter().map(known).collect())
}

/// A page of tokens, the newest first.
pub(in super::super) async fn list(
    conn: &Conn,
    limit: u64,
    cursor: Option<Cursor>,
) -> Result<Page<ApiToken>, Error> {
    let total = Entity::find().count(conn).await?;
    let mut query =
        Entity::find().find_also_related(users::Entity).order_by_desc(Column::Id).limit(limit + 1);
    if let Some(cursor) = cursor {
        query = query.filter(Column::Id.lt(cursor.id));
    }
    let rows = query.all(conn).await?;
    let page = Cursor::page(rows, limit, |(row, _)| Cursor::at(row.id), |(row, maker)| wire(row, maker));
    Ok(Page { total: Some(total), ..page })
}

pub(in super::super) async fn by_id(
    conn: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Option<ApiToken>, Error> {
    let found = Entity::find_by_id(id).find_also_related(users::Entity).one(conn).await?;
    Ok(found.map(|(row, maker)| wire(row, maker)))
}

pub(in super::super) async fn insert(
    tx: &Tx,
    token: &ApiToken,
    maker: Uuid,
    hash: &str,
) -> Result<(), Error> {
    let row = Model {
        id: token.id,
        name: token.name.clone(),
        token_start: token.start.clone(),
        hash: hash.to_owned(),
        scopes: token.scopes.clone().into(),
        user_id: maker,
        created_at: token.created_at.into(),
        expires_at: token.expires_at.into(),
        last_used_at: None,
        revoked_at: None,
    };
    row.into_active_model().reset_all().insert(tx).await.map(drop)
}

pub(in super::super) async fn revoke(tx: &Tx, id: Uuid, now: DateTime<Utc>) -> Result<(), Error> {
    let row = ActiveModel { id: Unchanged(id), revoked_at: Set(Some(now.into())), ..Default::default() };
    row.update(tx).await.map(drop)
}

/// Writes down when tokens were last used. Nobody is told: only the list shows it.
pub(in super::super) async fn note_uses(db: &Db, uses: &HashMap<Uuid, DateTime<Utc>>) -> Result<(), Error> {
    let tx = db.begin().await?;
    for (id, at) in uses {
        Entity::update_many()
            .col_expr(Column::LastUsedAt, sea_orm::sea_query::Expr::value(at.timestamp_millis()))
            .filter(Column::Id.eq(*id))
            .exec(&tx)
            .await?;
    }
    tx.commit().await
}

fn wire(row: Model, maker: Option<users::Model>) -> ApiToken {
    ApiToken {
        id: row.id,
        name: row.name,
        start: row.token_start,
        scopes: row.scopes.0,
        created_by: maker.map(|maker| maker.name).unwrap_or_default(),
        created_at: row.created_at.utc(),
        expires_at: row.expires_at.utc(),
        last_used_at: row.last_used_at.map(|at| at.utc()),
        revoked_at: row.revoked_at.map(|at| at.utc()),
    }
}
