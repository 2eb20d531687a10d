//! `/public/sessions…`: the program and its landing pages.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, HeaderValue, LOCATION};
use actix_web::{HttpRequest, HttpResponse, get, web};
use bytes::Bytes;
use magnetiq_shared::sessions::{RelatedSessions, SessionCard, SessionFilters, SessionPage};
use magnetiq_shared::speakers::SpeakerPage;
use magnetiq_shared::{Language, Page, ProblemType};
use serde::{Deserialize, Serialize};
use utoipa_actix_web::service_config::ServiceConfig;

use super::program::Found;
use super::{Program, Session, calendar, card, list, related};
use crate::ctx::Ctx;
use crate::http::{ApiError, ApiResult, Query, parse_query};

/// Public reads may be kept for a moment; after that the ETag tells whether they are still true.
/// Calendar programs ask every few hours; the ETag then says whether anything changed.
const CALENDAR_CACHE: &str = "public, max-age=300";
const CACHE: &str = "public, max-age=5, stale-while-revalidate=30";
const JSON: &str = "application/json";

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_sessions)
        .service(program_feed)
        .service(get_session)
        .service(related_sessions)
        .service(session_calendar)
        .service(get_speaker)
        .service(card::session_card)
        .service(card::program_card);
}

/// The program
///
/// The published sessions that pass the filters: upcoming ones soonest first, past ones latest first.
/// Cancelled ones are left out; their pages stay up.
#[utoipa::path(
    tag = "Program", operation_id = "listPublicSessions", params(SessionFilters),
    responses(
        (status = 200, body = Page<SessionCard>),
        (status = 304, description = "Nothing has changed since the `ETag` in `If-None-Match`"),
        (status = 422, description = "`validation`"),
    ),
)]
#[get("/public/sessions")]
async fn list_sessions(ctx: Ctx, request: HttpRequest) -> ApiResult<HttpResponse> {
    let key = format!("sessions?{}", request.query_string());
    let answer = ctx.program.at(ctx.now).answer(&key, |program| {
        let filters: SessionFilters = parse_query(request.query_string())?;
        let page = list::list(program, &filters, ctx.now).map_err(ApiError::validation)?;
        json(&page)
    })?;
    Ok(answer.respond(&request, JSON, CACHE))
}

/// One session
///
/// Everything that its landing page shows. An address that the session had before answers 301.
#[utoipa::path(
    tag = "Program", operation_id = "getPublicSession", params(("slug" = String, Path, description = "The session's slug")),
    responses(
        (status = 200, body = SessionPage),
        (status = 301, description = "It has another slug now; see `Location`"),
        (status = 404, description = "`not-found`"),
        (status = 410, description = "`gone`: it was withdrawn"),
    ),
)]
#[get("/public/sessions/{slug}")]
async fn get_session(ctx: Ctx, request: HttpRequest, slug: web::Path<String>) -> ApiResult<HttpResponse> {
    let snapshot = ctx.program.at(ctx.now);
    if let Found::Moved(new) = snapshot.program.find(&slug) {
        let location = format!("/api/v1/public/sessions/{new}");
        let answer = HttpResponse::MovedPermanently()
            .insert_header((LOCATION, location))
            .insert_header((CACHE_CONTROL, "no-cache"))
            .finish();
        return Ok(answer);
    }
    let answer = snapshot.answer(&format!("session/{slug}"), |program| {
        json(&session(program, &slug)?.page(program, ctx.now))
    })?;
    Ok(answer.respond(&request, JSON, CACHE))
}

/// More to look at beside a session
///
/// Coming sessions: four drawn at random, and up to three each of the same category and of the same speaker. None
/// comes twice.
#[utoipa::path(
    tag = "Program", operation_id = "getRelatedSessions", params(("slug" = String, Path, description = "The session's slug")),
    responses(
        (status = 200, body = RelatedSessions),
        (status = 404, description = "`not-found`"),
        (status = 410, description = "`gone`"),
    ),
)]
#[get("/public/sessions/{slug}/related")]
async fn related_sessions(ctx: Ctx, slug: web::Path<String>) -> ApiResult<web::Json<RelatedSessions>> {
    let snapshot = ctx.program.at(ctx.now);
    let this = session(&snapshot.program, &slug)?;
    Ok(web::Json(related(&snapshot.program, this, ctx.now, &mut ctx.chance())))
}

/// In which language a calendar file is written.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct InLanguage {
    /// `en` unless told.
    language: Language,
}

/// One session as a calendar file
///
/// For anybody's calendar; it leads to the landing page. A registered person's own file is at
/// `/public/registrations/current/calendar.ics`.
#[utoipa::path(
    tag = "Program", operation_id = "downloadSessionCalendar",
    params(("slug" = String, Path, description = "The session's slug"), InLanguage),
    responses(
        (status = 200, body = String, content_type = "text/calendar"),
        (status = 404, description = "`not-found`"),
        (status = 410, description = "`gone`"),
        (status = 422, description = "`validation`"),
    ),
)]
#[get("/public/sessions/{slug}/calendar.ics")]
async fn session_calendar(
    ctx: Ctx,
    request: HttpRequest,
    slug: web::Path<String>,
    query: Query<InLanguage>,
) -> ApiResult<HttpResponse> {
    let (snapshot, language) = (ctx.program.at(ctx.now), query.0.language);
    let session = session(&snapshot.program, &slug)?;
    let name = format!("{}.ics", session.content.slug);
    let answer = snapshot.answer(&format!("calendar/{language}/{name}"), |program| {
        let brand = calendar::brand(program, &ctx.config);
        Ok::<_, ApiError>(calendar::file(session, &brand, language).into())
    })?;
    Ok(download(&name, answer.respond(&request, calendar::CONTENT_TYPE, CALENDAR_CACHE)))
}

/// Which part of the program a calendar feed holds, and its language.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct FeedOf {
    /// The language it is written in; `en` unless told.
    language: Language,
    /// A category's slug.
    category: Option<String>,
    /// A speaker's slug.
    speaker: Option<String>,
}

/// The program as a calendar feed
///
/// To subscribe to: all sessions to come, of the whole program, of a category, of a speaker. The feed's name says
/// which.
#[utoipa::path(
    tag = "Program", operation_id = "programCalendarFeed", params(FeedOf),
    responses(
        (status = 200, body = String, content_type = "text/calendar"),
        (status = 404, description = "`not-found`: no published session has this category, or this speaker"),
        (status = 422, description = "`validation`"),
    ),
)]
#[get("/public/calendar.ics")]
async fn program_feed(ctx: Ctx, request: HttpRequest, query: Query<FeedOf>) -> ApiResult<HttpResponse> {
    let snapshot = ctx.program.at(ctx.now);
    let (program, FeedOf { language, category, speaker }) = (&snapshot.program, query.0);
    let part = calendar::Part {
        category: match category {
            Some(slug) => Some(program.category(&slug).ok_or_else(ApiError::not_found)?),
            None => None,
        },
        speaker: match speaker {
            Some(slug) => Some(&program.speaker(&slug).ok_or_else(ApiError::not_found)?.card),
            None => None,
        },
    };
    let name = part.file_name();
    let answer = snapshot.answer(&format!("calendar-feed/{language}/{name}"), |program| {
        let brand = calendar::brand(program, &ctx.config);
        Ok::<_, ApiError>(calendar::program_feed(program, &part, &brand, language, ctx.now).into())
    })?;
    Ok(download(&name, answer.respond(&request, calendar::CONTENT_TYPE, CALENDAR_CACHE)))
}

/// A speaker
///
/// Who they are, their sessions to come and those that are over, and what people made of these.
#[utoipa::path(
    tag = "Program", operation_id = "getPublicSpeaker", params(("slug" = String, Path, description = "The speaker's slug")),
    responses(
        (status = 200, body = SpeakerPage),
        (status = 404, description = "`not-found`"),
    ),
)]
#[get("/public/speakers/{slug}")]
async fn get_speaker(ctx: Ctx, request: HttpRequest, slug: web::Path<String>) -> ApiResult<HttpResponse> {
    let answer = ctx.program.at(ctx.now).answer(&format!("speaker/{slug}"), |program| {
        json(&program.speaker_page(&slug, ctx.now).ok_or_else(ApiError::not_found)?)
    })?;
    Ok(answer.respond(&request, JSON, CACHE))
}

/// The session with this slug.
///
/// # Errors
/// `not-found`, or `gone` where it was withdrawn. One that has moved is found by its new slug.
pub fn session<'a>(program: &'a Program, slug: &str) -> ApiResult<&'a Session> {
    match program.find(slug) {
        Found::Session(session) => Ok(session),
        Found::Moved(new) => match program.find(new) {
            Found::Session(session) => Ok(session),
            _ => Err(ApiError::not_found()),
        },
        Found::Gone => Err(ApiError::new(ProblemType::Gone).detail("this session was withdrawn")),
        Found::Nothing => Err(ApiError::not_found()),
    }
}

/// A calendar file as a download.
pub fn calendar_file(name: &str, content: String) -> HttpResponse {
    download(name, HttpResponse::Ok().content_type(calendar::CONTENT_TYPE).body(content))
}

/// An answer that browsers keep as a file of this name.
fn download(name: &str, mut answer: HttpResponse) -> HttpResponse {
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        answer.headers_mut().insert(CONTENT_DISPOSITION, value);
    }
    answer
}

fn json(value: &impl Serialize) -> ApiResult<Bytes> {
    serde_json::to_vec(value).map(Bytes::from).map_err(ApiError::internal)
}
