//! A session's posts, and what staff do with them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use magnetiq_domain::posts::{self, Post};
use magnetiq_entity::social_posts;
use magnetiq_shared::posts::{Network, PostAct, PostPatch, SocialPost, Threads};
use magnetiq_shared::sessions::SessionStatus;
use magnetiq_shared::{Code, FieldError, Language, TranslatedText, fields, links};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use uuid::Uuid;

use super::{queries, words};
use crate::accounts::Actor;
use crate::audit::{self, Act};
use crate::ctx::Ctx;
use crate::db::Error;
use crate::http::{ApiError, ApiResult, IfMatch};
use crate::sessions::Session;

/// The longest post that LinkedIn takes, in characters.
const LONGEST: usize = 3_000;

type Kept = HashMap<(Uuid, String), social_posts::Model>;

/// All posts of a session, by their times; none where it is not published.
///
/// # Errors
/// What the database says.
pub(super) async fn of_session(ctx: &Ctx, id: Uuid) -> Result<Vec<SocialPost>, Error> {
    let snapshot = ctx.program.at(ctx.now);
    let Some(session) = snapshot.program.session(id) else { return Ok(Vec::new()) };
    let kept = queries::kept(ctx.db.read(), std::iter::once(id)).await?;
    Ok(all(ctx, session, &kept))
}

/// Posts of one session or of all that are due in this time, by their times.
///
/// # Errors
/// What the database says.
pub(super) async fn between(
    ctx: &Ctx,
    only: Option<Uuid>,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<SocialPost>, Error> {
    let snapshot = ctx.program.at(ctx.now);
    // No post is due longer before its session, or after it.
    let (first, last) = (from - chrono::Duration::days(2), until + chrono::Duration::days(15));
    let is_near = |session: &&Session| {
        (first..last).contains(&session.facts.starts_at) && only.is_none_or(|id| id == session.content.id)
    };
    let sessions: Vec<&Session> = snapshot.program.sessions().iter().filter(is_near).collect();
    let kept = queries::kept(ctx.db.read(), sessions.iter().map(|session| session.content.id)).await?;
    let mut found: Vec<SocialPost> = sessions.iter().flat_map(|session| all(ctx, session, &kept)).collect();
    found.retain(|post| (from..until).contains(&post.due_at));
    found.sort_by(|a, b| (a.due_at, a.session_id, &a.key).cmp(&(b.due_at, b.session_id, &b.key)));
    Ok(found)
}

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
    let about = format!("{}: {key}", found.content.title.en);
    audit::record(&tx, ctx, &who.author(), Act::new(name, session, about)).await?;
    tx.commit().await?;
    Ok(one(ctx, found, post, &Kept::from([(place, row)])))
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

fn all(ctx: &Ctx, session: &Session, kept: &Kept) -> Vec<SocialPost> {
    if session.facts.status_at(ctx.now) == SessionStatus::Cancelled {
        return Vec::new();
    }
    // What was due before anybody could see the session never was.
    let since = session.content.published_at;
    let posts = Post::all().map(|post| one(ctx, session, post, kept));
    posts.filter(|post| since.is_none_or(|since| post.due_at >= since) || post.version > 0).collect()
}

fn one(ctx: &Ctx, session: &Session, post: Post, kept: &Kept) -> SocialPost {
    let (content, facts) = (&session.content, &session.facts);
    let due = |of: Post| posts::due(of.occasion, (facts.starts_at, facts.ends_at), content.timezone);
    let due_at = due(post);
    let next = Post::all()
        .filter(|other| (other.network, other.voice) == (post.network, post.voice))
        .map(due)
        .filter(|other| *other > due_at)
        .min();
    let row = kept.get(&(content.id, post.key()));
    let act = row.and_then(|row| row.state.as_deref()).map(|state| match state {
        "posted" => PostAct::Posted,
        _ => PostAct::Skipped,
    });
    let own = row.and_then(|row| row.text.as_ref()).map(|text| text.0.clone());
    let base = &ctx.config.base_url;
    let is_own = own.is_some();
    let made = || {
        let of = |language| words::text(base, (content, facts), post, language);
        TranslatedText::new(of(Language::En), of(Language::De))
    };
    let text = own.unwrap_or_else(made);
    let thread = |language| match post.network {
        Network::X => posts::thread(text.get(language)),
        Network::Linkedin => vec![text.get(language).to_owned()],
    };
    let share = |language| share_url(base, &content.slug, post.network, &thread(language), language);
    let card = |language: Language| {
        format!("{base}/api/v1/public/sessions/{}/card.png?lang={}", content.slug, language.code())
    };
    SocialPost {
        key: post.key(),
        session_id: content.id,
        title: content.title.clone(),
        language: content.language,
        network: post.network,
        voice: post.voice,
        occasion: post.occasion,
        due_at,
        state: posts::state(due_at, next, act, ctx.now),
        share_url: TranslatedText::new(share(Language::En), share(Language::De)),
        card_url: TranslatedText::new(card(Language::En), card(Language::De)),
        thread: Threads { en: thread(Language::En), de: thread(Language::De) },
        text,
        is_own,
        acted_at: row.and_then(|row| row.acted_at).map(Into::into),
        version: row.map_or(0, |row| row.version),
    }
}

/// LinkedIn takes only the address, and reads the rest off the page; X takes the first post of the thread.
fn share_url(base: &str, slug: &str, network: Network, thread: &[String], language: Language) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    match network {
        Network::Linkedin => {
            let address = format!("{base}{}", links::landing(language, slug));
            format!("https://www.linkedin.com/sharing/share-offsite/?url={}", encoded(&address))
        }
        Network::X => {
            let first = thread.first().map(String::as_str).unwrap_or_default();
            format!("https://x.com/intent/post?text={}", encoded(first))
        }
    }
}
