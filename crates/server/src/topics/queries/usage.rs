//! What became of topics: figures of their sessions.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use magnetiq_entity::{UtcMillis, sessions};
use magnetiq_shared::sessions::SessionStatus;
use magnetiq_shared::topics::TopicUsage;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::db::Error;

#[derive(FromQueryResult)]
struct Row {
    topic_id: Uuid,
    status: String,
    starts_at: UtcMillis,
    ends_at: UtcMillis,
    registration_count: i32,
    average_rating: Option<f64>,
    rating_count: i32,
}

/// The figures of every topic that has a session, or of one.
pub(in super::super) async fn usage(
    conn: &impl ConnectionTrait,
    of: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<HashMap<Uuid, TopicUsage>, Error> {
    use sessions::Column;
    let mut query = sessions::Entity::find()
        .select_only()
        .columns([Column::TopicId, Column::Status, Column::StartsAt, Column::EndsAt])
        .columns([Column::RegistrationCount, Column::AverageRating, Column::RatingCount])
        .filter(Column::Status.ne(SessionStatus::Cancelled.word()));
    if let Some(topic) = of {
        query = query.filter(Column::TopicId.eq(topic));
    }
    let mut usage: HashMap<Uuid, TopicUsage> = HashMap::new();
    let mut stars: HashMap<Uuid, (f64, u32)> = HashMap::new();
    for row in query.into_model::<Row>().all(conn).await? {
        let figures = usage.entry(row.topic_id).or_default();
        let is_draft = row.status == SessionStatus::Draft.word();
        match (row.ends_at.utc() > now, is_draft) {
            (true, _) => figures.sessions_planned += 1,
            (false, false) => figures.sessions_held += 1,
            // A draft whose time has passed came to nothing.
            (false, true) => {}
        }
        figures.registrations += u32::try_from(row.registration_count).unwrap_or_default();
        let start = row.starts_at.utc();
        if !is_draft && start > now && figures.next_session_at.is_none_or(|next| start < next) {
            figures.next_session_at = Some(start);
        }
        if let (Some(average), Ok(count)) = (row.average_rating, u32::try_from(row.rating_count)) {
            let (sum, ratings) = stars.entry(row.topic_id).or_default();
            (*sum, *ratings) = (*sum + average * f64::from(count), *ratings + count);
        }
    }
    for (topic, (sum, ratings)) in stars {
        if let Some(figures) = usage.get_mut(&topic).filter(|_| ratings > 0) {
            figures.average_rating = Some(sum / f64::from(ratings));
        }
    }
    Ok(usage)
}

/// How many sessions of any state a topic has.
pub(in super::super) async fn sessions_of(conn: &impl ConnectionTrait, topic: Uuid) -> Result<u64, Error> {
    use sea_orm::PaginatorTrait;
    sessions::Entity::find().filter(sessions::Column::TopicId.eq(topic)).count(conn).await
}

/// A session's row.
pub(in super::super) async fn session(
    conn: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Option<sessions::Model>, Error> {
    sessions::Entity::find_by_id(id).one(conn).await
}
