//! The rows of sessions, as staff read and write them.

mod list;
mod rows;

use chrono::{DateTime, Utc};
use magnetiq_entity::{UtcMillis, session_changes};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

pub(super) use list::{counts, list, page};
pub(super) use rows::*;

use crate::db::Error;

/// A change of a session, and what was before it.
pub struct Change {
    /// The session's sequence since.
    pub sequence: i32,
    /// The start before.
    pub starts_at: DateTime<Utc>,
    /// The end before.
    pub ends_at: DateTime<Utc>,
    /// IANA name of the timezone before.
    pub timezone: String,
    /// Whether the way in is another one.
    pub link_changed: bool,
    /// What staff say about it.
    pub note: Option<String>,
}

impl Change {
    /// This change and the one before it, as one.
    pub fn after(self, before: Self) -> Self {
        let notes = [before.note, self.note].into_iter().flatten();
        let note = notes.reduce(|first, then| format!("{first}\n{then}"));
        Self {
            sequence: self.sequence,
            link_changed: before.link_changed || self.link_changed,
            note,
            ..before
        }
    }
}

/// The changes by which the session came to this sequence, made after `since`, the newest first.
///
/// # Errors
/// What the database says.
pub async fn changes(
    conn: &impl ConnectionTrait,
    (session, sequence): (Uuid, i32),
    since: DateTime<Utc>,
) -> Result<Vec<Change>, Error> {
    use session_changes::{Column, Entity};
    let rows = Entity::find()
        .filter(Column::SessionId.eq(session))
        .filter(Column::Sequence.lte(sequence))
        .filter(Column::CreatedAt.gte(UtcMillis::from(since)))
        .order_by_desc(Column::Sequence)
        .all(conn)
        .await?;
    let change = |row: session_changes::Model| Change {
        sequence: row.sequence,
        starts_at: row.starts_at_before.utc(),
        ends_at: row.ends_at_before.utc(),
        timezone: row.timezone_before,
        link_changed: row.link_changed,
        note: row.note,
    };
    Ok(rows.into_iter().map(change).collect())
}
