//! The rows of sign-ins.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use magnetiq_entity::sign_ins::{ActiveModel, Column, Entity, Model};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, Set, Unchanged,
};
use uuid::Uuid;

use super::users;
use crate::db::{Conn, Error, Tx};

/// The sign-ins that have not ended.
pub(super) async fn live(conn: &Conn, now: DateTime<Utc>) -> Result<HashSet<Uuid>, Error> {
    let query =
        Entity::find().select_only().column(Column::Id).filter(Column::ExpiresAt.gt(now.timestamp_millis()));
    Ok(query.into_tuple::<Uuid>().all(conn).await?.into_iter().collect())
}

pub(in super::super) async fn insert(
    tx: &Tx,
    id: Uuid,
    user: Uuid,
    agent: &str,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<(), Error> {
    let row = Model {
        id,
        user_id: user,
        generation: 1,
        rotated_at: now.into(),
        user_agent: agent.to_owned(),
        created_at: now.into(),
        last_used_at: now.into(),
        expires_at: expires_at.into(),
    };
    row.into_active_model().reset_all().insert(tx).await?;
    users::note_sign_in(tx, user, now).await
}

pub(in super::super) async fn find(
    conn: &impl ConnectionTrait,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<Model>, Error> {
    Ok(Entity::find_by_id(id).one(conn).await?.filter(|row| row.expires_at.utc() > now))
}

/// A person's sign-ins, the latest first.
pub(in super::super) async fn of(conn: &Conn, user: Uuid, now: DateTime<Utc>) -> Result<Vec<Model>, Error> {
    Entity::find()
        .filter(Column::UserId.eq(user))
        .filter(Column::ExpiresAt.gt(now.timestamp_millis()))
        .order_by_desc(Column::LastUsedAt)
        .order_by_desc(Column::Id)
        .all(conn)
        .await
}

/// The next refresh token is the newest.
pub(in super::super) async fn rotate(
    tx: &Tx,
    id: Uuid,
    generation: i32,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<(), Error> {
    let row = ActiveModel {
        id: Unchanged(id),
        generation: Set(generation),
        rotated_at: Set(now.into()),
        last_used_at: Set(now.into()),
        expires_at: Set(expires_at.into()),
        ..Default::default()
    };
    row.update(tx).await.map(drop)
}

pub(in super::super) async fn end(tx: &Tx, id: Uuid) -> Result<(), Error> {
    Entity::delete_by_id(id).exec(tx).await.map(drop)
}

/// Ends all of a person's sign-ins but one.
pub(in super::super) async fn end_all(tx: &Tx, user: Uuid, but: Option<Uuid>) -> Result<(), Error> {
    let mut ended = Entity::delete_many().filter(Column::UserId.eq(user));
    if let Some(but) = but {
        ended = ended.filter(Column::Id.ne(but));
    }
    ended.exec(tx).await.map(drop)
}
