//! What staff do with a session's posts, and what is published by itself.

use chrono::Duration;
use magnetiq_domain::posts::{Post, Publication};
use magnetiq_entity::social_posts;
use magnetiq_jobs::enqueue;
use magnetiq_shared::posts::{PostAct, PostPatch, PostState, SocialPost, Voice};
use magnetiq_shared::sessions::SessionStatus;
use magnetiq_shared::{Code, FieldError, ProblemType, TranslatedText, fields};
use uuid::Uuid;

use super::jobs::{Wanted, job};
use super::look::{Known, between, one};
use super::queries;
use crate::accounts::Actor;
use crate::audit::{self, Act};
use crate::ctx::Ctx;
use crate::db::Error;
use crate::http::{ApiError, ApiResult, IfMatch};
use crate::integrations::networks;
use crate::sessions::Session;

/// The longest post that LinkedIn takes, in characters.
const LONGEST: usize = 3_000;

/// Changes a post.
///
/// # Errors
/// `not-found`, `stale`, `validation`.
pub(super) async fn change(
    ctx: &Ctx,
    who: &Actor,
    (session, key): (Uuid, &str),
    seen: &IfMatch,
    patch: PostPatch,
) -> ApiResult<SocialPost> {
    let snapshot = ctx.program.at(ctx.now);
    let found = snapshot.program.session(session).ok_or_else(ApiError::not_found)?;
    let post = Post::of(key).ok_or_else(ApiError::not_found)?;
    let text = match patch.text {
        Some(Some(text)) => Some(Some(clean(&text)?)),
        other => other,
    };
    let tx = ctx.db.begin().await?;
    let place = (session, key.to_owned());
    let published = queries::publications(&tx, std::iter::once(session)).await?.remove(&place);
    if let Some(why) = published.as_ref().and_then(|row| Publication::of(&row.state)).and_then(closed) {
        return Err(ApiError::new(ProblemType::InvalidState).detail(why));
    }
    let before = queries::kept(&tx, std::iter::once(session)).await?.remove(&place);
    seen.check(before.as_ref().map_or(0, |row| row.version))?;
    let mut row = before.unwrap_or_else(|| social_posts::Model {
        session_id: session,
        key: key.to_owned(),
        text: None,
        state: None,
        acted_by: None,
        acted_at: None,
        version: 0,
        updated_at: ctx.now.into(),
    });
    if let Some(text) = text {
        row.text = text.map(Into::into);
    }
    if let Some(act) = patch.act {
        (row.state, row.acted_by, row.acted_at) = match act {
            PostAct::Planned => (None, None, None),
            act => (Some(word(act).to_owned()), Some(who.user), Some(ctx.now.into())),
        };
    }
    (row.version, row.updated_at) = (row.version + 1, ctx.now.into());
    queries::save(&tx, row.clone()).await?;
    let name = match patch.act {
        Some(PostAct::Posted) => "post.shared",
        Some(PostAct::Skipped) => "post.skipped",
        Some(PostAct::Planned) | None => "post.updated",
    };
    let about = named(ctx, session, key);
    audit::record(&tx, ctx, &who.author(), Act::new(name, session, about)).await?;
    tx.commit().await?;
    let known = Known::of(ctx, std::iter::once(session)).await?;
    Ok(one(ctx, found, post, &known))
}

/// Why nothing of a post can be changed any more.
fn closed(publication: Publication) -> Option<&'static str> {
    match publication {
        Publication::Published => Some("the post is on its network: change or delete it there"),
        Publication::Publishing => Some("the post is being published at this moment"),
        Publication::Queued | Publication::Failed | Publication::Unclear => None,
    }
}

/// Queues the publication of a post, or of one that went wrong.
///
/// # Errors
/// `not-found`, `stale`; `invalid-state` where it can't be published.
pub(super) async fn publish(
    ctx: &Ctx,
    who: &Actor,
    (session, key): (Uuid, &str),
    seen: &IfMatch,
) -> ApiResult<SocialPost> {
    let snapshot = ctx.program.at(ctx.now);
    let found = snapshot.program.session(session).ok_or_else(ApiError::not_found)?;
    let post = Post::of(key).ok_or_else(ApiError::not_found)?;
    let known = Known::of(ctx, std::iter::once(session)).await?;
    let before = one(ctx, found, post, &known);
    seen.check(before.version)?;
    if !before.can_publish {
        return Err(ApiError::new(ProblemType::InvalidState).detail(refusal(found, &before, &known, ctx)));
    }
    let wanted = Wanted { session, key: key.to_owned(), attempt: ctx.new_id() };
    let tx = ctx.db.begin().await?;
    let is_new = queries::queue(&tx, &wanted, Some(who.user), ctx.now).await?;
    if is_new || queries::queue_again(&tx, &wanted, who.user, ctx.now).await? {
        enqueue(&tx, &[job(ctx, &wanted)], ctx.now).await?;
        let act = Act::new("post.publishing", session, named(ctx, session, key));
        audit::record(&tx, ctx, &who.author(), act).await?;
    }
    tx.commit().await?;
    ctx.wake.poke();
    let known = Known::of(ctx, std::iter::once(session)).await?;
    Ok(one(ctx, found, post, &known))
}

/// Why a post can't be published.
fn refusal(session: &Session, post: &SocialPost, known: &Known, ctx: &Ctx) -> &'static str {
    match post.state {
        _ if post.voice == Voice::Speaker => "speakers share their posts themselves",
        _ if !known.networks.contains_key(&post.network) => "no account of the network is connected",
        _ if session.facts.status_at(ctx.now) == SessionStatus::Cancelled => "the session is cancelled",
        PostState::Passed => "its time went by",
        PostState::Publishing => "it is being published already",
        _ => "it was shared or left out",
    }
}

/// Queues what is due on networks that publish by themselves: each post once, whoever looks how often.
///
/// # Errors
/// What the database says; what was queued by then stays so.
pub(super) async fn queue_due(ctx: &Ctx) -> Result<(), Error> {
    let networks = networks::connected(ctx.db.read(), ctx.now).await?;
    if networks.values().all(|network| network.publishes_since.is_none()) {
        return Ok(());
    }
    ctx.program.refresh(ctx.db.read(), ctx.now).await?;
    for post in between(ctx, None, (ctx.now - Duration::days(1), ctx.now + Duration::seconds(1))).await? {
        let goes = post.publishes_itself && post.due_at <= ctx.now;
        if !goes || !post.can_publish || post.state != PostState::Due {
            continue;
        }
        let wanted = Wanted { session: post.session_id, key: post.key, attempt: ctx.new_id() };
        let tx = ctx.db.begin().await?;
        if queries::queue(&tx, &wanted, None, ctx.now).await? {
            enqueue(&tx, &[job(ctx, &wanted)], ctx.now).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// How the audit log calls a post.
pub(super) fn named(ctx: &Ctx, session: Uuid, key: &str) -> String {
    let snapshot = ctx.program.at(ctx.now);
    let title = snapshot.program.session(session).map(|session| session.content.title.en.clone());
    format!("{}: {key}", title.unwrap_or_default())
}

/// English has to be there; German that is empty is none.
fn clean(text: &TranslatedText) -> ApiResult<TranslatedText> {
    let line = |pointer: &str, text: Option<&str>| {
        fields::long_text(text, LONGEST)
            .map_err(|code| ApiError::validation(vec![FieldError::new(pointer, code)]))
    };
    let required = || ApiError::validation(vec![FieldError::new("/text/en", Code::Required)]);
    Ok(TranslatedText {
        en: line("/text/en", Some(&text.en))?.ok_or_else(required)?,
        de: line("/text/de", text.de.as_deref())?,
    })
}

fn word(act: PostAct) -> &'static str {
    if act == PostAct::Posted { "posted" } else { "skipped" }
}
