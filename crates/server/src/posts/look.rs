//! A session's posts as they are seen: when each is due, where it stands, and what it says.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};
use magnetiq_domain::posts::{self, Post, Publication};
use magnetiq_entity::social_posts;
use magnetiq_shared::posts::{Network, PostAct, PostState, SocialPost, Threads, Voice};
use magnetiq_shared::sessions::SessionStatus;
use magnetiq_shared::{Language, TranslatedText, links};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use uuid::Uuid;

use super::queries::{self, Row};
use super::words;
use crate::ctx::Ctx;
use crate::db::Error;
use crate::integrations::networks::{self, Connected};
use crate::sessions::Session;

/// How far back posts are looked for that are due and nobody shared: none is due for longer.
const DUE_SINCE: Duration = Duration::days(8);
/// How long ago it may be that a publication went wrong.
const WRONG_SINCE: Duration = Duration::days(30);

/// What is known of posts beside their sessions.
#[derive(Default)]
pub(super) struct Known {
    pub kept: HashMap<(Uuid, String), social_posts::Model>,
    pub published: HashMap<(Uuid, String), Row>,
    pub networks: HashMap<Network, Connected>,
}

impl Known {
    /// Of these sessions.
    pub async fn of(ctx: &Ctx, sessions: impl Iterator<Item = Uuid> + Clone) -> Result<Self, Error> {
        let conn = ctx.db.read();
        Ok(Self {
            kept: queries::kept(conn, sessions.clone()).await?,
            published: queries::publications(conn, sessions).await?,
            networks: networks::connected(conn, ctx.now).await?,
        })
    }

    /// Whether anybody or anything did something with a post.
    fn is_touched(&self, place: &(Uuid, String)) -> bool {
        self.kept.contains_key(place) || self.published.contains_key(place)
    }
}

/// All posts of a session, by their times; none where it is not published.
///
/// # Errors
/// What the database says.
pub(super) async fn of_session(ctx: &Ctx, id: Uuid) -> Result<Vec<SocialPost>, Error> {
    let snapshot = ctx.program.at(ctx.now);
    let Some(session) = snapshot.program.session(id) else { return Ok(Vec::new()) };
    let known = Known::of(ctx, std::iter::once(id)).await?;
    Ok(all(ctx, session, &known).map(|(post, _)| one(ctx, session, post, &known)).collect())
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
    let sessions: Vec<&Session> = snapshot
        .program
        .sessions()
        .iter()
        .filter(|session| only.is_none_or(|id| id == session.content.id) && is_near(session, from, until))
        .collect();
    let known = Known::of(ctx, sessions.iter().map(|session| session.content.id)).await?;
    let of_session = |session: &&Session| {
        all(ctx, session, &known)
            .filter(|(_, due_at)| (from..until).contains(due_at))
            .map(|(post, _)| one(ctx, session, post, &known))
            .collect::<Vec<_>>()
    };
    let mut found: Vec<SocialPost> = sessions.iter().flat_map(of_session).collect();
    found.sort_by(|a, b| (a.due_at, a.session_id, &a.key).cmp(&(b.due_at, b.session_id, &b.key)));
    Ok(found)
}

/// Whether posts of the session may be due in this time: none is longer before its session, or after it.
fn is_near(session: &Session, from: DateTime<Utc>, until: DateTime<Utc>) -> bool {
    (from - Duration::days(2)..until + Duration::days(15)).contains(&session.facts.starts_at)
}

/// What of posts needs somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attention {
    /// Posts that could not be published, or of which nobody knows.
    pub wrong: u32,
    /// Posts that are due and nobody shared.
    pub due: u32,
}

/// How many posts need somebody.
///
/// # Errors
/// What the database says.
pub async fn attention(ctx: &Ctx) -> Result<Attention, Error> {
    let snapshot = ctx.program.at(ctx.now);
    let (from, until) = (ctx.now - DUE_SINCE, ctx.now + Duration::seconds(1));
    let near = |session: &&Session| is_near(session, from, until);
    let sessions: Vec<&Session> = snapshot.program.sessions().iter().filter(near).collect();
    let known = Known::of(ctx, sessions.iter().map(|session| session.content.id)).await?;
    // Speakers share their own. Nothing is written for what is only counted.
    let due_of = |session: &&Session| {
        all(ctx, session, &known)
            .filter(|(post, due_at)| post.voice == Voice::House && (from..until).contains(due_at))
            .filter(|dated| state(ctx, session, *dated, &known) == PostState::Due)
            .count()
    };
    let due: usize = sessions.iter().map(due_of).sum();
    let wrong = queries::wrong(ctx.db.read(), ctx.now - WRONG_SINCE).await?;
    let kept = queries::kept(ctx.db.read(), wrong.iter().map(|(session, _)| *session)).await?;
    let is_open = |place: &&(Uuid, String)| kept.get(place).is_none_or(|row| row.state.is_none());
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(Attention { wrong: count(wrong.iter().filter(is_open).count()), due: count(due) })
}

/// When a post of the session is due.
pub(super) fn due(session: &Session, post: Post) -> DateTime<Utc> {
    let (content, facts) = (&session.content, &session.facts);
    posts::due(post.occasion, (facts.starts_at, facts.ends_at), content.timezone)
}

/// What a post says now in its session's language, post by post of a thread.
///
/// # Errors
/// What the database says.
pub(super) async fn texts(ctx: &Ctx, session: &Session, post: Post) -> Result<Vec<String>, Error> {
    let known = Known::of(ctx, std::iter::once(session.content.id)).await?;
    Ok(one(ctx, session, post, &known).thread.get(session.content.language).to_vec())
}

/// The posts of a session that are to be seen, and when each is due; none of one that is called off.
fn all(ctx: &Ctx, session: &Session, known: &Known) -> impl Iterator<Item = (Post, DateTime<Utc>)> {
    let is_off = session.facts.status_at(ctx.now) == SessionStatus::Cancelled;
    // What was due before anybody could see the session never was.
    let since = session.content.published_at;
    let dated = Post::all().map(|post| (post, due(session, post)));
    dated.filter(move |(post, due_at)| {
        let was_seen = since.is_none_or(|since| *due_at >= since);
        !is_off && (was_seen || known.is_touched(&(session.content.id, post.key())))
    })
}

/// Where a post stands that is due then.
fn state(ctx: &Ctx, session: &Session, (post, due_at): (Post, DateTime<Utc>), known: &Known) -> PostState {
    let next = Post::all()
        .filter(|other| (other.network, other.voice) == (post.network, post.voice))
        .map(|other| due(session, other))
        .filter(|other| *other > due_at)
        .min();
    let place = (session.content.id, post.key());
    let act = known.kept.get(&place).and_then(|row| row.state.as_deref()).map(|state| match state {
        "posted" => PostAct::Posted,
        _ => PostAct::Skipped,
    });
    let published = known.published.get(&place).and_then(|row| Publication::of(&row.state));
    posts::state(due_at, next, act, published, ctx.now)
}

/// A post with all that is shown of it.
pub(super) fn one(ctx: &Ctx, session: &Session, post: Post, known: &Known) -> SocialPost {
    let (content, facts) = (&session.content, &session.facts);
    let due_at = due(session, post);
    let state = state(ctx, session, (post, due_at), known);
    let place = (content.id, post.key());
    let (row, publication) = (known.kept.get(&place), known.published.get(&place));
    let own = row.and_then(|row| row.text.as_ref()).map(|text| text.0.clone());
    let base = &ctx.config.base_url;
    let is_own = own.is_some();
    let made = || {
        let of = |language| words::text(base, (content, facts), post, language);
        TranslatedText::new(of(Language::En), of(Language::De))
    };
    let text = own.unwrap_or_else(made);
    // What is there already stays as it was published.
    let begun =
        publication.map(|row| &row.parts.0).filter(|parts| parts.iter().any(|part| part.id.is_some()));
    let thread = |language: Language| match (begun, post.network) {
        (Some(parts), _) if language == content.language => {
            parts.iter().map(|part| part.text.clone()).collect()
        }
        (_, Network::X) => posts::thread(text.get(language)),
        (_, Network::Linkedin) => vec![text.get(language).to_owned()],
    };
    let network = known.networks.get(&post.network).filter(|_| post.voice == Voice::House);
    let is_on = facts.status_at(ctx.now) != SessionStatus::Cancelled;
    let may_go =
        matches!(state, PostState::Planned | PostState::Due | PostState::Failed | PostState::Unclear);
    let since = network.and_then(|network| network.publishes_since);
    let goes = |since| posts::goes_by_itself(post.occasion, due_at, since, ctx.now.max(due_at));
    let is_waiting = matches!(state, PostState::Planned | PostState::Due);
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
        can_publish: network.is_some() && is_on && may_go,
        publishes_itself: is_on && is_waiting && since.is_some_and(goes),
        url: publication.and_then(|row| row.address.clone()),
        problem: publication.and_then(|row| row.problem.clone()),
        retry_at: publication.and_then(|row| row.retry_at).map(Into::into),
        state,
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
