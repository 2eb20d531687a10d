//! Lists of sessions.

use magnetiq_entity::sessions::{Column, Entity, Model};
use magnetiq_entity::{speakers, topics};
use magnetiq_shared::sessions::SessionStatus;
use magnetiq_shared::staff::sessions::{SessionCounts, SessionRow, SessionSort, StaffSessionFilters};
use magnetiq_shared::{Page, Search};
use sea_orm::sea_query::Cond;
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, JoinType, Order, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait, Select,
};
use uuid::Uuid;

use super::rows::{fields, parts};
use crate::db::{Conn, Error, has_word};
use crate::http::Cursor;
use crate::sessions::staff::make::german_missing;

/// A page of the sessions that pass the filters, and how many do.
pub(in super::super) async fn list(
    conn: &Conn,
    filters: &StaffSessionFilters,
    limit: u64,
    cursor: Option<Cursor>,
) -> Result<Page<SessionRow>, Error> {
    let page = page(conn, filters, &[], limit, cursor).await?;
    Ok(Page { total: Some(filtered(filters).count(conn).await?), ..page })
}

/// A page of the sessions that pass the filters and are among these; of all where none is named.
pub(in super::super) async fn page(
    conn: &Conn,
    filters: &StaffSessionFilters,
    ids: &[Uuid],
    limit: u64,
    cursor: Option<Cursor>,
) -> Result<Page<SessionRow>, Error> {
    let (column, order) = order(filters.sort.unwrap_or_default());
    let mut query = filtered(filters).order_by(column, order.clone()).order_by(Column::Id, order.clone());
    if !ids.is_empty() {
        query = query.filter(Column::Id.is_in(ids.iter().copied()));
    }
    if let Some(cursor) = cursor {
        let key: i64 = cursor.key.parse().unwrap_or_default();
        let further = |column: Column, than: sea_orm::Value| match order {
            Order::Desc => column.lt(than),
            _ => column.gt(than),
        };
        let same = column.eq(key).and(further(Column::Id, cursor.id.into()));
        query = query.filter(Cond::any().add(further(column, key.into())).add(same));
    }
    let rows = query.limit(limit + 1).all(conn).await?;
    let (topics, speakers) = parts(conn, &rows).await?;
    let key = |row: &Model| match column {
        Column::SeatsTaken => i64::from(row.seats_taken),
        Column::UpdatedAt => row.updated_at.0,
        _ => row.starts_at.0,
    };
    let mut page = Cursor::page(
        rows,
        limit,
        |row| Cursor::after(key(row), row.id),
        |row| {
            let (topic, speaker) = (topics.get(&row.topic_id), speakers.get(&row.speaker_id));
            Some(wire(row, topic?, speaker?))
        },
    );
    let data = std::mem::take(&mut page.data).into_iter().flatten().collect();
    Ok(Page { data, next_cursor: page.next_cursor, total: None })
}

/// How many pass the filters in each state; the state asked for does not matter.
pub(in super::super) async fn counts(
    conn: &Conn,
    filters: &StaffSessionFilters,
) -> Result<SessionCounts, Error> {
    let any = StaffSessionFilters { status: None, ..filters.clone() };
    let rows: Vec<(String, i64)> = filtered(&any)
        .select_only()
        .column(Column::Status)
        .column_as(Column::Id.count(), "count")
        .group_by(Column::Status)
        .into_tuple()
        .all(conn)
        .await?;
    let of = |status: SessionStatus| {
        let found = rows.iter().find(|(word, _)| word == status.word());
        found.map_or(0, |(_, count)| count.unsigned_abs())
    };
    Ok(SessionCounts {
        all: rows.iter().map(|(_, count)| count.unsigned_abs()).sum(),
        draft: of(SessionStatus::Draft),
        published: of(SessionStatus::Published),
        live: of(SessionStatus::Live),
        completed: of(SessionStatus::Completed),
        cancelled: of(SessionStatus::Cancelled),
    })
}

fn order(sort: SessionSort) -> (Column, Order) {
    match sort {
        SessionSort::StartsAt => (Column::StartsAt, Order::Asc),
        SessionSort::StartsAtDown => (Column::StartsAt, Order::Desc),
        SessionSort::SeatsTaken => (Column::SeatsTaken, Order::Asc),
        SessionSort::SeatsTakenDown => (Column::SeatsTaken, Order::Desc),
        SessionSort::UpdatedAt => (Column::UpdatedAt, Order::Asc),
        SessionSort::UpdatedAtDown => (Column::UpdatedAt, Order::Desc),
    }
}

fn filtered(filters: &StaffSessionFilters) -> Select<Entity> {
    use magnetiq_entity::sessions::Relation;
    let mut query = Entity::find()
        .join(JoinType::InnerJoin, Relation::Topics.def())
        .join(JoinType::InnerJoin, Relation::Speakers.def());
    for word in filters.search.iter().flat_map(Search::words) {
        query = query.filter(
            Cond::any()
                .add(has_word(Column::Title, &word))
                .add(has_word(topics::Column::Title, &word))
                .add(has_word(speakers::Column::FirstName, &word))
                .add(has_word(speakers::Column::LastName, &word))
                .add(has_word(Column::Slug, &word)),
        );
    }
    let equal = [
        filters.topic.map(|id| Column::TopicId.eq(id)),
        filters.speaker.map(|id| Column::SpeakerId.eq(id)),
        filters.category.map(|id| topics::Column::CategoryId.eq(id)),
        filters.status.map(|status| Column::Status.eq(status.word())),
        filters.language.map(|language| Column::Language.eq(language.code())),
        filters.from.map(|from| Column::StartsAt.gte(from.timestamp_millis())),
        filters.to.map(|to| Column::StartsAt.lt(to.timestamp_millis())),
    ];
    equal.into_iter().flatten().fold(query, |query, condition| query.filter(condition))
}

fn wire(row: Model, topic: &super::rows::TopicFacts, speaker: &super::rows::SpeakerFacts) -> SessionRow {
    let fields = fields(&row);
    SessionRow {
        id: row.id,
        title: fields.title.clone().unwrap_or_else(|| topic.title.clone()),
        topic: topic.name.clone(),
        speaker: speaker.name.clone(),
        german_missing: german_missing(&fields, topic),
        link_missing: fields.meeting_url.is_none(),
        slug: fields.slug,
        starts_at: fields.starts_at,
        duration_minutes: fields.duration_minutes,
        timezone: fields.timezone,
        language: fields.language,
        price: fields.price,
        capacity: fields.capacity,
        seats_taken: row.seats_taken.unsigned_abs(),
        waitlist_count: row.waitlist_count.unsigned_abs(),
        status: row.status.parse().unwrap_or(SessionStatus::Draft),
        scheduled_publish_at: fields.scheduled_publish_at,
        version: row.version,
    }
}
