//! What people have typed of a topic and not saved yet.

use magnetiq_shared::topics::{NewTopicDraft, TopicDraft};
use uuid::Uuid;

use super::TopicError;
use super::queries::{topics, versions};
use crate::ctx::Ctx;
use crate::html::rich;

/// Somebody's draft of a topic.
///
/// # Errors
/// `NotFound` where they have none.
pub(super) async fn get(ctx: &Ctx, topic: Uuid, user: Uuid) -> Result<TopicDraft, TopicError> {
    versions::draft(ctx.db.read(), topic, user).await?.ok_or(TopicError::NotFound)
}

/// Keeps what somebody typed, instead of what was kept before.
///
/// # Errors
/// `NotFound` where there is no such topic.
pub(super) async fn keep(
    ctx: &Ctx,
    topic: Uuid,
    user: Uuid,
    mut draft: NewTopicDraft,
) -> Result<TopicDraft, TopicError> {
    // An application may keep drafts with the person's token: what it writes must do no harm in their browser.
    draft.content.description = draft.content.description.map(|html| rich::sanitised(&html));
    let tx = ctx.db.begin().await?;
    topics::by_id(&tx, topic).await?.ok_or(TopicError::NotFound)?;
    versions::keep_draft(&tx, ctx, (topic, user), &draft).await?;
    tx.commit().await?;
    Ok(TopicDraft { based_on: draft.based_on, content: draft.content, saved_at: ctx.now })
}

/// Throws somebody's draft away. Again, it does the same.
///
/// # Errors
/// What the database says.
pub(super) async fn end(ctx: &Ctx, topic: Uuid, user: Uuid) -> Result<(), TopicError> {
    let tx = ctx.db.begin().await?;
    versions::end_draft(&tx, topic, user).await?;
    tx.commit().await?;
    Ok(())
}
