//! What was written to speakers.

use chrono::{DateTime, Utc};
use magnetiq_entity::speaker_messages::{ActiveModel, Column, Entity, Model};
use magnetiq_shared::Page;
use magnetiq_shared::speakers::staff::{DeliveryState, SpeakerMessage, SpeakerMessageKind};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use crate::db::{Conn, Error, Tx};
use crate::http::Cursor;

/// A page of what was written to a speaker, the newest first.
pub(in super::super) async fn messages(
    conn: &Conn,
    speaker: Uuid,
    limit: u64,
    cursor: Option<Cursor>,
) -> Result<Page<SpeakerMessage>, Error> {
    let mut query =
        Entity::find().filter(Column::SpeakerId.eq(speaker)).order_by_desc(Column::Id).limit(limit + 1);
    if let Some(cursor) = cursor {
        query = query.filter(Column::Id.lt(cursor.id));
    }
    Ok(Cursor::page(query.all(conn).await?, limit, |row| Cursor::at(row.id), told))
}

pub(in super::super) async fn message(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Model>, Error> {
    Entity::find_by_id(id).one(conn).await
}

pub(in super::super) async fn insert_message(tx: &Tx, row: Model) -> Result<SpeakerMessage, Error> {
    let told = told(row.clone());
    let row: ActiveModel = row.into_active_model().reset_all();
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(told)
}

/// Writes down what became of a message that is still queued.
pub(in super::super) async fn settle_message(
    tx: &Tx,
    id: Uuid,
    state: DeliveryState,
    reason: Option<String>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let sent_at = (state == DeliveryState::Sent).then_some(now.timestamp_millis());
    Entity::update_many()
        .col_expr(Column::State, Expr::value(word(state)))
        .col_expr(Column::Reason, Expr::value(reason))
        .col_expr(Column::SentAt, Expr::value(sent_at))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(word(DeliveryState::Queued)))
        .exec(tx)
        .await
        .map(drop)
}

fn word(state: DeliveryState) -> &'static str {
    match state {
        DeliveryState::Queued => "queued",
        DeliveryState::Sent => "sent",
        DeliveryState::Failed => "failed",
    }
}

/// As the API shows it.
pub(in super::super) fn told(row: Model) -> SpeakerMessage {
    SpeakerMessage {
        id: row.id,
        kind: match row.kind.as_str() {
            "invitation" => SpeakerMessageKind::Invitation,
            _ => SpeakerMessageKind::Message,
        },
        sender_name: row.sender_name,
        recipient_email: row.recipient_email,
        subject: row.subject,
        body: row.body,
        state: match row.state.as_str() {
            "sent" => DeliveryState::Sent,
            "failed" => DeliveryState::Failed,
            _ => DeliveryState::Queued,
        },
        reason: row.reason,
        created_at: row.created_at.utc(),
        sent_at: row.sent_at.map(Into::into),
    }
}
