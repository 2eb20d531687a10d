//! The pictures that a shared link shows: one of each session, one of the program.

use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, Utc};
use magnetiq_domain::pricing;
use magnetiq_mail::localtime;
use magnetiq_shared::Language;
use magnetiq_shared::sessions::RegistrationState;
use serde::{Deserialize, Serialize};

use super::{Program, Session, routes};
use crate::ctx::Ctx;
use crate::http::{ApiResult, Query};
use crate::media::card::{Art, Line, Note, ProgramCard, SessionCard};

/// Those who show shared links keep the picture for days anyway.
const CACHE: &str = "public, max-age=600, stale-while-revalidate=86400";
const PNG: &str = "image/png";
/// As many as the program's card may want.
const NEXT: usize = 3;

/// In which language a card is written.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct CardQuery {
    /// `en` unless told.
    lang: Language,
}

/// A picture, in the API's description.
#[derive(utoipa::ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "only its description is used")]
struct Png(Vec<u8>);

/// A session's card
///
/// The picture for shared links, 1200 by 630 pixels: title, time in the session's timezone, speaker and price.
#[utoipa::path(
    tag = "Program", operation_id = "getSessionCard",
    params(("slug" = String, Path, description = "The session's slug"), CardQuery),
    responses(
        (status = 200, body = Png, content_type = "image/png"),
        (status = 304, description = "Nothing has changed since the `ETag` in `If-None-Match`"),
        (status = 404, description = "`not-found`"),
        (status = 410, description = "`gone`: it was withdrawn"),
        (status = 422, description = "`validation`"),
        (status = 503, description = "`busy`"),
    ),
)]
#[get("/public/sessions/{slug}/card.png")]
pub(super) async fn session_card(
    ctx: Ctx,
    request: HttpRequest,
    slug: web::Path<String>,
    query: Query<CardQuery>,
) -> ApiResult<HttpResponse> {
    let snapshot = ctx.program.at(ctx.now);
    let session = routes::session(&snapshot.program, &slug)?;
    let card = of_session(&snapshot.program, session, query.0.lang, ctx.now);
    Ok(ctx.cards.picture(card.svg()).await?.respond(&request, PNG, CACHE))
}

/// The program's card
///
/// The picture for shared links, 1200 by 630 pixels: what the program is and what comes next.
#[utoipa::path(
    tag = "Program", operation_id = "getProgramCard", params(CardQuery),
    responses(
        (status = 200, body = Png, content_type = "image/png"),
        (status = 304, description = "Nothing has changed since the `ETag` in `If-None-Match`"),
        (status = 422, description = "`validation`"),
        (status = 503, description = "`busy`"),
    ),
)]
#[get("/public/card.png")]
pub(super) async fn program_card(
    ctx: Ctx,
    request: HttpRequest,
    query: Query<CardQuery>,
) -> ApiResult<HttpResponse> {
    let snapshot = ctx.program.at(ctx.now);
    let card = of_program(&snapshot.program, query.0.lang, ctx.now);
    Ok(ctx.cards.picture(card.svg()).await?.respond(&request, PNG, CACHE))
}

fn of_session(program: &Program, session: &Session, language: Language, now: DateTime<Utc>) -> SessionCard {
    let content = &session.content;
    let (starts_at, zone) = (session.facts.starts_at, content.timezone);
    let state = session.facts.registration_state(now);
    let mut facts = vec![minutes(content.duration_minutes, language)];
    // What is over costs nothing any more.
    if state != RegistrationState::Past {
        facts.extend(price(session, language, now));
    }
    let speaker = &content.speaker;
    let role = speaker.card.position.iter().map(|position| position.get(language));
    SessionCard {
        language,
        brand: program.settings.brand.name.clone(),
        title: content.title.get(language).to_owned(),
        category: content.category.name.get(language).to_owned(),
        leaf: localtime::leaf(starts_at, zone, language),
        date: localtime::date(starts_at, zone, language),
        time: localtime::time_range(starts_at, content.duration_minutes, zone, language),
        facts,
        note: match state {
            RegistrationState::Cancelled => Some(Note::Cancelled),
            RegistrationState::Past if content.public_recording.is_some() => Some(Note::Recording),
            _ => None,
        },
        speaker: speaker.card.name.clone(),
        role: role.chain(speaker.company.as_deref()).collect::<Vec<_>>().join(", "),
        portrait: speaker.card.photo_url.clone(),
        art: art(session),
    }
}

fn of_program(program: &Program, language: Language, now: DateTime<Utc>) -> ProgramCard {
    let brand = &program.settings.brand;
    let next = program.upcoming(now).take(NEXT).map(|session| Line {
        day: localtime::short_date(session.facts.starts_at, session.content.timezone, language),
        title: session.content.title.get(language).to_owned(),
        art: art(session),
    });
    ProgramCard {
        language,
        brand: brand.name.clone(),
        tagline: brand.tagline.get(language).to_owned(),
        next: next.collect(),
    }
}

fn art(session: &Session) -> Art {
    Art { url: session.content.cover.url.clone(), hue: session.content.cover.hue }
}

fn minutes(minutes: u32, language: Language) -> String {
    match language {
        Language::En => format!("{minutes} min"),
        Language::De => format!("{minutes} Min."),
    }
}

/// `Free`, `€69`, or `€49 early bird`: two facts where the price is one for the early.
fn price(session: &Session, language: Language, now: DateTime<Utc>) -> Vec<String> {
    let content = &session.content;
    let free = match language {
        Language::En => "Free",
        Language::De => "Kostenlos",
    };
    let Some(regular) = content.price.filter(|price| price.amount > 0) else { return vec![free.to_owned()] };
    let Some(early) = pricing::early_bird_at(content.early_bird, now) else {
        return vec![regular.written(language)];
    };
    let label = match language {
        Language::En => "early bird",
        Language::De => "Frühbucher",
    };
    vec![format!("{} {label}", early.price.written(language))]
}
