//! What staff and registered people alone may know of a session.

use magnetiq_entity::{registrations, sessions};
use magnetiq_shared::sessions::Access;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, Set, Unchanged};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::db::Error;
use crate::registrations::may_have;

/// Where a session takes place, and where its recording is.
pub(super) struct Meeting {
    pub url: Option<String>,
    recording_url: Option<String>,
    recording_access: String,
}

impl Meeting {
    /// The recording, where this person may watch it.
    pub fn recording_for(&self, row: &registrations::Model) -> Option<String> {
        let access = self.recording_access.parse().unwrap_or(Access::Attendees);
        self.recording_url.clone().filter(|_| may_have(access, row))
    }
}

/// A session's meeting.
pub(super) async fn meeting(conn: &impl ConnectionTrait, session_id: Uuid) -> Result<Meeting, Error> {
    let row = sessions::Entity::find_by_id(session_id).one(conn).await?;
    let row = row.ok_or_else(|| Error::RecordNotFound("sessions".to_owned()))?;
    let recording_access = row.recording_access;
    Ok(Meeting { url: row.meeting_url, recording_url: row.recording_url, recording_access })
}

/// Keeps when somebody first went in.
pub(super) async fn joined(ctx: &Ctx, row: &registrations::Model) -> Result<(), Error> {
    if row.joined_at.is_some() {
        return Ok(());
    }
    let tx = ctx.db.begin().await?;
    let joined = registrations::ActiveModel {
        id: Unchanged(row.id),
        joined_at: Set(Some(ctx.now.into())),
        updated_at: Set(ctx.now.into()),
        ..Default::default()
    };
    joined.update(&tx).await?;
    tx.commit().await
}
