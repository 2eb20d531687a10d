//! What staff wrote, shared or left out, and what is published.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use magnetiq_domain::posts::Publication;
use magnetiq_entity::post_publications::{self as publications, Part};
use magnetiq_entity::social_posts::{ActiveModel, Column, Entity, Model};
use magnetiq_entity::{JsonOf, UtcMillis};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, Set,
    TryInsertResult,
};
use uuid::Uuid;

use super::jobs::Wanted;
use crate::ctx::Ctx;
use crate::db::{Error, Tx};

/// A publication as the database keeps it.
pub(super) type Row = publications::Model;

/// What is kept of these sessions' posts, by session and key.
pub(super) async fn kept(
    conn: &impl ConnectionTrait,
    sessions: impl Iterator<Item = Uuid>,
) -> Result<HashMap<(Uuid, String), Model>, Error> {
    let rows = Entity::find().filter(Column::SessionId.is_in(sessions)).all(conn).await?;
    Ok(rows.into_iter().map(|row| ((row.session_id, row.key.clone()), row)).collect())
}

/// Writes it down.
pub(super) async fn save(tx: &Tx, row: Model) -> Result<(), Error> {
    let row: ActiveModel = row.into_active_model().reset_all();
    let newer = OnConflict::columns([Column::SessionId, Column::Key])
        .update_columns([
            Column::Text,
            Column::State,
            Column::ActedBy,
            Column::ActedAt,
            Column::Version,
            Column::UpdatedAt,
        ])
        .to_owned();
    Entity::insert(row).on_conflict(newer).exec_without_returning(tx).await?;
    Ok(())
}

/// What is known of these sessions' publications, by session and key.
pub(super) async fn publications(
    conn: &impl ConnectionTrait,
    sessions: impl Iterator<Item = Uuid>,
) -> Result<HashMap<(Uuid, String), Row>, Error> {
    let of = publications::Column::SessionId.is_in(sessions);
    let rows = publications::Entity::find().filter(of).all(conn).await?;
    Ok(rows.into_iter().map(|row| ((row.session_id, row.key.clone()), row)).collect())
}

/// The publications that went wrong, of those that changed since then.
pub(super) async fn wrong(
    conn: &impl ConnectionTrait,
    since: DateTime<Utc>,
) -> Result<Vec<(Uuid, String)>, Error> {
    use publications::{Column, Entity};
    let wrong = [Publication::Failed, Publication::Unclear].map(Publication::word);
    let rows = Entity::find()
        .filter(Column::State.is_in(wrong))
        .filter(Column::UpdatedAt.gte(UtcMillis::from(since)))
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.session_id, row.key)).collect())
}

/// The publication of this attempt.
pub(super) async fn publication(conn: &impl ConnectionTrait, of: &Wanted) -> Result<Option<Row>, Error> {
    use publications::{Column, Entity};
    Entity::find_by_id((of.session, of.key.clone())).filter(Column::AttemptId.eq(of.attempt)).one(conn).await
}

/// Queues a publication that there was none of; says whether that is so.
pub(super) async fn queue(
    tx: &Tx,
    wanted: &Wanted,
    by: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    use publications::{Column, Entity};
    let row = Row {
        session_id: wanted.session,
        key: wanted.key.clone(),
        state: Publication::Queued.word().to_owned(),
        attempt_id: wanted.attempt,
        parts: JsonOf(Vec::new()),
        address: None,
        problem: None,
        retry_at: None,
        asked_by: by,
        created_at: now.into(),
        updated_at: now.into(),
    };
    let insert = Entity::insert(row.into_active_model().reset_all());
    let known = [Column::SessionId, Column::Key];
    match insert.on_conflict_do_nothing_on(known).exec_without_returning(tx).await? {
        TryInsertResult::Inserted(rows) => Ok(rows > 0),
        _ => Ok(false),
    }
}

/// Queues a publication that went wrong anew, by somebody; says whether it was still so. What is there already stays.
pub(super) async fn queue_again(
    tx: &Tx,
    wanted: &Wanted,
    by: Uuid,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let row = publications::ActiveModel {
        state: Set(Publication::Queued.word().to_owned()),
        attempt_id: Set(wanted.attempt),
        problem: Set(None),
        retry_at: Set(None),
        asked_by: Set(Some(by)),
        updated_at: Set(now.into()),
        ..Default::default()
    };
    let wrong = [Publication::Failed, Publication::Unclear].map(Publication::word);
    let of = publications::Entity::update_many().set(row).filter(publications::Column::State.is_in(wrong));
    Ok(of.filter(post(wanted)).exec(tx).await?.rows_affected > 0)
}

/// Takes back what is queued.
pub(super) async fn unqueue(tx: &Tx, wanted: &Wanted) -> Result<(), Error> {
    let of = publications::Entity::delete_many().filter(is(wanted, &[Publication::Queued]));
    of.exec(tx).await.map(drop)
}

/// Writes down that the network is called, and with what; says whether it was queued.
pub(super) async fn begin(ctx: &Ctx, wanted: &Wanted, parts: &[Part]) -> Result<bool, Error> {
    let row = publications::ActiveModel {
        parts: Set(JsonOf(parts.to_vec())),
        problem: Set(None),
        retry_at: Set(None),
        ..Default::default()
    };
    change(ctx, wanted, (&[Publication::Queued], Publication::Publishing), row).await
}

/// Writes down what is there of a thread that goes on.
pub(super) async fn note(
    ctx: &Ctx,
    wanted: &Wanted,
    parts: &[Part],
    address: Option<String>,
) -> Result<(), Error> {
    let row = publications::ActiveModel {
        parts: Set(JsonOf(parts.to_vec())),
        address: Set(address),
        ..Default::default()
    };
    let moves = (CALLED, Publication::Queued);
    change(ctx, wanted, moves, row).await.map(drop)
}

/// Writes down that the network surely did not take it, and when it is called again and why; says whether it was still
/// under way.
pub(super) async fn back(
    ctx: &Ctx,
    wanted: &Wanted,
    again: Option<(DateTime<Utc>, &str)>,
) -> Result<bool, Error> {
    let row = publications::ActiveModel {
        retry_at: Set(again.map(|(at, _)| at.into())),
        problem: Set(again.map(|(_, why)| why.to_owned())),
        ..Default::default()
    };
    let from = &[Publication::Queued, Publication::Publishing];
    change(ctx, wanted, (from, Publication::Queued), row).await
}

/// What came of a publication.
pub(super) struct Outcome {
    state: Publication,
    parts: Option<Vec<Part>>,
    pub address: Option<String>,
    pub problem: Option<String>,
}

impl Outcome {
    /// All of it is there.
    pub(super) fn published(parts: Vec<Part>, address: String) -> Self {
        Self { state: Publication::Published, parts: Some(parts), address: Some(address), problem: None }
    }

    /// It was refused, or given up.
    pub(super) fn failed(why: &str) -> Self {
        Self { state: Publication::Failed, parts: None, address: None, problem: Some(why.to_owned()) }
    }

    /// Nobody knows.
    pub(super) fn unclear(why: &str) -> Self {
        Self { state: Publication::Unclear, ..Self::failed(why) }
    }
}

/// After a call. One that was taken for dead may yet come back and know better.
const CALLED: &[Publication] = &[Publication::Publishing, Publication::Unclear];

/// Writes down what came of a publication; says whether it was still under way.
pub(super) async fn settle(
    tx: &Tx,
    wanted: &Wanted,
    outcome: Outcome,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let mut row = publications::ActiveModel {
        state: Set(outcome.state.word().to_owned()),
        problem: Set(outcome.problem),
        retry_at: Set(None),
        updated_at: Set(now.into()),
        ..Default::default()
    };
    if let Some(parts) = outcome.parts {
        row.parts = Set(JsonOf(parts));
    }
    if let Some(address) = outcome.address {
        row.address = Set(Some(address));
    }
    let from: &[Publication] = match outcome.state {
        Publication::Unclear => &[Publication::Publishing],
        _ => &[Publication::Queued, Publication::Publishing, Publication::Unclear],
    };
    let of = publications::Entity::update_many().set(row).filter(is(wanted, from));
    Ok(of.exec(tx).await?.rows_affected > 0)
}

/// Moves a publication on in a transaction of its own; says whether it was where it is said to be.
async fn change(
    ctx: &Ctx,
    wanted: &Wanted,
    (from, to): (&[Publication], Publication),
    row: publications::ActiveModel,
) -> Result<bool, Error> {
    let row = publications::ActiveModel {
        state: Set(to.word().to_owned()),
        updated_at: Set(ctx.now.into()),
        ..row
    };
    let tx = ctx.db.begin().await?;
    let of = publications::Entity::update_many().set(row).filter(is(wanted, from));
    let changed = of.exec(&tx).await?.rows_affected > 0;
    tx.commit().await?;
    Ok(changed)
}

fn post(wanted: &Wanted) -> sea_orm::Condition {
    use publications::Column;
    let of = sea_orm::Condition::all().add(Column::SessionId.eq(wanted.session));
    of.add(Column::Key.eq(wanted.key.as_str()))
}

/// This attempt in one of these states.
fn is(wanted: &Wanted, states: &[Publication]) -> sea_orm::Condition {
    use publications::Column;
    let words = states.iter().map(|state| state.word());
    post(wanted).add(Column::AttemptId.eq(wanted.attempt)).add(Column::State.is_in(words))
}
