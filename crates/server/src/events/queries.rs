//! What applications want to hear of.

use std::collections::HashSet;

use magnetiq_entity::webhook_endpoints::{Column, Entity};
use magnetiq_shared::webhooks::EventKind;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::db::{Conn, Error};

/// All that some active address wants.
pub(super) async fn wanted(conn: &Conn) -> Result<HashSet<EventKind>, Error> {
    let rows = Entity::find().filter(Column::IsActive.eq(true)).all(conn).await?;
    Ok(rows.into_iter().flat_map(|row| row.events.0).collect())
}
