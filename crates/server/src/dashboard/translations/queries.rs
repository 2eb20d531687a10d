//! The rows whose texts are looked at.

use magnetiq_entity::{sessions, topics};
use magnetiq_shared::sessions::SessionStatus;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::db::{Conn, Error};

/// Topics that are not archived.
pub(super) async fn topics(conn: &Conn) -> Result<Vec<topics::Model>, Error> {
    topics::Entity::find().filter(topics::Column::Status.ne("archived")).all(conn).await
}

/// Sessions to come, with their topics.
pub(super) async fn sessions(conn: &Conn) -> Result<Vec<(sessions::Model, topics::Model)>, Error> {
    let to_come = [SessionStatus::Draft, SessionStatus::Published, SessionStatus::Live];
    let rows = sessions::Entity::find()
        .find_also_related(topics::Entity)
        .filter(sessions::Column::Status.is_in(to_come.map(SessionStatus::word)))
        .all(conn)
        .await?;
    Ok(rows.into_iter().filter_map(|(session, topic)| Some((session, topic?))).collect())
}
