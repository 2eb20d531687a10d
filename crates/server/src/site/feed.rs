//! The Atom feed (RFC 4287) of what was published last. An entry's id is its session's and never changes.

use std::cmp::Reverse;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use magnetiq_mail::localtime;
use magnetiq_shared::sessions::RegistrationState;
use magnetiq_shared::{Language, links};
use minijinja::{Value, context};

use super::crawlers::instant;
use super::words::{Words, text};
use crate::html;
use crate::http::ApiResult;
use crate::sessions::{Program, Session};

/// How many sessions the feed holds.
const ENTRIES: usize = 30;

/// The feed in a language.
pub(super) fn write(
    program: &Program,
    base: &str,
    language: Language,
    now: DateTime<Utc>,
) -> ApiResult<Bytes> {
    let mut sessions: Vec<&Session> = program.sessions().iter().collect();
    sessions.sort_by_key(|session| Reverse((published(session), session.content.id)));
    sessions.truncate(ENTRIES);
    let brand = &program.settings.brand;
    let updated = sessions.iter().map(|session| session.content.updated_at).max();
    let entries = sessions.into_iter().map(|session| entry(session, base, language, now));
    let feed = html::fill(
        "site/feed.atom",
        context! {
            language => language.code(),
            address => format!("{base}{}", links::feed(language)),
            overview => format!("{base}{}", links::overview(language)),
            title => format!("{}: {}", brand.name, Words::of(language).news),
            subtitle => brand.tagline.get(language),
            organisation => brand.organisation.as_str(),
            updated => instant(updated.unwrap_or(DateTime::UNIX_EPOCH)),
            entries => Value::from_iter(entries),
        },
    )?;
    Ok(Bytes::from(feed))
}

fn entry(session: &Session, base: &str, language: Language, now: DateTime<Utc>) -> Value {
    let (content, facts) = (&session.content, &session.facts);
    let speaker = &content.speaker.card;
    let date = localtime::date(facts.starts_at, content.timezone, language);
    let times = localtime::time_range(facts.starts_at, content.duration_minutes, content.timezone, language);
    let title = match facts.registration_state(now) {
        RegistrationState::Cancelled => {
            format!("{}: {}", text(language, "session", "cancelled"), content.title.get(language))
        }
        _ => content.title.get(language).to_owned(),
    };
    context! {
        id => format!("urn:uuid:{}", content.id),
        title,
        published => instant(published(session)),
        updated => instant(content.updated_at),
        address => format!("{base}{}", links::landing(language, &content.slug)),
        speaker => speaker.name.as_str(),
        speaker_address => format!("{base}{}", links::speaker(language, &speaker.slug)),
        category => content.category.name.get(language),
        category_slug => content.category.slug.as_str(),
        summary => format!("{date}, {times}. {}", content.summary.get(language)),
        content => content.description.get(language),
    }
}

fn published(session: &Session) -> DateTime<Utc> {
    session.content.published_at.unwrap_or(session.content.updated_at)
}
