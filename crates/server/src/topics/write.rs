//! Making, changing and deleting topics. Every change goes through [`write`].

use magnetiq_shared::Code;
use magnetiq_shared::sessions::Difficulty;
use magnetiq_shared::topics::{NewTopic, Seo, Topic, TopicContent, TopicPatch, TopicStatus};
use uuid::Uuid;

use super::queries::{topics, usage, versions};
use super::{Stored, TopicError, rules};
use crate::accounts::Actor;
use crate::audit::{self, Act, Author};
use crate::ctx::Ctx;
use crate::db::{self, Conn, Kept, Tx};
use crate::http::IfMatch;
use crate::media::cover::Pattern;

/// The minutes of a session where nothing is said.
const DURATION: u32 = 60;

/// A topic with its figures.
///
/// # Errors
/// `NotFound`.
pub(super) async fn get(ctx: &Ctx, id: Uuid) -> Result<Topic, TopicError> {
    let conn: &Conn = ctx.db.read();
    let topic = topics::by_id(conn, id).await?.ok_or(TopicError::NotFound)?;
    let figures = usage::usage(conn, Some(id), ctx.now).await?.remove(&id).unwrap_or_default();
    Ok(topic.wire(figures))
}

/// Makes a topic; gives its id.
///
/// # Errors
/// `Fields`.
pub(super) async fn create(ctx: &Ctx, who: &Actor, given: NewTopic) -> Result<Uuid, TopicError> {
    let id = ctx.new_id();
    let tx = ctx.db.begin().await?;
    let mut content = blank(&given.0, id)?;
    if given.0.slug.is_none() {
        let title = given.0.title.as_ref().map(|title| title.en.as_str()).unwrap_or_default();
        content.slug = rules::free_slug(&tx, &magnetiq_shared::fields::slug_of(title)).await?;
    }
    given.0.apply(&mut content);
    insert(&tx, ctx, &who.author(), (id, "topic.created"), content).await?;
    tx.commit().await?;
    Ok(id)
}

/// A topic of which nothing was said but its category.
fn blank(given: &TopicPatch, id: Uuid) -> Result<TopicContent, TopicError> {
    // Chance gives topics made one after the other different patterns.
    let pattern = Pattern::ALL[(id.as_u128() % Pattern::ALL.len() as u128) as usize];
    Ok(TopicContent {
        title: Default::default(),
        slug: String::new(),
        summary: None,
        description: Default::default(),
        learning_objectives: Vec::new(),
        prerequisites: None,
        target_audience: None,
        agenda: Vec::new(),
        materials: Vec::new(),
        category_id: given.category_id.ok_or_else(|| TopicError::field("/categoryId", Code::Required))?,
        tag_ids: Vec::new(),
        difficulty: Difficulty::Beginner,
        default_duration_minutes: DURATION,
        default_price: None,
        default_capacity: None,
        default_speaker_ids: Vec::new(),
        cover_pattern: pattern.as_str().to_owned(),
        thumbnail_media_id: None,
        promotional_media_id: None,
        seo: Seo::default(),
        status: TopicStatus::Draft,
    })
}

/// Writes a new topic, with its first version.
///
/// # Errors
/// `Fields`.
pub(super) async fn insert(
    tx: &Tx,
    ctx: &Ctx,
    author: &Author,
    (id, action): (Uuid, &'static str),
    content: TopicContent,
) -> Result<(), TopicError> {
    let content = rules::prepared(tx, content, None).await?;
    topics::insert(tx, ctx, id, author.id, &content).await?;
    versions::keep(tx, ctx, (id, 1), &content, Vec::new(), author).await?;
    audit::record(tx, ctx, author, Act::new(action, id, &content.title.en)).await?;
    Ok(())
}

/// Changes a topic. What the person had typed and not saved is over with it.
///
/// # Errors
/// `NotFound`, `Stale`, `Fields`.
pub(super) async fn change(
    ctx: &Ctx,
    who: &Actor,
    id: Uuid,
    seen: &IfMatch,
    patch: TopicPatch,
) -> Result<Topic, TopicError> {
    let tx = ctx.db.begin().await?;
    let topic = seen_topic(&tx, id, seen).await?;
    let mut content = topic.content.clone();
    patch.apply(&mut content);
    write(&tx, ctx, &who.author(), "topic.updated", &topic, content).await?;
    versions::end_draft(&tx, id, who.user).await?;
    tx.commit().await?;
    ctx.program.refresh(ctx.db.read(), ctx.now).await?;
    get(ctx, id).await
}

/// The topic, as whoever changes it saw it.
///
/// # Errors
/// `NotFound`, `Stale`.
pub(super) async fn seen_topic(tx: &Tx, id: Uuid, seen: &IfMatch) -> Result<Stored, TopicError> {
    let topic = topics::by_id(tx, id).await?.ok_or(TopicError::NotFound)?;
    seen.check(topic.version).map_err(|_| TopicError::Stale)?;
    Ok(topic)
}

/// Writes what a topic says now: row, version, audit log, and the news for those who keep the program in memory. Says
/// whether anything was different from before.
///
/// # Errors
/// `Fields`; `Stale` where somebody wrote it at the same moment.
pub(super) async fn write(
    tx: &Tx,
    ctx: &Ctx,
    author: &Author,
    action: &'static str,
    topic: &Stored,
    content: TopicContent,
) -> Result<bool, TopicError> {
    let content = rules::prepared(tx, content, Some(topic.id)).await?;
    let act = Act::new(action, topic.id, &content.title.en).changed(&topic.content, &content);
    if act.changes.is_empty() {
        return Ok(false);
    }
    versions::keep_first(tx, topic).await?;
    if !topics::update(tx, ctx, topic, author.id, &content).await? {
        return Err(TopicError::Stale);
    }
    let fields = act.changes.iter().map(|change| change.field.clone()).collect();
    versions::keep(tx, ctx, (topic.id, topic.version + 1), &content, fields, author).await?;
    audit::record(tx, ctx, author, act).await?;
    db::bump(tx, Kept::Program).await?;
    Ok(true)
}

/// Deletes a topic that no session uses, with its versions and drafts.
///
/// # Errors
/// `NotFound`, `Stale`, `InUse`.
pub(super) async fn delete(ctx: &Ctx, who: &Actor, id: Uuid, seen: &IfMatch) -> Result<(), TopicError> {
    let tx = ctx.db.begin().await?;
    let topic = seen_topic(&tx, id, seen).await?;
    match usage::sessions_of(&tx, id).await? {
        0 => {}
        1 => return Err(TopicError::InUse("one session uses this topic: archive it instead".to_owned())),
        count => {
            return Err(TopicError::InUse(format!("{count} sessions use this topic: archive it instead")));
        }
    }
    topics::delete(&tx, id).await?;
    audit::record(&tx, ctx, &who.author(), Act::new("topic.deleted", id, &topic.content.title.en)).await?;
    tx.commit().await?;
    Ok(())
}
