//! The statements of counting.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use magnetiq_entity::{sessions, view_salts, view_visitors, views_daily};
use magnetiq_shared::views::ViewKind;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QuerySelect,
};
use serde::Serialize;
use uuid::Uuid;

use super::counter::{Counted, Row, with_new_visitors};
use super::source::OTHER;
use crate::db::{Db, Error, JsonSql, Tx};

/// How many sources a session has on one day; what comes later counts as `other`, so that nobody fills the table.
const MOST_SOURCES: usize = 50;
/// How many rows one statement inserts.
const CHUNK: usize = 1_000;

/// The day's salt: the one that is there, or this one. Those of days before go.
pub(super) async fn salt_of(db: &Db, day: i32, fresh: String) -> Result<String, Error> {
    let found = view_salts::Entity::find_by_id(day).one(db.read()).await?;
    if let Some(row) = found {
        return Ok(row.salt);
    }
    let tx = db.begin().await?;
    forget_before(&tx, day).await?;
    let row = view_salts::Model { day, salt: fresh };
    let first_stays = OnConflict::column(view_salts::Column::Day).do_nothing().to_owned();
    view_salts::Entity::insert(row.into_active_model())
        .on_conflict(first_stays)
        .exec_without_returning(&tx)
        .await?;
    let row = view_salts::Entity::find_by_id(day).one(&tx).await?;
    tx.commit().await?;
    row.map(|row| row.salt).ok_or_else(|| Error::RecordNotFound("view_salts".to_owned()))
}

/// Deletes salts and hashes of the days before this one.
///
/// # Errors
/// What the database says.
pub async fn forget_before(tx: &Tx, day: i32) -> Result<(), Error> {
    view_salts::Entity::delete_many().filter(view_salts::Column::Day.lt(day)).exec(tx).await?;
    view_visitors::Entity::delete_many().filter(view_visitors::Column::Day.lt(day)).exec(tx).await?;
    Ok(())
}

/// Adds what was counted.
pub(super) async fn add(tx: &Tx, counted: &Counted) -> Result<(), Error> {
    let ids: BTreeSet<Uuid> = counted.views.keys().map(|row| row.session_id).collect();
    let there = existing(tx, &ids).await?;
    let new = insert_visitors(tx, counted).await?;
    let sources = sources(tx, &ids, counted).await?;
    let mut sums: BTreeMap<Row, (i64, i64)> = BTreeMap::new();
    for (mut row, (views, unique)) in with_new_visitors(counted, &new) {
        let known = sources.get(&(row.session_id, row.day));
        if !known.is_some_and(|known| known.contains(&row.source)) {
            row.source = OTHER.to_owned();
        }
        if there.contains(&row.session_id) {
            let sum = sums.entry(row).or_default();
            *sum = (sum.0 + views, sum.1 + unique);
        }
    }
    add_to_sessions(tx, &sums).await?;
    let rows: Vec<_> = sums
        .into_iter()
        .map(|(row, (views, unique))| {
            views_daily::Model {
                session_id: row.session_id,
                day: row.day,
                kind: row.kind.word().to_owned(),
                source: row.source,
                view_count: views,
                unique_count: unique,
            }
            .into_active_model()
        })
        .collect();
    for chunk in rows.chunks(CHUNK) {
        views_daily::Entity::insert_many(chunk.to_vec())
            .on_conflict(add_up())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// The sessions' own totals, over all days.
async fn add_to_sessions(tx: &Tx, sums: &BTreeMap<Row, (i64, i64)>) -> Result<(), Error> {
    let mut totals: BTreeMap<Uuid, i64> = BTreeMap::new();
    for (row, (views, _)) in sums.iter().filter(|(row, _)| row.kind == ViewKind::Landing) {
        *totals.entry(row.session_id).or_default() += views;
    }
    for (session, views) in totals {
        let total = Expr::col(sessions::Column::ViewCount).add(i32::try_from(views).unwrap_or(i32::MAX));
        sessions::Entity::update_many()
            .col_expr(sessions::Column::ViewCount, total)
            .filter(sessions::Column::Id.eq(session))
            .exec(tx)
            .await?;
    }
    Ok(())
}

fn add_up() -> OnConflict {
    use views_daily::{Column, Entity};
    let sum = |column: Column, new: &'static str| Expr::col((Entity, column)).add(Expr::cust(new));
    OnConflict::columns([Column::SessionId, Column::Day, Column::Kind, Column::Source])
        .value(Column::ViewCount, sum(Column::ViewCount, "excluded.view_count"))
        .value(Column::UniqueCount, sum(Column::UniqueCount, "excluded.unique_count"))
        .to_owned()
}

/// Which of these sessions are there: one may have been deleted meanwhile.
async fn existing(conn: &impl ConnectionTrait, ids: &BTreeSet<Uuid>) -> Result<HashSet<Uuid>, Error> {
    let ids: Vec<Uuid> = sessions::Entity::find()
        .select_only()
        .column(sessions::Column::Id)
        .filter(sessions::Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(ids.into_iter().collect())
}

/// The sources that have a row of their own: those that are there, and new ones up to the limit.
async fn sources(
    conn: &impl ConnectionTrait,
    ids: &BTreeSet<Uuid>,
    counted: &Counted,
) -> Result<HashMap<(Uuid, i32), HashSet<String>>, Error> {
    use views_daily::Column;
    let days: BTreeSet<i32> = counted.views.keys().map(|row| row.day).collect();
    let known: Vec<(Uuid, i32, String)> = views_daily::Entity::find()
        .select_only()
        .columns([Column::SessionId, Column::Day, Column::Source])
        .distinct()
        .filter(Column::SessionId.is_in(ids.iter().copied()))
        .filter(Column::Day.is_in(days))
        .into_tuple()
        .all(conn)
        .await?;
    let mut sources: HashMap<(Uuid, i32), HashSet<String>> = HashMap::new();
    for (session, day, source) in known {
        sources.entry((session, day)).or_default().insert(source);
    }
    for row in counted.views.keys() {
        let known = sources.entry((row.session_id, row.day)).or_default();
        if known.len() < MOST_SOURCES {
            known.insert(row.source.clone());
        }
    }
    Ok(sources)
}

#[derive(Serialize)]
struct Visitor<'a> {
    hash: &'a str,
    day: i32,
}

const VISITORS: JsonSql = JsonSql {
    sqlite: "INSERT INTO view_visitors (hash, day) SELECT value ->> 'hash', value ->> 'day' FROM jsonb_each(?) \
             WHERE true ON CONFLICT DO NOTHING RETURNING hash",
    postgres: "INSERT INTO view_visitors (hash, day) SELECT hash, day FROM jsonb_to_recordset($1::jsonb) \
               AS v(hash text, day int) ON CONFLICT DO NOTHING RETURNING hash",
};

/// Notes the visitors; gives those that no process has seen before.
async fn insert_visitors(tx: &Tx, counted: &Counted) -> Result<Vec<String>, Error> {
    if counted.visitors.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Visitor> =
        counted.visitors.iter().map(|(hash, row)| Visitor { hash, day: row.day }).collect();
    let new = VISITORS.query(tx, &rows).await?;
    new.iter().map(|row| row.try_get("", "hash")).collect()
}
