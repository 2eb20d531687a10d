//! What staff wrote, shared or left out.

use std::collections::HashMap;

use magnetiq_entity::social_posts::{ActiveModel, Column, Entity, Model};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use crate::db::{Error, Tx};

/// What is kept of these sessions' posts, by session and key.
pub(super) async fn kept(
    conn: &impl ConnectionTrait,
    sessions: impl Iterator<Item = Uuid>,
) -> Result<HashMap<(Uuid, String), Model>, Error> {
    let rows = Entity::find().filter(Column::SessionId.is_in(sessions)).all(conn).await?;
    Ok(rows.into_iter().map(|row| ((row.session_id, row.key.clone()), row)).collect())
}

/// Writes it down.
pub(super) async fn save(tx: &Tx, row: Model) -> Result<(), Error> {
    let row: ActiveModel = row.into_active_model().reset_all();
    let newer = OnConflict::columns([Column::SessionId, Column::Key])
        .update_columns([
            Column::Text,
            Column::State,
            Column::ActedBy,
            Column::ActedAt,
            Column::Version,
            Column::UpdatedAt,
        ])
        .to_owned();
    Entity::insert(row).on_conflict(newer).exec_without_returning(tx).await?;
    Ok(())
}
