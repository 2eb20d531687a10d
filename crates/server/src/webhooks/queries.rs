//! The rows of webhooks and deliveries.

use chrono::{DateTime, Utc};
use magnetiq_entity::{JsonOf, UtcMillis, sessions, topics, webhook_deliveries, webhook_endpoints};
use magnetiq_shared::Page;
use magnetiq_shared::webhooks::{Delivery, DeliveryFilters, DeliveryState, EventKind, Webhook};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Set, TryInsertResult, Unchanged,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::db::{self, Conn, Error, Kept, Tx, contains};
use crate::events::Event;
use crate::http::Cursor;
use crate::sessions::queries::title;

/// A delivery as the database keeps it.
pub(super) type DeliveryRow = webhook_deliveries::Model;
/// Where it goes.
pub(super) type Endpoint = webhook_endpoints::Model;

/// What came of an attempt.
pub(super) struct Outcome {
    /// Whether the application took it.
    pub arrived: bool,
    /// The answer's status.
    pub status: Option<u16>,
    /// Why it did not arrive.
    pub error: Option<String>,
    /// Whether the application says that it wants nothing any more.
    pub is_gone: bool,
    /// Whether it may arrive later.
    pub may_pass: bool,
}

pub(super) async fn list(conn: &Conn) -> Result<Vec<Webhook>, Error> {
    use webhook_endpoints::{Column, Entity};
    let rows = Entity::find().order_by_asc(Column::Id).all(conn).await?;
    Ok(rows.into_iter().map(webhook).collect())
}

pub(super) async fn find(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Webhook>, Error> {
    Ok(webhook_endpoints::Entity::find_by_id(id).one(conn).await?.map(webhook))
}

/// The webhook and its sealed secret.
pub(super) async fn with_secret(conn: &Conn, id: Uuid) -> Result<Option<(Webhook, String)>, Error> {
    let row = webhook_endpoints::Entity::find_by_id(id).one(conn).await?;
    Ok(row.map(|row| (row.secret.clone(), webhook(row))).map(|(secret, webhook)| (webhook, secret)))
}

/// The webhook, held until the transaction ends.
pub(super) async fn locked(tx: &Tx, id: Uuid) -> Result<Option<Webhook>, Error> {
    Ok(webhook_endpoints::Entity::find_by_id(id).lock_exclusive().one(tx).await?.map(webhook))
}

pub(super) async fn count(conn: &impl ConnectionTrait) -> Result<u64, Error> {
    webhook_endpoints::Entity::find().count(conn).await
}

pub(super) async fn insert(tx: &Tx, webhook: &Webhook, sealed: &str, by: Uuid) -> Result<(), Error> {
    let row = webhook_endpoints::Model {
        id: webhook.id,
        url: webhook.url.clone(),
        description: webhook.description.clone(),
        events: JsonOf(webhook.events.clone()),
        secret: sealed.to_owned(),
        previous_secret: None,
        previous_until_at: None,
        is_active: webhook.is_active,
        note: None,
        failing_since_at: None,
        version: webhook.version,
        created_by: Some(by),
        created_at: webhook.created_at.into(),
        updated_at: webhook.updated_at.into(),
    };
    row.into_active_model().reset_all().insert(tx).await?;
    db::bump(tx, Kept::Webhooks).await
}

/// Writes all but the secrets.
pub(super) async fn update(tx: &Tx, webhook: &Webhook) -> Result<(), Error> {
    let row = webhook_endpoints::ActiveModel {
        id: Unchanged(webhook.id),
        url: Set(webhook.url.clone()),
        description: Set(webhook.description.clone()),
        events: Set(JsonOf(webhook.events.clone())),
        is_active: Set(webhook.is_active),
        note: Set(webhook.note.clone()),
        failing_since_at: Set(webhook.failing_since.map(Into::into)),
        version: Set(webhook.version),
        updated_at: Set(webhook.updated_at.into()),
        ..Default::default()
    };
    row.update(tx).await?;
    db::bump(tx, Kept::Webhooks).await
}

pub(super) async fn delete(tx: &Tx, id: Uuid) -> Result<(), Error> {
    webhook_endpoints::Entity::delete_by_id(id).exec(tx).await?;
    db::bump(tx, Kept::Webhooks).await
}

/// Writes a new secret; the one that it had becomes the one before.
pub(super) async fn rotate(
    tx: &Tx,
    webhook: &Webhook,
    sealed: &str,
    until: DateTime<Utc>,
) -> Result<(), Error> {
    use webhook_endpoints::{Column, Entity};
    Entity::update_many()
        .col_expr(Column::PreviousSecret, Expr::col(Column::Secret))
        .col_expr(Column::PreviousUntilAt, Expr::value(until.timestamp_millis()))
        .col_expr(Column::Secret, Expr::value(sealed))
        .col_expr(Column::Version, Expr::value(webhook.version))
        .col_expr(Column::UpdatedAt, Expr::value(webhook.updated_at.timestamp_millis()))
        .filter(Column::Id.eq(webhook.id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Writes how an address is after an attempt; a note switches it off. Only what changes is written.
pub(super) async fn note_health(
    tx: &Tx,
    webhook: &Webhook,
    failing_since: Option<DateTime<Utc>>,
    note: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if note.is_none() && failing_since == webhook.failing_since {
        return Ok(());
    }
    let off = note.is_some();
    let row = webhook_endpoints::ActiveModel {
        id: Unchanged(webhook.id),
        failing_since_at: Set(failing_since.map(Into::into)),
        is_active: Set(!off),
        note: Set(note.map(str::to_owned)),
        version: Set(webhook.version + i32::from(off)),
        updated_at: Set(if off { now.into() } else { webhook.updated_at.into() }),
        ..Default::default()
    };
    row.update(tx).await?;
    if off { db::bump(tx, Kept::Webhooks).await } else { Ok(()) }
}

/// The active webhooks that want to hear of it.
pub(super) async fn wanting(conn: &impl ConnectionTrait, kind: EventKind) -> Result<Vec<Uuid>, Error> {
    use webhook_endpoints::{Column, Entity};
    let rows = Entity::find().filter(Column::IsActive.eq(true)).order_by_asc(Column::Id).all(conn).await?;
    Ok(rows.into_iter().filter(|row| row.events.contains(&kind)).map(|row| row.id).collect())
}

/// A delivery that has not been tried yet.
pub(super) fn new_delivery(ctx: &Ctx, webhook: Uuid, event: &Event, payload: String) -> DeliveryRow {
    DeliveryRow {
        id: ctx.new_id(),
        endpoint_id: webhook,
        event_id: event.id,
        event: event.kind.word().to_owned(),
        payload,
        state: DeliveryState::Pending.word().to_owned(),
        attempts: 0,
        last_status: None,
        last_error: None,
        last_attempt_at: None,
        next_attempt_at: Some(ctx.now.into()),
        delivered_at: None,
        created_at: event.at.into(),
    }
}

/// Inserts those that are not there yet, and gives their ids.
pub(super) async fn insert_deliveries(tx: &Tx, rows: &[DeliveryRow]) -> Result<Vec<Uuid>, Error> {
    use webhook_deliveries::{Column, Entity};
    let mut inserted = Vec::new();
    for row in rows {
        let insert = Entity::insert(row.clone().into_active_model().reset_all());
        let insert = insert.on_conflict_do_nothing_on([Column::EndpointId, Column::EventId]);
        if let TryInsertResult::Inserted(1..) = insert.exec_without_returning(tx).await? {
            inserted.push(row.id);
        }
    }
    Ok(inserted)
}

/// A delivery and where it goes.
pub(super) async fn to_send(conn: &Conn, id: Uuid) -> Result<Option<(DeliveryRow, Endpoint)>, Error> {
    let found = webhook_deliveries::Entity::find_by_id(id)
        .find_also_related(webhook_endpoints::Entity)
        .one(conn)
        .await?;
    Ok(found.and_then(|(row, endpoint)| Some((row, endpoint?))))
}

pub(super) async fn delivery(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<DeliveryRow>, Error> {
    webhook_deliveries::Entity::find_by_id(id).one(conn).await
}

/// Makes a delivery pending again, as if it were new.
pub(super) async fn again(tx: &Tx, row: &DeliveryRow, now: DateTime<Utc>) -> Result<DeliveryRow, Error> {
    let row = webhook_deliveries::ActiveModel {
        id: Unchanged(row.id),
        state: Set(DeliveryState::Pending.word().to_owned()),
        attempts: Set(0),
        next_attempt_at: Set(Some(now.into())),
        delivered_at: Set(None),
        ..Default::default()
    };
    row.update(tx).await
}

/// Writes down an attempt.
pub(super) async fn write_attempt(
    tx: &Tx,
    row: &DeliveryRow,
    outcome: &Outcome,
    attempts: i32,
    next: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let state = match (outcome.arrived, next) {
        (true, _) => DeliveryState::Delivered,
        (false, Some(_)) => DeliveryState::Pending,
        (false, None) => DeliveryState::Failed,
    };
    let row = webhook_deliveries::ActiveModel {
        id: Unchanged(row.id),
        state: Set(state.word().to_owned()),
        attempts: Set(attempts),
        last_status: Set(outcome.status.map(i32::from)),
        last_error: Set(outcome.error.clone()),
        last_attempt_at: Set(Some(now.into())),
        next_attempt_at: Set(next.map(Into::into)),
        delivered_at: Set(outcome.arrived.then_some(UtcMillis::from(now))),
        ..Default::default()
    };
    row.update(tx).await?;
    Ok(())
}

/// A page of what was sent to a webhook, newest first.
pub(super) async fn deliveries(
    conn: &Conn,
    webhook: Uuid,
    filters: &DeliveryFilters,
    limit: u64,
    cursor: Option<Cursor>,
) -> Result<Page<Delivery>, Error> {
    use webhook_deliveries::{Column, Entity};
    let mut query = Entity::find().filter(Column::EndpointId.eq(webhook));
    if let Some(state) = filters.state {
        query = query.filter(Column::State.eq(state.word()));
    }
    if let Some(event) = filters.event {
        query = query.filter(Column::Event.eq(event.word()));
    }
    if let Some(cursor) = cursor {
        query = query.filter(Column::Id.lt(cursor.id));
    }
    let rows = query.order_by_desc(Column::Id).limit(limit + 1).all(conn).await?;
    Ok(Cursor::page(rows, limit, |row| Cursor::at(row.id), wire))
}

/// Deletes what is older.
pub(super) async fn forget_before(tx: &Tx, before: DateTime<Utc>) -> Result<(), Error> {
    use webhook_deliveries::{Column, Entity};
    Entity::delete_many().filter(Column::CreatedAt.lt(UtcMillis::from(before))).exec(tx).await?;
    Ok(())
}

/// Deletes what was told, or is still to be told, of a registration.
///
/// # Errors
/// What the database says.
pub async fn forget(tx: &Tx, registration: Uuid) -> Result<(), Error> {
    use webhook_deliveries::{Column, Entity};
    Entity::delete_many()
        .filter(Column::Event.starts_with("registration."))
        .filter(contains(tx.get_database_backend(), Column::Payload, &registration.to_string()))
        .exec(tx)
        .await
        .map(drop)
}

/// A topic as it is told of.
pub(super) async fn topic(conn: &Conn, id: Uuid) -> Result<Option<Value>, Error> {
    let row = topics::Entity::find_by_id(id).one(conn).await?;
    Ok(row.map(|row| {
        json!({
            "id": row.id, "slug": row.slug, "title": row.title.0, "status": row.status,
            "version": row.version, "updatedAt": row.updated_at.utc(),
        })
    }))
}

/// A session as it is told of. The way into the meeting stays out.
pub(super) async fn session(conn: &Conn, id: Uuid) -> Result<Option<Value>, Error> {
    let found = sessions::Entity::find_by_id(id).find_also_related(topics::Entity).one(conn).await?;
    let Some((row, Some(topic))) = found else { return Ok(None) };
    Ok(Some(json!({
        "id": row.id, "slug": row.slug, "topicId": row.topic_id, "speakerId": row.speaker_id,
        "title": title(&row, &topic), "status": row.status, "startsAt": row.starts_at.utc(),
        "durationMinutes": row.duration_minutes, "timezone": row.timezone, "language": row.language,
        "capacity": row.capacity, "seatsTaken": row.seats_taken, "waitlistCount": row.waitlist_count,
        "cancelReason": row.cancel_reason, "version": row.version, "updatedAt": row.updated_at.utc(),
    })))
}

fn webhook(row: Endpoint) -> Webhook {
    Webhook {
        id: row.id,
        url: row.url,
        description: row.description,
        events: row.events.0,
        is_active: row.is_active,
        note: row.note,
        failing_since: row.failing_since_at.map(Into::into),
        previous_secret_until: row.previous_until_at.map(Into::into),
        created_at: row.created_at.utc(),
        updated_at: row.updated_at.utc(),
        version: row.version,
    }
}

/// As the API shows it.
pub(super) fn wire(row: DeliveryRow) -> Delivery {
    Delivery {
        id: row.id,
        webhook_id: row.endpoint_id,
        event_id: row.event_id,
        event: row.event.parse().unwrap_or(EventKind::WebhookTest),
        payload: serde_json::from_str(&row.payload).unwrap_or_default(),
        state: row.state.parse().unwrap_or(DeliveryState::Failed),
        attempts: u32::try_from(row.attempts).unwrap_or_default(),
        last_status: row.last_status.and_then(|status| status.try_into().ok()),
        last_error: row.last_error,
        last_attempt_at: row.last_attempt_at.map(Into::into),
        next_attempt_at: row.next_attempt_at.map(Into::into),
        delivered_at: row.delivered_at.map(Into::into),
        created_at: row.created_at.utc(),
    }
}
