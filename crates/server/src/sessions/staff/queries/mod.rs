//! The rows of sessions, as staff read and write them.

mod list;
mod rows;

use chrono::{DateTime, Utc};
use magnetiq_entity::session_changes;
use sea_orm::{ConnectionTrait, EntityTrait};
use uuid::Uuid;

pub(super) use list::{counts, list, page};
pub(super) use rows::*;

use crate::db::Error;

/// What was before a session was moved.
pub struct Before {
    /// The start.
    pub starts_at: DateTime<Utc>,
    /// The end.
    pub ends_at: DateTime<Utc>,
    /// IANA name.
    pub timezone: String,
    /// Whether the way in is another one.
    pub link_changed: bool,
    /// What staff say about it.
    pub note: Option<String>,
}

/// The change after which the session had this sequence.
///
/// # Errors
/// What the database says.
pub async fn change_of(
    conn: &impl ConnectionTrait,
    session: Uuid,
    sequence: i32,
) -> Result<Option<Before>, Error> {
    let row = session_changes::Entity::find_by_id((session, sequence)).one(conn).await?;
    Ok(row.map(|row| Before {
        starts_at: row.starts_at_before.utc(),
        ends_at: row.ends_at_before.utc(),
        timezone: row.timezone_before,
        link_changed: row.link_changed,
        note: row.note,
    }))
}
