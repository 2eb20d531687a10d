//! The demo's statements.

use std::collections::HashMap;

use magnetiq_entity::{UtcMillis, messages, sessions, speakers, topics};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, Iterable, QueryFilter, QuerySelect, Set,
    Unchanged,
};
use uuid::Uuid;

use crate::db::{Conn, Error, Tx};

/// SQLite takes 32766 values in one statement, PostgreSQL 65535.
const MAX_VALUES: usize = 30_000;
/// More rows in a statement make it no faster, but need memory.
const MAX_ROWS: usize = 500;

/// Whether there is neither a topic nor a session.
pub(super) async fn is_empty(conn: &Conn) -> Result<bool, Error> {
    let topic: Option<Uuid> =
        topics::Entity::find().select_only().column(topics::Column::Id).into_tuple().one(conn).await?;
    let session: Option<Uuid> =
        sessions::Entity::find().select_only().column(sessions::Column::Id).into_tuple().one(conn).await?;
    Ok(topic.is_none() && session.is_none())
}

/// Inserts all rows of a table, as many in one statement as it takes.
pub(super) async fn insert<E>(tx: &Tx, rows: impl IntoIterator<Item = E::Model>) -> Result<(), Error>
where
    E: EntityTrait,
    E::ActiveModel: From<E::Model> + Send,
{
    let size = (MAX_VALUES / E::Column::iter().count().max(1)).clamp(1, MAX_ROWS);
    let mut rows = rows.into_iter().map(E::ActiveModel::from);
    loop {
        let batch: Vec<_> = rows.by_ref().take(size).collect();
        if batch.is_empty() {
            return Ok(());
        }
        E::insert_many(batch).exec_without_returning(tx).await?;
    }
}

/// Writes the average of what a speaker was rated.
pub(super) async fn rate_speaker(tx: &Tx, id: Uuid, average: f64, now: UtcMillis) -> Result<(), Error> {
    let rated = speakers::ActiveModel {
        id: Unchanged(id),
        average_rating: Set(Some(average)),
        updated_at: Set(now),
        ..Default::default()
    };
    rated.update(tx).await?;
    Ok(())
}

/// Which kind of mail each of these `Message-ID`s (without brackets) is.
pub(super) async fn mail_kinds(
    conn: &impl ConnectionTrait,
    message_ids: Vec<String>,
) -> Result<HashMap<String, String>, Error> {
    let rows: Vec<(String, String)> = messages::Entity::find()
        .select_only()
        .columns([messages::Column::MessageId, messages::Column::Kind])
        .filter(messages::Column::MessageId.is_in(message_ids))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().collect())
}
