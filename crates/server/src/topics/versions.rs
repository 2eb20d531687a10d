//! What a topic said before, and going back to it.

use magnetiq_shared::topics::{Topic, TopicVersion, TopicVersionContent};
use uuid::Uuid;

use super::queries::{labels, topics, versions};
use super::{TopicError, rules, write};
use crate::accounts::Actor;
use crate::ctx::Ctx;
use crate::http::IfMatch;

/// The versions of a topic, the newest first. A topic that was never changed here has the one that it is in.
///
/// # Errors
/// `NotFound`.
pub(super) async fn list(ctx: &Ctx, id: Uuid) -> Result<Vec<TopicVersion>, TopicError> {
    let topic = topics::by_id(ctx.db.read(), id).await?.ok_or(TopicError::NotFound)?;
    let known = versions::list(ctx.db.read(), id).await?;
    if !known.is_empty() {
        return Ok(known);
    }
    Ok(vec![TopicVersion {
        number: topic.version,
        at: topic.updated_at,
        author: topic.updated_by,
        fields: Vec::new(),
    }])
}

/// One version with all that it said.
///
/// # Errors
/// `NotFound`.
pub(super) async fn get(ctx: &Ctx, id: Uuid, number: i32) -> Result<TopicVersionContent, TopicError> {
    let topic = topics::by_id(ctx.db.read(), id).await?.ok_or(TopicError::NotFound)?;
    let mut content = topic.content;
    let about = match versions::one(ctx.db.read(), id, number).await? {
        Some((about, said)) => {
            // What the version lacks did not exist at its time.
            said.apply(&mut content);
            about
        }
        None if number == topic.version => {
            TopicVersion { number, at: topic.updated_at, author: topic.updated_by, fields: Vec::new() }
        }
        None => return Err(TopicError::NotFound),
    };
    Ok(TopicVersionContent { about, content })
}

/// Writes what a version said as a new version. The topic's status stays as it is; tags, speakers and pictures that are
/// gone are left out, and so are a category that is gone and a slug that another topic has.
///
/// # Errors
/// `NotFound`, `Stale`; `Fields` where today's rules refuse what it said.
pub(super) async fn restore(
    ctx: &Ctx,
    who: &Actor,
    (id, number): (Uuid, i32),
    seen: &IfMatch,
) -> Result<Topic, TopicError> {
    let tx = ctx.db.begin().await?;
    let topic = write::seen_topic(&tx, id, seen).await?;
    let (_, said) = versions::one(&tx, id, number).await?.ok_or(TopicError::NotFound)?;
    let mut content = topic.content.clone();
    said.apply(&mut content);
    content.status = topic.content.status;
    if !labels::known_category(&tx, content.category_id).await? {
        content.category_id = topic.content.category_id;
    }
    if topics::slug_taken(&tx, &content.slug, Some(id)).await? {
        content.slug.clone_from(&topic.content.slug);
    }
    rules::without_what_is_gone(&tx, &mut content).await?;
    write::write(&tx, ctx, &who.author(), "topic.restored", &topic, content).await?;
    tx.commit().await?;
    ctx.program.refresh(ctx.db.read(), ctx.now).await?;
    write::get(ctx, id).await
}
