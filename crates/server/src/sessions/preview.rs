//! A session or a topic as its page would be, before visitors see it.
//!
//! Invariants: whoever has the link sees it for an hour, and nobody else does; nothing of it enters the published
//! program, is counted, or can be registered for. Its address looks like a session's, so that the app shows it as one:
//! no session's slug has a full stop.

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use magnetiq_domain::calendar;
use magnetiq_shared::sessions::{Access, SessionStatus};
use magnetiq_shared::speakers::{SpeakerCard, SpeakerProfile};
use magnetiq_shared::staff::PreviewLink;
use magnetiq_shared::{ProblemType, TranslatedText, links};
use uuid::Uuid;

use super::program::{Content, Session};
use super::queries;
use super::staff::make::empty;
use crate::crypto::{LinkToken, Purpose};
use crate::ctx::Ctx;
use crate::http::{ApiError, ApiResult};

/// With what the last part of a preview's address begins.
const MARK: &str = "preview.";
/// How long a link can be used.
const LASTS: TimeDelta = TimeDelta::hours(1);
/// How many days ahead the placeholder of a date lies.
const AHEAD: Days = Days::new(14);

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A session, in any state.
    Session,
    /// A topic, as a session of it without a date of its own.
    Topic,
}

impl Subject {
    fn purpose(self) -> Purpose {
        match self {
            Subject::Session => Purpose::SessionPreview,
            Subject::Topic => Purpose::TopicPreview,
        }
    }
}

/// Whether the last part of an address is that of a preview.
pub fn is_preview(slug: &str) -> bool {
    slug.starts_with(MARK)
}

/// Refuses to take somebody in who has the page of a preview before them.
///
/// # Errors
/// `registration-closed`.
pub fn refuse(slug: &str) -> ApiResult<()> {
    match is_preview(slug) {
        true => Err(ApiError::new(ProblemType::RegistrationClosed)
            .detail("this is a preview: nobody can register here")),
        false => Ok(()),
    }
}

/// A link to what exists.
///
/// # Errors
/// `not-found`; `internal` where the database fails.
pub async fn link(ctx: &Ctx, subject: Subject, id: Uuid) -> ApiResult<PreviewLink> {
    let shown = find(ctx, subject, id).await?.ok_or_else(ApiError::not_found)?;
    let valid_until = ctx.now + LASTS;
    let token = LinkToken { purpose: subject.purpose(), id, epoch: 0, expires_at: valid_until };
    let slug = format!("{MARK}{}", ctx.keys.sign_link(token));
    let path = links::landing(shown.content.language, &slug);
    Ok(PreviewLink { url: format!("{}{path}", ctx.config.base_url), valid_until })
}

/// What a preview's address shows, under that address; `None` where the link is forged or too old, or what it showed
/// is gone.
///
/// # Errors
/// `internal` where the database fails.
pub async fn open(ctx: &Ctx, slug: &str) -> ApiResult<Option<(Subject, Session)>> {
    let Some(token) = slug.strip_prefix(MARK) else { return Ok(None) };
    let read =
        |subject: Subject| Some((subject, ctx.keys.read_link(token, subject.purpose(), ctx.now).ok()?.id));
    let Some((subject, id)) = read(Subject::Session).or_else(|| read(Subject::Topic)) else {
        return Ok(None);
    };
    let Some(mut session) = find(ctx, subject, id).await? else { return Ok(None) };
    session.content = Content { slug: slug.to_owned(), ..Content::clone(&session.content) }.into();
    Ok(Some((subject, session)))
}

/// The session as it would be once it is published.
async fn find(ctx: &Ctx, subject: Subject, id: Uuid) -> ApiResult<Option<Session>> {
    let conn = ctx.db.read();
    let found = match subject {
        Subject::Session => queries::alone(conn, id).await,
        Subject::Topic => queries::topic_alone(conn, placeholder(ctx, id), somebody()).await,
    };
    let mut found = found.map_err(ApiError::internal)?;
    if let Some(session) = &mut found
        && session.facts.status == SessionStatus::Draft
    {
        session.facts.status = SessionStatus::Published;
    }
    Ok(found)
}

/// A session of a topic, two weeks ahead at ten in the morning where the program is planned.
fn placeholder(ctx: &Ctx, topic: Uuid) -> magnetiq_entity::sessions::Model {
    let snapshot = ctx.program.at(ctx.now);
    let defaults = &snapshot.program.settings.program;
    let mut row = empty(ctx, topic, Uuid::nil());
    row.topic_id = topic;
    row.starts_at = ten_o_clock(ctx.now, defaults.timezone.parse().unwrap_or(Tz::UTC)).into();
    row.timezone.clone_from(&defaults.timezone);
    row.language = defaults.language.code().to_owned();
    row.recording_access = Access::Registrants.word().to_owned();
    row.materials_access = Access::Registrants.word().to_owned();
    row
}

fn ten_o_clock(now: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let day = now.with_timezone(&zone).date_naive() + AHEAD;
    calendar::moment(day, NaiveTime::MIN + TimeDelta::hours(10), &zone)
}

/// Who presents a topic for which nobody is named.
fn somebody() -> SpeakerProfile {
    let text = |en: &str, de: &str| TranslatedText { en: en.to_owned(), de: Some(de.to_owned()) };
    SpeakerProfile {
        card: SpeakerCard {
            slug: "preview".to_owned(),
            name: "N. N.".to_owned(),
            position: Some(text("The speaker is not chosen yet", "Noch nicht gewählt")),
            brief: TranslatedText::default(),
            photo_url: crate::media::photo_url(None, "N.", "N.", Uuid::nil()),
        },
        biography: TranslatedText::default(),
        company: None,
        expertise: Vec::new(),
        linkedin_url: None,
        website_url: None,
        booking_url: None,
    }
}
