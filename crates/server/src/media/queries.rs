//! The rows of files, and what uses them.

use std::collections::HashMap;

use magnetiq_entity::media::{ActiveModel, Column, Entity, Model};
use magnetiq_entity::{consultants, organisations, sessions, speakers, topics};
use magnetiq_shared::media::{MediaFilters, MediaUse};
use magnetiq_shared::{Page, Search, TranslatedText};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect, TryInsertResult,
};
use uuid::Uuid;

use super::{Picture, wire};
use crate::db::{self, Conn, Error, Tx, contains};
use crate::http::Cursor;

/// A page of files, the newest first.
pub(super) async fn list(
    conn: &Conn,
    filters: &MediaFilters,
    limit: u64,
    cursor: Option<Cursor>,
) -> Result<Page<magnetiq_shared::media::Media>, Error> {
    let mut query = Entity::find().order_by_desc(Column::Id).limit(limit + 1);
    for word in filters.search.iter().flat_map(Search::words) {
        query = query.filter(contains(conn.get_database_backend(), Column::Words, &word));
    }
    if let Some(kind) = filters.kind {
        query = query.filter(Column::Kind.eq(kind.text()));
    }
    if let Some(cursor) = cursor {
        query = query.filter(Column::Id.lt(cursor.id));
    }
    Ok(Cursor::page(query.all(conn).await?, limit, |row| Cursor::at(row.id), |row| wire(&row)))
}

pub(super) async fn by_id(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Model>, Error> {
    Entity::find_by_id(id).one(conn).await
}

pub(super) async fn by_content(conn: &impl ConnectionTrait, sha256: &str) -> Result<Option<Model>, Error> {
    Entity::find().filter(Column::Sha256.eq(sha256)).one(conn).await
}

/// Inserts the row; `false` where the same content is there already.
pub(super) async fn insert(tx: &Tx, row: Model) -> Result<bool, Error> {
    let known = OnConflict::column(Column::Sha256).do_nothing().to_owned();
    let row: ActiveModel = row.into_active_model().reset_all();
    let inserted = Entity::insert(row).on_conflict(known).try_insert().exec_without_returning(tx).await?;
    Ok(matches!(inserted, TryInsertResult::Inserted(1..)))
}

/// Writes all of the row.
pub(super) async fn update(tx: &Tx, row: Model) -> Result<(), Error> {
    row.into_active_model().reset_all().update(tx).await.map(drop)
}

pub(super) async fn delete(tx: &Tx, id: Uuid) -> Result<(), Error> {
    Entity::delete_by_id(id).exec(tx).await.map(drop)
}

/// What a search looks in.
pub(super) fn words(file_name: &str, alt: Option<&TranslatedText>) -> String {
    let alt = alt.into_iter().flat_map(|alt| [Some(alt.en.as_str()), alt.de.as_deref()]).flatten();
    db::words(&[file_name].into_iter().chain(alt).collect::<Vec<_>>())
}

/// The picture of this id; `None` where there is none, or where it is no picture.
///
/// # Errors
/// What the database says.
pub async fn picture(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Picture>, Error> {
    Ok(by_id(conn, id).await?.as_ref().and_then(Picture::of))
}

/// Every picture that something of the program shows.
///
/// # Errors
/// What the database says.
pub async fn pictures(conn: &impl ConnectionTrait, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Picture>, Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = Entity::find().filter(Column::Id.is_in(ids)).all(conn).await?;
    Ok(rows.iter().filter_map(|row| Some((row.id, Picture::of(row)?))).collect())
}

/// What uses a file.
pub(super) async fn uses(conn: &impl ConnectionTrait, id: Uuid) -> Result<Vec<MediaUse>, Error> {
    let mut uses = Vec::new();
    let mut add =
        |kind: &str, id: Uuid, name: String| uses.push(MediaUse { kind: kind.to_owned(), id, name });
    let rows = speakers::Entity::find().filter(speakers::Column::PhotoMediaId.eq(id)).all(conn).await?;
    for row in rows {
        add("speaker", row.id, format!("{} {}", row.first_name, row.last_name));
    }
    let rows = consultants::Entity::find().filter(consultants::Column::PhotoMediaId.eq(id)).all(conn).await?;
    for row in rows {
        add("consultant", row.id, format!("{} {}", row.first_name, row.last_name));
    }
    let topic = Condition::any()
        .add(topics::Column::ThumbnailMediaId.eq(id))
        .add(topics::Column::PromotionalMediaId.eq(id));
    for row in topics::Entity::find().filter(topic).all(conn).await? {
        add("topic", row.id, row.title.0.en);
    }
    let rows = sessions::Entity::find().filter(sessions::Column::PromotionalMediaId.eq(id)).all(conn).await?;
    for row in rows {
        add("session", row.id, row.title.map_or(row.slug, |title| title.0.en));
    }
    let rows =
        organisations::Entity::find().filter(organisations::Column::LogoMediaId.eq(id)).all(conn).await?;
    for row in rows {
        add("organisation", row.id, row.name);
    }
    Ok(uses)
}
