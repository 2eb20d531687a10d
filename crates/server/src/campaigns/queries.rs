//! The rows of campaigns.

use chrono::{DateTime, Utc};
use magnetiq_entity::campaigns::{ActiveModel, Column, Entity, Model};
use magnetiq_shared::Page;
use magnetiq_shared::campaigns::{
    Campaign, CampaignAudience, CampaignCounts, CampaignFilters, CampaignGroup, CampaignState,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, Unchanged,
};
use uuid::Uuid;

use crate::db::{Conn, Error, Tx};
use crate::http::Cursor;
use crate::messages::{CampaignWords, progress};

/// A campaign as it is kept.
pub(super) type Row = Model;

/// What staff wrote, and where the campaign is.
///
/// # Errors
/// What the database says.
pub async fn words(
    conn: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Option<(CampaignWords, CampaignState)>, Error> {
    let row = Entity::find_by_id(id).one(conn).await?;
    Ok(row.map(|row| (words_of(&row), state(&row))))
}

/// What staff wrote.
pub(super) fn words_of(row: &Row) -> CampaignWords {
    CampaignWords {
        purpose: row.purpose.parse().unwrap_or_default(),
        subject: row.subject.0.clone(),
        body: row.body.0.clone(),
        is_about_session: row.filters.session.is_some(),
    }
}

/// Where it is.
pub(super) fn state(row: &Row) -> CampaignState {
    row.state.parse().unwrap_or_default()
}

/// Whom it goes to.
pub(super) fn audience(row: &Row) -> CampaignAudience {
    let group = CampaignGroup {
        filters: row.filters.0.clone(),
        registration_ids: row.registration_ids.clone().map(|ids| ids.0),
    };
    CampaignAudience { purpose: row.purpose.parse().unwrap_or_default(), group }
}

/// The row as the API shows it.
pub(super) fn shown(row: Row, counts: CampaignCounts) -> Campaign {
    let at = |time: Option<magnetiq_entity::UtcMillis>| time.map(Into::into);
    Campaign {
        id: row.id,
        group: audience(&row).group,
        purpose: row.purpose.parse().unwrap_or_default(),
        state: state(&row),
        subject: row.subject.0,
        body: row.body.0,
        send_at: at(row.send_at),
        started_at: at(row.started_at),
        ended_at: at(row.ended_at),
        counts,
        created_at: row.created_at.utc(),
        updated_at: row.updated_at.utc(),
        version: row.version,
    }
}

pub(super) async fn by_id(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Row>, Error> {
    Entity::find_by_id(id).one(conn).await
}

/// The row, held until the transaction ends.
pub(super) async fn locked(tx: &Tx, id: Uuid) -> Result<Option<Row>, Error> {
    Entity::find_by_id(id).lock_exclusive().one(tx).await
}

pub(super) async fn insert(tx: &Tx, row: Row) -> Result<(), Error> {
    row.into_active_model().reset_all().insert(tx).await.map(drop)
}

/// Writes all of the row.
pub(super) async fn update(tx: &Tx, row: Row) -> Result<(), Error> {
    let id = row.id;
    let row = ActiveModel { id: Unchanged(id), ..row.into_active_model().reset_all() };
    row.update(tx).await.map(drop)
}

pub(super) async fn delete(tx: &Tx, id: Uuid) -> Result<(), Error> {
    Entity::delete_by_id(id).exec(tx).await.map(drop)
}

/// Those that wait for their time, which comes by then; the next first.
pub(super) async fn scheduled(conn: &impl ConnectionTrait, until: DateTime<Utc>) -> Result<Vec<Row>, Error> {
    Entity::find()
        .filter(Column::State.eq(CampaignState::Scheduled.word()))
        .filter(Column::SendAt.lte(magnetiq_entity::UtcMillis::from(until)))
        .order_by_asc(Column::SendAt)
        .order_by_asc(Column::Id)
        .all(conn)
        .await
}

/// A page of campaigns, newest first.
pub(super) async fn list(
    conn: &Conn,
    filters: &CampaignFilters,
    limit: u64,
    cursor: Option<Cursor>,
) -> Result<Page<Campaign>, Error> {
    let mut query = Entity::find().order_by_desc(Column::Id).limit(limit + 1);
    if let Some(state) = filters.state {
        query = query.filter(Column::State.eq(state.word()));
    }
    if let Some(cursor) = cursor {
        query = query.filter(Column::Id.lt(cursor.id));
    }
    let rows = query.all(conn).await?;
    let mut counts = progress::counts(conn, rows.iter().map(|row| row.id).collect()).await?;
    let wire = |row: Row| {
        let counts = counts.remove(&row.id).unwrap_or_default();
        shown(row, counts)
    };
    Ok(Cursor::page(rows, limit, |row| Cursor::at(row.id), wire))
}

/// Raised by what staff do.
pub(super) fn touched(row: Row, by: Uuid, now: DateTime<Utc>) -> Row {
    Row { version: row.version + 1, updated_by: Some(by), updated_at: now.into(), ..row }
}
