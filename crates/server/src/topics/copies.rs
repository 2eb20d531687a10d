//! Topics made of what there is: copies of others, and templates of sessions that went well.

use magnetiq_shared::topics::{TITLE_MAX, TopicStatus};
use magnetiq_shared::{Currency, Money, TranslatedText};
use uuid::Uuid;

use super::queries::{topics, usage};
use super::{Stored, TopicError, rules, write};
use crate::accounts::Actor;
use crate::audit::Author;
use crate::ctx::Ctx;
use crate::db::Tx;

/// Copies a topic, as a draft; gives the copy's id.
///
/// # Errors
/// `NotFound`.
pub(super) async fn duplicate(ctx: &Ctx, who: &Actor, id: Uuid) -> Result<Uuid, TopicError> {
    let tx = ctx.db.begin().await?;
    let topic = topics::by_id(&tx, id).await?.ok_or(TopicError::NotFound)?;
    let made = copy(&tx, ctx, &who.author(), &topic).await?;
    tx.commit().await?;
    Ok(made)
}

/// Writes a copy of a topic, as a draft.
///
/// # Errors
/// As of writing a new topic.
pub(super) async fn copy(tx: &Tx, ctx: &Ctx, author: &Author, topic: &Stored) -> Result<Uuid, TopicError> {
    let mut content = topic.content.clone();
    content.title = TranslatedText {
        en: marked(&content.title.en, " (copy)"),
        de: content.title.de.map(|german| marked(&german, " (Kopie)")),
    };
    content.slug = rules::free_slug(tx, &content.slug).await?;
    content.status = TopicStatus::Draft;
    let id = ctx.new_id();
    write::insert(tx, ctx, author, (id, "topic.created"), content).await?;
    Ok(id)
}

fn marked(title: &str, mark: &str) -> String {
    let room = TITLE_MAX - mark.chars().count();
    let kept: String = title.chars().take(room).collect();
    format!("{}{mark}", kept.trim_end())
}

/// Makes a topic of a session: its topic's content with the session's own title, description, length, price, places
/// and speaker, as a draft. Gives its id.
///
/// # Errors
/// `NotFound` where there is no such session.
pub(super) async fn of_session(ctx: &Ctx, who: &Actor, session: Uuid) -> Result<Uuid, TopicError> {
    let tx = ctx.db.begin().await?;
    let session = usage::session(&tx, session).await?.ok_or(TopicError::NotFound)?;
    let topic = topics::by_id(&tx, session.topic_id).await?.ok_or(TopicError::NotFound)?;
    let mut content = topic.content;
    match session.title {
        Some(own) => content.title = own.0,
        None => {
            content.title.en = marked(&content.title.en, " (copy)");
            content.title.de = content.title.de.map(|german| marked(&german, " (Kopie)"));
        }
    }
    if let Some(own) = session.description {
        content.description = own.0;
        // The topic's short texts were written for another description.
        content.summary = None;
        content.seo = Default::default();
    }
    let currency = Currency::try_from(session.currency).unwrap_or(Currency::EUR);
    content.default_duration_minutes = u32::try_from(session.duration_minutes).unwrap_or_default();
    content.default_price = session.price_amount.map(|amount| Money::new(amount, currency));
    content.default_capacity = session.capacity.and_then(|places| u32::try_from(places).ok());
    content.default_speaker_ids = vec![session.speaker_id];
    content.status = TopicStatus::Draft;
    content.slug = rules::free_slug(&tx, &magnetiq_shared::fields::slug_of(&content.title.en)).await?;
    let id = ctx.new_id();
    write::insert(&tx, ctx, &who.author(), (id, "topic.created"), content).await?;
    tx.commit().await?;
    Ok(id)
}
