//! The rows of topics, with their tags and default speakers.

use std::collections::{HashMap, HashSet};

use magnetiq_entity::{categories, media, speakers, tags, topic_default_speakers, topic_tags, topics, users};
use magnetiq_shared::sessions::{Difficulty, Hue, Label};
use magnetiq_shared::topics::{Seo, TopicContent, TopicStatus};
use magnetiq_shared::{Currency, Money};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::super::Stored;
use crate::ctx::Ctx;
use crate::db::{Error, Tx};

/// Every topic.
pub(in super::super) async fn all(conn: &impl ConnectionTrait) -> Result<Vec<Stored>, Error> {
    load(conn, None).await
}

/// The topic of this id.
pub(in super::super) async fn by_id(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Stored>, Error> {
    Ok(load(conn, Some(&[id])).await?.pop())
}

/// Those of the topics that there are.
pub(in super::super) async fn by_ids(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Stored>, Error> {
    Ok(load(conn, Some(ids)).await?.into_iter().map(|topic| (topic.id, topic)).collect())
}

/// The ids of the topics in a category.
pub(in super::super) async fn in_category(
    conn: &impl ConnectionTrait,
    category: Uuid,
) -> Result<Vec<Uuid>, Error> {
    let rows = topics::Entity::find().select_only().column(topics::Column::Id);
    rows.filter(topics::Column::CategoryId.eq(category)).into_tuple().all(conn).await
}

/// The ids of the topics with a tag.
pub(in super::super) async fn with_tag(conn: &impl ConnectionTrait, tag: Uuid) -> Result<Vec<Uuid>, Error> {
    let rows = topic_tags::Entity::find().select_only().column(topic_tags::Column::TopicId);
    rows.filter(topic_tags::Column::TagId.eq(tag)).into_tuple().all(conn).await
}

async fn load(conn: &impl ConnectionTrait, ids: Option<&[Uuid]>) -> Result<Vec<Stored>, Error> {
    let mut find = topics::Entity::find().find_also_related(categories::Entity);
    let mut find_tags = topic_tags::Entity::find().find_also_related(tags::Entity);
    let mut find_speakers =
        topic_default_speakers::Entity::find().order_by_asc(topic_default_speakers::Column::Position);
    if let Some(ids) = ids {
        let ids = || ids.iter().copied();
        find = find.filter(topics::Column::Id.is_in(ids()));
        find_tags = find_tags.filter(topic_tags::Column::TopicId.is_in(ids()));
        find_speakers = find_speakers.filter(topic_default_speakers::Column::TopicId.is_in(ids()));
    }
    let rows = find.all(conn).await?;
    let mut tags: HashMap<Uuid, Vec<(Uuid, Label)>> = HashMap::new();
    for (link, tag) in find_tags.all(conn).await? {
        let label = tag.map(|tag| (tag.id, Label { slug: tag.slug, name: tag.name.0 }));
        tags.entry(link.topic_id).or_default().extend(label);
    }
    let mut speakers: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for link in find_speakers.all(conn).await? {
        speakers.entry(link.topic_id).or_default().push(link.speaker_id);
    }
    let authors: HashSet<Uuid> = rows.iter().filter_map(|(row, _)| row.updated_by).collect();
    let names = users::Entity::find().filter(users::Column::Id.is_in(authors)).all(conn).await?;
    let names: HashMap<Uuid, String> = names.into_iter().map(|user| (user.id, user.name)).collect();
    let stored = rows.into_iter().filter_map(|(row, category)| {
        let parts = Parts {
            tags: tags.remove(&row.id).unwrap_or_default(),
            speakers: speakers.remove(&row.id).unwrap_or_default(),
            author: row.updated_by.and_then(|id| names.get(&id).cloned()),
        };
        Some(stored(row, category?, parts))
    });
    Ok(stored.collect())
}

/// What belongs to a topic in other tables.
struct Parts {
    tags: Vec<(Uuid, Label)>,
    speakers: Vec<Uuid>,
    author: Option<String>,
}

fn stored(row: topics::Model, category: categories::Model, mut parts: Parts) -> Stored {
    parts.tags.sort_by_key(|(id, _)| *id);
    let currency = Currency::try_from(row.default_currency).unwrap_or(Currency::EUR);
    let count = |number: i32| u32::try_from(number).unwrap_or_default();
    // The CHECK constraints keep out other words than those of the enumerations.
    let content = TopicContent {
        title: row.title.0,
        slug: row.slug,
        summary: row.summary.map(|text| text.0),
        description: row.description.0,
        learning_objectives: row.learning_objectives.0,
        prerequisites: row.prerequisites.map(|text| text.0),
        target_audience: row.target_audience.map(|text| text.0),
        agenda: row.agenda.0,
        materials: row.materials.0,
        category_id: row.category_id,
        tag_ids: parts.tags.iter().map(|(id, _)| *id).collect(),
        difficulty: row.difficulty_level.parse().unwrap_or(Difficulty::Beginner),
        default_duration_minutes: count(row.default_duration_minutes),
        default_price: row.default_price_amount.map(|amount| Money::new(amount, currency)),
        default_capacity: row.default_capacity.map(count),
        default_speaker_ids: parts.speakers,
        cover_pattern: row.cover_pattern,
        thumbnail_media_id: row.thumbnail_media_id,
        promotional_media_id: row.promotional_media_id,
        seo: row.seo.and_then(|seo| serde_json::from_value(seo).ok()).unwrap_or_default(),
        status: row.status.parse().unwrap_or(TopicStatus::Draft),
    };
    Stored {
        id: row.id,
        content,
        category: Label { slug: category.slug, name: category.name.0 },
        hue: category.hue.parse().unwrap_or(Hue::Violet),
        tags: parts.tags.into_iter().map(|(_, label)| label).collect(),
        version: row.version,
        created_at: row.created_at.utc(),
        updated_at: row.updated_at.utc(),
        updated_by: parts.author,
    }
}

/// Writes a new topic.
pub(in super::super) async fn insert(
    tx: &Tx,
    ctx: &Ctx,
    id: Uuid,
    author: Option<Uuid>,
    content: &TopicContent,
) -> Result<(), Error> {
    let row = topics::Model { id, version: 1, created_by: author, ..row(ctx, content, author)? };
    topics::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    link(tx, id, content).await
}

/// Writes a topic anew, unless its version is another one than was read; says whether it was written.
pub(in super::super) async fn update(
    tx: &Tx,
    ctx: &Ctx,
    read: &Stored,
    author: Option<Uuid>,
    content: &TopicContent,
) -> Result<bool, Error> {
    use topics::Column;
    let mut row = row(ctx, content, author)?.into_active_model().reset_all();
    row.version = sea_orm::Set(read.version + 1);
    for kept in [Column::Id, Column::CreatedBy, Column::CreatedAt, Column::OdooProductId] {
        row.not_set(kept);
    }
    let done = topics::Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(read.id))
        .filter(Column::Version.eq(read.version))
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Ok(false);
    }
    topic_tags::Entity::delete_many().filter(topic_tags::Column::TopicId.eq(read.id)).exec(tx).await?;
    topic_default_speakers::Entity::delete_many()
        .filter(topic_default_speakers::Column::TopicId.eq(read.id))
        .exec(tx)
        .await?;
    link(tx, read.id, content).await?;
    Ok(true)
}

/// Deletes a topic, with its versions and drafts.
pub(in super::super) async fn delete(tx: &Tx, id: Uuid) -> Result<(), Error> {
    topics::Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}

fn row(ctx: &Ctx, content: &TopicContent, author: Option<Uuid>) -> Result<topics::Model, Error> {
    let content = content.clone();
    let number = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    let seo = serde_json::to_value(&content.seo).map_err(|error| Error::Json(error.to_string()))?;
    Ok(topics::Model {
        id: Uuid::nil(),
        slug: content.slug,
        title: content.title.into(),
        summary: content.summary.map(Into::into),
        description: content.description.into(),
        learning_objectives: content.learning_objectives.into(),
        prerequisites: content.prerequisites.map(Into::into),
        target_audience: content.target_audience.map(Into::into),
        agenda: content.agenda.into(),
        materials: content.materials.into(),
        category_id: content.category_id,
        difficulty_level: content.difficulty.word().to_owned(),
        default_duration_minutes: number(content.default_duration_minutes),
        default_price_amount: content.default_price.map(|price| price.amount),
        default_currency: content
            .default_price
            .map_or(Currency::EUR, |price| price.currency)
            .code()
            .to_owned(),
        default_capacity: content.default_capacity.map(number),
        cover_pattern: content.cover_pattern,
        thumbnail_media_id: content.thumbnail_media_id,
        promotional_media_id: content.promotional_media_id,
        seo: Some(seo).filter(|_| content.seo != Seo::default()),
        odoo_product_id: None,
        status: content.status.word().to_owned(),
        version: 1,
        created_by: None,
        updated_by: author,
        created_at: ctx.now.into(),
        updated_at: ctx.now.into(),
    })
}

/// Ties tags and speakers to a topic that has none.
async fn link(tx: &Tx, topic_id: Uuid, content: &TopicContent) -> Result<(), Error> {
    let tags =
        content.tag_ids.iter().map(|tag| topic_tags::Model { topic_id, tag_id: *tag }.into_active_model());
    let tags: Vec<_> = tags.map(ActiveModelTrait::reset_all).collect();
    if !tags.is_empty() {
        topic_tags::Entity::insert_many(tags).exec_without_returning(tx).await?;
    }
    let speakers = content.default_speaker_ids.iter().zip(0..).map(|(speaker, position)| {
        let link = topic_default_speakers::Model { topic_id, speaker_id: *speaker, position };
        link.into_active_model().reset_all()
    });
    let speakers: Vec<_> = speakers.collect();
    if !speakers.is_empty() {
        topic_default_speakers::Entity::insert_many(speakers).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Whether another topic has this slug.
pub(in super::super) async fn slug_taken(
    conn: &impl ConnectionTrait,
    slug: &str,
    but: Option<Uuid>,
) -> Result<bool, Error> {
    let mut query = topics::Entity::find().filter(topics::Column::Slug.eq(slug));
    if let Some(id) = but {
        query = query.filter(topics::Column::Id.ne(id));
    }
    Ok(query.count(conn).await? > 0)
}

/// Those of the speakers that there are.
pub(in super::super) async fn known_speakers(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashSet<Uuid>, Error> {
    let rows = speakers::Entity::find().select_only().column(speakers::Column::Id);
    let found = rows.filter(speakers::Column::Id.is_in(ids.iter().copied())).into_tuple().all(conn).await?;
    Ok(found.into_iter().collect())
}

/// Those of the pictures that there are.
pub(in super::super) async fn known_images(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashSet<Uuid>, Error> {
    let rows = media::Entity::find().select_only().column(media::Column::Id);
    let rows = rows.filter(media::Column::Kind.eq("image"));
    let found = rows.filter(media::Column::Id.is_in(ids.iter().copied())).into_tuple().all(conn).await?;
    Ok(found.into_iter().collect())
}
