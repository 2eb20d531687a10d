//! When speakers are busy.

use chrono::{DateTime, Utc};
use magnetiq_entity::sessions::{Column, Entity, Model};
use magnetiq_entity::topics;
use magnetiq_shared::TranslatedText;
use magnetiq_shared::sessions::SessionStatus;
use magnetiq_shared::speakers::staff::SpeakerSession;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use uuid::Uuid;

use crate::db::{Conn, Error};

/// How many sessions an answer has at most.
const MOST: u64 = 500;

/// A speaker's sessions that touch the time between the two, the soonest first; cancelled ones as well.
pub(in super::super) async fn calendar(
    conn: &Conn,
    speaker: Uuid,
    from: Option<DateTime<Utc>>,
    to: Option<DateTime<Utc>>,
) -> Result<Vec<SpeakerSession>, Error> {
    let mut query = Entity::find().filter(Column::SpeakerId.eq(speaker));
    if let Some(from) = from {
        query = query.filter(Column::EndsAt.gt(from.timestamp_millis()));
    }
    if let Some(to) = to {
        query = query.filter(Column::StartsAt.lt(to.timestamp_millis()));
    }
    read(conn, query).await
}

/// A speaker's sessions that overlap a time. What is cancelled takes no time; drafts do. Times are instants, so the
/// hour that comes twice in autumn is two hours.
pub(in super::super) async fn overlapping(
    conn: &Conn,
    speaker: Uuid,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    except: Option<Uuid>,
) -> Result<Vec<SpeakerSession>, Error> {
    let mut query = Entity::find()
        .filter(Column::SpeakerId.eq(speaker))
        .filter(Column::Status.ne(SessionStatus::Cancelled.word()))
        .filter(Column::StartsAt.lt(ends_at.timestamp_millis()))
        .filter(Column::EndsAt.gt(starts_at.timestamp_millis()));
    if let Some(except) = except {
        query = query.filter(Column::Id.ne(except));
    }
    read(conn, query).await
}

async fn read(conn: &Conn, query: Select<Entity>) -> Result<Vec<SpeakerSession>, Error> {
    let query = query.order_by_asc(Column::StartsAt).order_by_asc(Column::Id).limit(MOST);
    let rows = query.find_also_related(topics::Entity).all(conn).await?;
    Ok(rows.into_iter().map(|(row, topic)| wire(row, topic)).collect())
}

fn wire(row: Model, topic: Option<topics::Model>) -> SpeakerSession {
    let title = row.title.or(topic.map(|topic| topic.title));
    SpeakerSession {
        id: row.id,
        title: title.map_or_else(|| TranslatedText::from(row.slug.as_str()), |title| title.0),
        slug: row.slug,
        status: row.status.parse().unwrap_or(SessionStatus::Draft),
        starts_at: row.starts_at.utc(),
        duration_minutes: row.duration_minutes.unsigned_abs(),
        timezone: row.timezone,
        registrations: row.registration_count.unsigned_abs(),
    }
}
