//! Categories and tags. What visitors filter by changes with them.

use magnetiq_shared::topics::{Category, CategoryPatch, NewCategory, NewTag, Tag, TagPatch};
use magnetiq_shared::{Code, FieldError, TranslatedText, fields};
use uuid::Uuid;

use super::queries::{labels, topics};
use super::{TopicError, write};
use crate::accounts::Actor;
use crate::audit::{self, Act, Author};
use crate::ctx::Ctx;
use crate::db::{self, Kept, Tx};
use crate::http::IfMatch;

/// Characters of a name.
const NAME_MAX: usize = 60;

/// Makes a category.
///
/// # Errors
/// `Fields`.
pub(super) async fn create_category(
    ctx: &Ctx,
    who: &Actor,
    given: NewCategory,
) -> Result<Category, TopicError> {
    let tx = ctx.db.begin().await?;
    let known = labels::categories(&tx).await?;
    let position = known.iter().map(|category| category.position).max().unwrap_or_default().saturating_add(1);
    let slug = given.slug.unwrap_or_else(|| fields::slug_of(&given.name.en));
    let taken = |slug: &str| known.iter().any(|category| category.slug == slug);
    let (name, slug) = label(given.name, &slug, taken)?;
    let position = given.position.unwrap_or(position);
    let category = Category { id: ctx.new_id(), slug, name, hue: given.hue, position, topics: 0, version: 1 };
    labels::insert_category(&tx, &category).await?;
    let act = Act::new("category.created", category.id, &category.name.en);
    told(tx, ctx, &who.author(), act).await?;
    Ok(category)
}

/// Changes a category.
///
/// # Errors
/// `NotFound`, `Stale`, `Fields`.
pub(super) async fn change_category(
    ctx: &Ctx,
    who: &Actor,
    id: Uuid,
    seen: &IfMatch,
    patch: CategoryPatch,
) -> Result<Category, TopicError> {
    let tx = ctx.db.begin().await?;
    let before = labels::category(&tx, id).await?.ok_or(TopicError::NotFound)?;
    seen.check(before.version).map_err(|_| TopicError::Stale)?;
    let others = labels::categories(&tx).await?;
    let taken = |slug: &str| others.iter().any(|other| other.id != id && other.slug == slug);
    let name = patch.name.unwrap_or_else(|| before.name.clone());
    let (name, slug) = label(name, &patch.slug.unwrap_or_else(|| before.slug.clone()), taken)?;
    let hue = patch.hue.unwrap_or(before.hue);
    let position = patch.position.unwrap_or(before.position);
    let (topics, version) = (before.topics, before.version + 1);
    let after = Category { id, slug, name, hue, position, topics, version };
    if !labels::update_category(&tx, &after).await? {
        return Err(TopicError::Stale);
    }
    let act = Act::new("category.updated", id, &after.name.en).changed(&before, &after);
    told(tx, ctx, &who.author(), act).await?;
    Ok(after)
}

/// Deletes a category; its topics go to another one, where one is named.
///
/// # Errors
/// `NotFound`; `Stale`; `InUse` where topics are in it and no other one is named; `Fields` where that is none.
pub(super) async fn delete_category(
    ctx: &Ctx,
    who: &Actor,
    id: Uuid,
    seen: &IfMatch,
    move_to: Option<Uuid>,
) -> Result<(), TopicError> {
    let tx = ctx.db.begin().await?;
    let category = labels::category(&tx, id).await?.ok_or(TopicError::NotFound)?;
    seen.check(category.version).map_err(|_| TopicError::Stale)?;
    match move_to {
        Some(to) if to == id || !labels::known_category(&tx, to).await? => {
            return Err(TopicError::field("moveTo", Code::Unknown));
        }
        None if category.topics > 0 => return Err(in_use(category.topics)),
        _ => {}
    }
    for topic in topics::in_category(&tx, id).await? {
        let Some(topic) = topics::by_id(&tx, topic).await? else { continue };
        let mut content = topic.content.clone();
        content.category_id = move_to.unwrap_or(id);
        write::write(&tx, ctx, &who.author(), "topic.updated", &topic, content).await?;
    }
    labels::delete_category(&tx, id).await?;
    told(tx, ctx, &who.author(), Act::new("category.deleted", id, &category.name.en)).await
}

/// Makes a tag.
///
/// # Errors
/// `Fields`.
pub(super) async fn create_tag(ctx: &Ctx, who: &Actor, given: NewTag) -> Result<Tag, TopicError> {
    let tx = ctx.db.begin().await?;
    let known = labels::tags(&tx).await?;
    let slug = given.slug.unwrap_or_else(|| fields::slug_of(&given.name.en));
    let (name, slug) = label(given.name, &slug, |slug| known.iter().any(|tag| tag.slug == slug))?;
    let tag = Tag { id: ctx.new_id(), slug, name, topics: 0, version: 1 };
    labels::insert_tag(&tx, &tag).await?;
    let act = Act::new("tag.created", tag.id, &tag.name.en);
    told(tx, ctx, &who.author(), act).await?;
    Ok(tag)
}

/// Changes a tag.
///
/// # Errors
/// `NotFound`, `Stale`, `Fields`.
pub(super) async fn change_tag(
    ctx: &Ctx,
    who: &Actor,
    id: Uuid,
    seen: &IfMatch,
    patch: TagPatch,
) -> Result<Tag, TopicError> {
    let tx = ctx.db.begin().await?;
    let before = labels::tag(&tx, id).await?.ok_or(TopicError::NotFound)?;
    seen.check(before.version).map_err(|_| TopicError::Stale)?;
    let others = labels::tags(&tx).await?;
    let taken = |slug: &str| others.iter().any(|other| other.id != id && other.slug == slug);
    let name = patch.name.unwrap_or_else(|| before.name.clone());
    let (name, slug) = label(name, &patch.slug.unwrap_or_else(|| before.slug.clone()), taken)?;
    let after = Tag { id, slug, name, topics: before.topics, version: before.version + 1 };
    if !labels::update_tag(&tx, &after).await? {
        return Err(TopicError::Stale);
    }
    let act = Act::new("tag.updated", id, &after.name.en).changed(&before, &after);
    told(tx, ctx, &who.author(), act).await?;
    Ok(after)
}

/// Deletes a tag; its topics get another one instead, where one is named.
///
/// # Errors
/// `NotFound`; `Stale`; `InUse` where topics have it and no other one is named; `Fields` where that is none.
pub(super) async fn delete_tag(
    ctx: &Ctx,
    who: &Actor,
    id: Uuid,
    seen: &IfMatch,
    move_to: Option<Uuid>,
) -> Result<(), TopicError> {
    let tx = ctx.db.begin().await?;
    let tag = labels::tag(&tx, id).await?.ok_or(TopicError::NotFound)?;
    seen.check(tag.version).map_err(|_| TopicError::Stale)?;
    match move_to {
        Some(to) if to == id || labels::tag(&tx, to).await?.is_none() => {
            return Err(TopicError::field("moveTo", Code::Unknown));
        }
        None if tag.topics > 0 => return Err(in_use(tag.topics)),
        _ => {}
    }
    for topic in topics::with_tag(&tx, id).await? {
        let Some(topic) = topics::by_id(&tx, topic).await? else { continue };
        let mut content = topic.content.clone();
        content.tag_ids.retain(|tag| *tag != id);
        content.tag_ids.extend(move_to);
        write::write(&tx, ctx, &who.author(), "topic.updated", &topic, content).await?;
    }
    labels::delete_tag(&tx, id).await?;
    told(tx, ctx, &who.author(), Act::new("tag.deleted", id, &tag.name.en)).await
}

/// The name and slug as they are kept.
fn label(
    name: TranslatedText,
    slug: &str,
    taken: impl Fn(&str) -> bool,
) -> Result<(TranslatedText, String), TopicError> {
    let mut errors = Vec::new();
    let mut line = |pointer: &str, raw: &str, needed: bool| {
        let clean = match fields::line(raw, NAME_MAX) {
            Ok(clean) if clean.is_empty() && needed => Err(Code::Required),
            other => other,
        };
        clean.map_err(|code| errors.push(FieldError::new(pointer, code))).unwrap_or_default()
    };
    let en = line("/name/en", &name.en, true);
    let de = name.de.map(|german| line("/name/de", &german, false)).filter(|german| !german.is_empty());
    let slug = match fields::slug(slug) {
        Ok(slug) if taken(&slug) => Err(Code::Taken),
        other => other,
    };
    let slug = slug.map_err(|code| errors.push(FieldError::new("/slug", code))).unwrap_or_default();
    if errors.is_empty() { Ok((TranslatedText { en, de }, slug)) } else { Err(TopicError::Fields(errors)) }
}

fn in_use(topics: u32) -> TopicError {
    let count = if topics == 1 { "one topic uses it".to_owned() } else { format!("{topics} topics use it") };
    TopicError::InUse(format!("{count}: name another one with moveTo"))
}

/// Writes down what was done, ends the transaction, and shows it to visitors.
async fn told(tx: Tx, ctx: &Ctx, author: &Author, act: Act) -> Result<(), TopicError> {
    audit::record(&tx, ctx, author, act).await?;
    db::bump(&tx, Kept::Program).await?;
    tx.commit().await?;
    ctx.program.refresh(ctx.db.read(), ctx.now).await?;
    Ok(())
}
