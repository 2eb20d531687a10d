//! The directory, profiles and calendars.

use actix_web::{HttpResponse, delete, get, patch, post, web};
use magnetiq_shared::Page;
use magnetiq_shared::scopes::right;
use magnetiq_shared::speakers::staff::{
    CalendarRange, Slot, Speaker, SpeakerFields, SpeakerFilters, SpeakerSession, SpeakerSummary,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::{directory, queries, service};
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::idempotency::{self, Key};
use crate::http::{ApiError, ApiResult, Body, Cursor, Id, IfMatch, Query, limit, versioned};

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(list_speakers)
        .service(create_speaker)
        .service(get_speaker)
        .service(change_speaker)
        .service(delete_speaker)
        .service(list_speaker_sessions)
        .service(list_speaker_conflicts);
}

/// Speakers
///
/// Sorted by name, sessions or rating.
#[utoipa::path(
    tag = "Speakers", operation_id = "listSpeakers", params(SpeakerFilters), security(("staff" = ["speakers:read"])),
    responses((status = 200, body = Page<SpeakerSummary>), (status = 422, description = "`validation`")),
)]
#[get("/speakers")]
async fn list_speakers(
    _: Allowed<right::SpeakersRead>,
    ctx: Ctx,
    query: Query<SpeakerFilters>,
) -> ApiResult<web::Json<Page<SpeakerSummary>>> {
    let (limit, cursor) = (limit(query.0.limit)?, Cursor::read(query.0.cursor.as_deref())?);
    Ok(web::Json(directory::list(&ctx, &query.0, limit, cursor).await?))
}

/// Add a speaker
///
/// With a consultant, name, address, telephone, LinkedIn, language and timezone are theirs unless told.
#[utoipa::path(
    tag = "Speakers", operation_id = "createSpeaker", security(("staff" = ["speakers:write"])),
    request_body = SpeakerFields,
    params(("Idempotency-Key" = Option<String>, Header, description = "Sent again, the same answer comes again")),
    responses(
        (status = 201, body = Speaker),
        (status = 409, description = "`idempotency-in-flight`"),
        (status = 422, description = "`validation`, `idempotency-mismatch`"),
    ),
)]
#[post("/speakers")]
async fn create_speaker(
    who: Allowed<right::SpeakersWrite>,
    ctx: Ctx,
    key: Key,
    body: Body<SpeakerFields>,
) -> ApiResult<HttpResponse> {
    let make = service::create(&ctx, &who, body.value);
    let find = async |id| service::get(&ctx, id).await;
    let speaker =
        idempotency::once(&ctx, who.caller(), (key, &body.bytes), make, |made| made.id, find).await?;
    let mut answer = HttpResponse::Created();
    answer.insert_header(("location", format!("/api/v1/speakers/{}", speaker.id)));
    Ok(versioned(answer, speaker.version, &speaker))
}

/// A speaker
#[utoipa::path(
    tag = "Speakers", operation_id = "getSpeaker", security(("staff" = ["speakers:read"])),
    params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Speaker), (status = 404, description = "`not-found`")),
)]
#[get("/speakers/{id}")]
async fn get_speaker(_: Allowed<right::SpeakersRead>, ctx: Ctx, id: Id) -> ApiResult<HttpResponse> {
    let speaker = service::get(&ctx, id.0).await?;
    Ok(versioned(HttpResponse::Ok(), speaker.version, &speaker))
}

/// Change a speaker
///
/// Visitors see it at once.
#[utoipa::path(
    tag = "Speakers", operation_id = "changeSpeaker", security(("staff" = ["speakers:write"])),
    request_body = SpeakerFields,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 200, body = Speaker),
        (status = 404, description = "`not-found`"),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[patch("/speakers/{id}")]
async fn change_speaker(
    who: Allowed<right::SpeakersWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
    body: Body<SpeakerFields>,
) -> ApiResult<HttpResponse> {
    let speaker = service::change(&ctx, &who, id.0, &seen, body.value).await?;
    Ok(versioned(HttpResponse::Ok(), speaker.version, &speaker))
}

/// Delete a speaker
///
/// Only one without sessions and topics; others are set inactive.
#[utoipa::path(
    tag = "Speakers", operation_id = "deleteSpeaker", security(("staff" = ["speakers:write"])),
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 204, description = "They are gone"),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: they are needed; `detail` says for what"),
        (status = 412, description = "`stale`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[delete("/speakers/{id}")]
async fn delete_speaker(
    who: Allowed<right::SpeakersWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
) -> ApiResult<HttpResponse> {
    service::delete(&ctx, &who, id.0, &seen).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// A speaker's calendar
///
/// Their sessions in any state, the soonest first: at most 500.
#[utoipa::path(
    tag = "Speakers", operation_id = "listSpeakerSessions", security(("staff" = ["speakers:read"])),
    params(("id" = uuid::Uuid, Path), CalendarRange),
    responses(
        (status = 200, body = Page<SpeakerSession>),
        (status = 404, description = "`not-found`"),
        (status = 422, description = "`validation`"),
    ),
)]
#[get("/speakers/{id}/sessions")]
async fn list_speaker_sessions(
    _: Allowed<right::SpeakersRead>,
    ctx: Ctx,
    id: Id,
    range: Query<CalendarRange>,
) -> ApiResult<web::Json<Page<SpeakerSession>>> {
    queries::by_id(ctx.db.read(), id.0).await?.ok_or_else(ApiError::not_found)?;
    let sessions = queries::calendar(ctx.db.read(), id.0, range.0.from, range.0.to).await?;
    Ok(web::Json(whole(sessions)))
}

/// Whether a speaker is busy
///
/// Their sessions that overlap a time, drafts among them; those cancelled are left out.
#[utoipa::path(
    tag = "Speakers", operation_id = "listSpeakerConflicts", security(("staff" = ["speakers:read"])),
    params(("id" = uuid::Uuid, Path), Slot),
    responses(
        (status = 200, body = Page<SpeakerSession>),
        (status = 404, description = "`not-found`"),
        (status = 422, description = "`validation`"),
    ),
)]
#[get("/speakers/{id}/conflicts")]
async fn list_speaker_conflicts(
    _: Allowed<right::SpeakersRead>,
    ctx: Ctx,
    id: Id,
    slot: Query<Slot>,
) -> ApiResult<web::Json<Page<SpeakerSession>>> {
    Ok(web::Json(whole(service::conflicts(&ctx, id.0, &slot.0).await?)))
}

/// A list on one page.
fn whole(data: Vec<SpeakerSession>) -> Page<SpeakerSession> {
    Page { total: Some(data.len() as u64), data, next_cursor: None }
}
