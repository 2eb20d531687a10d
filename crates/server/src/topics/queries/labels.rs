//! The rows of categories and tags.

use std::collections::{HashMap, HashSet};

use magnetiq_entity::{categories, tags, topic_tags, topics};
use magnetiq_shared::sessions::Hue;
use magnetiq_shared::topics::{Category, Tag};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::db::{Error, Tx};

type Counts = HashMap<Uuid, u32>;

fn counts(rows: Vec<(Uuid, i64)>) -> Counts {
    rows.into_iter().map(|(id, count)| (id, u32::try_from(count).unwrap_or(u32::MAX))).collect()
}

/// Every category, in order.
pub(in super::super) async fn categories(conn: &impl ConnectionTrait) -> Result<Vec<Category>, Error> {
    let rows = categories::Entity::find()
        .order_by_asc(categories::Column::Position)
        .order_by_asc(categories::Column::Id)
        .all(conn)
        .await?;
    let used = topics::Entity::find()
        .select_only()
        .column(topics::Column::CategoryId)
        .column_as(topics::Column::Id.count(), "topics")
        .group_by(topics::Column::CategoryId)
        .into_tuple()
        .all(conn)
        .await?;
    let used = counts(used);
    Ok(rows.into_iter().map(|row| category_of(row, &used)).collect())
}

/// One category.
pub(in super::super) async fn category(
    conn: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Option<Category>, Error> {
    let Some(row) = categories::Entity::find_by_id(id).one(conn).await? else { return Ok(None) };
    let used = topics::Entity::find().filter(topics::Column::CategoryId.eq(id)).count(conn).await?;
    Ok(Some(category_of(row, &counts(vec![(id, i64::try_from(used).unwrap_or(i64::MAX))]))))
}

fn category_of(row: categories::Model, used: &Counts) -> Category {
    Category {
        id: row.id,
        slug: row.slug,
        name: row.name.0,
        hue: row.hue.parse().unwrap_or(Hue::Violet),
        position: row.position,
        topics: used.get(&row.id).copied().unwrap_or_default(),
        version: row.version,
    }
}

pub(in super::super) async fn insert_category(tx: &Tx, category: &Category) -> Result<(), Error> {
    categories::Entity::insert(category_row(category)).exec_without_returning(tx).await.map(drop)
}

/// Writes a category anew; `false` where it has changed, or gone, since the version before this one.
pub(in super::super) async fn update_category(tx: &Tx, category: &Category) -> Result<bool, Error> {
    let done = categories::Entity::update_many()
        .set(category_row(category))
        .filter(categories::Column::Id.eq(category.id))
        .filter(categories::Column::Version.eq(category.version - 1))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

fn category_row(category: &Category) -> categories::ActiveModel {
    let row = categories::Model {
        id: category.id,
        slug: category.slug.clone(),
        name: category.name.clone().into(),
        hue: category.hue.word().to_owned(),
        position: category.position,
        version: category.version,
    };
    row.into_active_model().reset_all()
}

/// Deletes a category that no topic is in.
pub(in super::super) async fn delete_category(tx: &Tx, id: Uuid) -> Result<(), Error> {
    categories::Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}

/// Every tag, by slug.
pub(in super::super) async fn tags(conn: &impl ConnectionTrait) -> Result<Vec<Tag>, Error> {
    let rows = tags::Entity::find().order_by_asc(tags::Column::Slug).all(conn).await?;
    let used = topic_tags::Entity::find()
        .select_only()
        .column(topic_tags::Column::TagId)
        .column_as(topic_tags::Column::TopicId.count(), "topics")
        .group_by(topic_tags::Column::TagId)
        .into_tuple()
        .all(conn)
        .await?;
    let used = counts(used);
    Ok(rows.into_iter().map(|row| tag_of(row, &used)).collect())
}

/// One tag.
pub(in super::super) async fn tag(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Tag>, Error> {
    let Some(row) = tags::Entity::find_by_id(id).one(conn).await? else { return Ok(None) };
    let used = topic_tags::Entity::find().filter(topic_tags::Column::TagId.eq(id)).count(conn).await?;
    Ok(Some(tag_of(row, &counts(vec![(id, i64::try_from(used).unwrap_or(i64::MAX))]))))
}

fn tag_of(row: tags::Model, used: &Counts) -> Tag {
    let topics = used.get(&row.id).copied().unwrap_or_default();
    Tag { id: row.id, slug: row.slug, name: row.name.0, topics, version: row.version }
}

pub(in super::super) async fn insert_tag(tx: &Tx, tag: &Tag) -> Result<(), Error> {
    tags::Entity::insert(tag_row(tag)).exec_without_returning(tx).await.map(drop)
}

/// Writes a tag anew; `false` where it has changed, or gone, since the version before this one.
pub(in super::super) async fn update_tag(tx: &Tx, tag: &Tag) -> Result<bool, Error> {
    let done = tags::Entity::update_many()
        .set(tag_row(tag))
        .filter(tags::Column::Id.eq(tag.id))
        .filter(tags::Column::Version.eq(tag.version - 1))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

fn tag_row(tag: &Tag) -> tags::ActiveModel {
    let row = tags::Model {
        id: tag.id,
        slug: tag.slug.clone(),
        name: tag.name.clone().into(),
        version: tag.version,
    };
    row.into_active_model().reset_all()
}

/// Deletes a tag that no topic has.
pub(in super::super) async fn delete_tag(tx: &Tx, id: Uuid) -> Result<(), Error> {
    tags::Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}

/// Those of the tags that there are.
pub(in super::super) async fn known_tags(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashSet<Uuid>, Error> {
    let rows = tags::Entity::find().select_only().column(tags::Column::Id);
    let found = rows.filter(tags::Column::Id.is_in(ids.iter().copied())).into_tuple().all(conn).await?;
    Ok(found.into_iter().collect())
}

/// Whether there is a category of this id.
pub(in super::super) async fn known_category(conn: &impl ConnectionTrait, id: Uuid) -> Result<bool, Error> {
    Ok(categories::Entity::find_by_id(id).count(conn).await? > 0)
}
