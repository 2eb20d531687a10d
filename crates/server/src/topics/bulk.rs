//! One thing done to several topics, all in one transaction.

use magnetiq_shared::Code;
use magnetiq_shared::topics::{
    BULK_MAX, BulkOutcome, TopicBulk, TopicBulkAction, TopicBulkResult, TopicBulkResults, TopicStatus,
};

use super::queries::{labels, topics};
use super::{Stored, TopicError, copies, write};
use crate::accounts::Actor;
use crate::audit::Author;
use crate::ctx::Ctx;
use crate::db::Tx;

/// Does it to each, and tells of each what happened.
///
/// # Errors
/// `Fields` where there are too many or none, or no such category or tag.
pub(super) async fn run(ctx: &Ctx, who: &Actor, bulk: TopicBulk) -> Result<TopicBulkResults, TopicError> {
    if bulk.ids.is_empty() || bulk.ids.len() > BULK_MAX {
        let code = if bulk.ids.is_empty() { Code::Required } else { Code::TooLong };
        return Err(TopicError::field("/ids", code));
    }
    let tx = ctx.db.begin().await?;
    let (pointer, known) = match bulk.action {
        TopicBulkAction::Categorise { category_id } => {
            ("/action/categoryId", labels::known_category(&tx, category_id).await?)
        }
        TopicBulkAction::Tag { tag_id } | TopicBulkAction::Untag { tag_id } => {
            ("/action/tagId", labels::tag(&tx, tag_id).await?.is_some())
        }
        _ => ("", true),
    };
    if !known {
        return Err(TopicError::field(pointer, Code::Unknown));
    }
    let mut found = topics::by_ids(&tx, &bulk.ids).await?;
    let mut results: Vec<TopicBulkResult> = Vec::with_capacity(bulk.ids.len());
    for id in bulk.ids {
        if results.iter().any(|result| result.id == id) {
            continue;
        }
        let (outcome, made) = match found.remove(&id) {
            Some(topic) => one(&tx, ctx, &who.author(), bulk.action, &topic).await?,
            None => (BulkOutcome::NotFound, None),
        };
        results.push(TopicBulkResult { id, outcome, made });
    }
    tx.commit().await?;
    ctx.program.refresh(ctx.db.read(), ctx.now).await?;
    Ok(TopicBulkResults { results })
}

async fn one(
    tx: &Tx,
    ctx: &Ctx,
    author: &Author,
    action: TopicBulkAction,
    topic: &Stored,
) -> Result<(BulkOutcome, Option<uuid::Uuid>), TopicError> {
    let mut content = topic.content.clone();
    match action {
        TopicBulkAction::Archive => content.status = TopicStatus::Archived,
        TopicBulkAction::Activate => content.status = TopicStatus::Active,
        TopicBulkAction::Categorise { category_id } => content.category_id = category_id,
        TopicBulkAction::Tag { tag_id } => content.tag_ids.push(tag_id),
        TopicBulkAction::Untag { tag_id } => content.tag_ids.retain(|tag| *tag != tag_id),
        TopicBulkAction::Duplicate => {
            return match copies::copy(tx, ctx, author, topic).await {
                Ok(made) => Ok((BulkOutcome::Done, Some(made))),
                Err(TopicError::Fields(_)) => Ok((BulkOutcome::Refused, None)),
                Err(error) => Err(error),
            };
        }
    }
    match write::write(tx, ctx, author, "topic.updated", topic, content).await {
        Ok(true) => Ok((BulkOutcome::Done, None)),
        Ok(false) => Ok((BulkOutcome::Unchanged, None)),
        // Fields are looked at before anything is written: the others go on.
        Err(TopicError::Fields(_)) => Ok((BulkOutcome::Refused, None)),
        Err(error) => Err(error),
    }
}
