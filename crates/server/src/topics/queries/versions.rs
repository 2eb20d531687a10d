//! The rows of earlier versions and of drafts.

use magnetiq_entity::{topic_drafts, topic_versions};
use magnetiq_shared::topics::{NewTopicDraft, TopicContent, TopicDraft, TopicPatch, TopicVersion};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::super::Stored;
use crate::audit::Author;
use crate::ctx::Ctx;
use crate::db::{Conn, Error, Tx};

fn json(of: &impl Serialize) -> Result<Value, Error> {
    serde_json::to_value(of).map_err(|error| Error::Json(error.to_string()))
}

fn read(content: Value) -> Result<TopicPatch, Error> {
    serde_json::from_value(content).map_err(|error| Error::Json(error.to_string()))
}

/// Keeps what a topic says as the version `number`.
pub(in super::super) async fn keep(
    tx: &Tx,
    ctx: &Ctx,
    (topic_id, number): (Uuid, i32),
    content: &TopicContent,
    fields: Vec<String>,
    author: &Author,
) -> Result<(), Error> {
    let row = topic_versions::Model {
        topic_id,
        number,
        content: json(content)?,
        fields: fields.into(),
        author_id: author.id,
        author_name: Some(author.name.clone()),
        created_at: ctx.now.into(),
    };
    topic_versions::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// Keeps what a topic said before its first change that is written down: those that came with the first start, or by
/// an import, have no versions yet.
pub(in super::super) async fn keep_first(tx: &Tx, topic: &Stored) -> Result<(), Error> {
    let row = topic_versions::Model {
        topic_id: topic.id,
        number: topic.version,
        content: json(&topic.content)?,
        fields: Vec::new().into(),
        author_id: None,
        author_name: topic.updated_by.clone(),
        created_at: topic.updated_at.into(),
    };
    let known = [topic_versions::Column::TopicId, topic_versions::Column::Number];
    let insert = topic_versions::Entity::insert(row.into_active_model().reset_all());
    insert.on_conflict_do_nothing_on(known).exec_without_returning(tx).await?;
    Ok(())
}

/// The versions of a topic, the newest first.
pub(in super::super) async fn list(conn: &Conn, topic: Uuid) -> Result<Vec<TopicVersion>, Error> {
    let rows = topic_versions::Entity::find()
        .filter(topic_versions::Column::TopicId.eq(topic))
        .order_by_desc(topic_versions::Column::Number)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| about(&row)).collect())
}

/// One version: what it was, and what it said.
pub(in super::super) async fn one(
    conn: &impl ConnectionTrait,
    topic: Uuid,
    number: i32,
) -> Result<Option<(TopicVersion, TopicPatch)>, Error> {
    let row = topic_versions::Entity::find_by_id((topic, number)).one(conn).await?;
    row.map(|row| Ok((about(&row), read(row.content)?))).transpose()
}

fn about(row: &topic_versions::Model) -> TopicVersion {
    TopicVersion {
        number: row.number,
        at: row.created_at.utc(),
        author: row.author_name.clone(),
        fields: row.fields.0.clone(),
    }
}

/// Somebody's draft.
pub(in super::super) async fn draft(
    conn: &Conn,
    topic: Uuid,
    user: Uuid,
) -> Result<Option<TopicDraft>, Error> {
    let row = topic_drafts::Entity::find_by_id((topic, user)).one(conn).await?;
    row.map(|row| {
        let saved_at = row.saved_at.utc();
        Ok(TopicDraft { based_on: row.based_on, content: read(row.content)?, saved_at })
    })
    .transpose()
}

/// Keeps somebody's draft instead of the one before.
pub(in super::super) async fn keep_draft(
    tx: &Tx,
    ctx: &Ctx,
    (topic_id, user_id): (Uuid, Uuid),
    draft: &NewTopicDraft,
) -> Result<(), Error> {
    use topic_drafts::Column;
    let content = json(&draft.content)?;
    let row = topic_drafts::Model {
        topic_id,
        user_id,
        based_on: draft.based_on,
        content,
        saved_at: ctx.now.into(),
    };
    let newer = OnConflict::columns([Column::TopicId, Column::UserId])
        .update_columns([Column::BasedOn, Column::Content, Column::SavedAt])
        .to_owned();
    let insert = topic_drafts::Entity::insert(row.into_active_model().reset_all()).on_conflict(newer);
    insert.exec_without_returning(tx).await?;
    Ok(())
}

/// Ends somebody's draft, if there is one.
pub(in super::super) async fn end_draft(tx: &Tx, topic: Uuid, user: Uuid) -> Result<(), Error> {
    topic_drafts::Entity::delete_by_id((topic, user)).exec(tx).await?;
    Ok(())
}
