//! `/sessions`.

use actix_web::{HttpResponse, delete, get, patch, post, web};
use magnetiq_shared::Page;
use magnetiq_shared::scopes::right;
use magnetiq_shared::staff::Outcomes;
use magnetiq_shared::staff::sessions::{
    Cancellation, Checklist, Promotion, Reschedule, SessionBulk, SessionCounts, SessionFields, SessionRow,
    StaffSession, StaffSessionFilters,
};
use serde::Deserialize;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::Schema;
use utoipa::{PartialSchema, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{SessionError, acts, check, export, make, preview, promotion, queries};
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::idempotency::{self, Key};
use crate::http::{ApiResult, Body, Cursor, Id, IfMatch, Patch, Query, limit, patch_schema, versioned};

/// The fields of a session that are set or changed.
#[derive(Deserialize)]
struct SessionPatch(Patch<SessionFields>);

impl PartialSchema for SessionPatch {
    fn schema() -> RefOr<Schema> {
        patch_schema::<SessionFields>()
    }
}

impl ToSchema for SessionPatch {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        SessionFields::schemas(schemas);
    }
}

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_sessions)
        .service(count_sessions)
        .service(export_sessions)
        .service(bulk_sessions)
        .service(create_session)
        .service(get_session)
        .service(change_session)
        .service(delete_session)
        .service(check_session)
        .service(publish_session)
        .service(unpublish_session)
        .service(reschedule_session)
        .service(cancel_session)
        .service(duplicate_session)
        .service(promote_session)
        .configure(preview::routes);
}

/// Sessions
///
/// Sorted by start unless told.
#[utoipa::path(
    tag = "Sessions", operation_id = "listSessions", params(StaffSessionFilters),
    security(("staff" = ["sessions:read"])),
    responses((status = 200, body = Page<SessionRow>), (status = 422, description = "`validation`")),
)]
#[get("/sessions")]
async fn list_sessions(
    _: Allowed<right::SessionsRead>,
    ctx: Ctx,
    query: Query<StaffSessionFilters>,
) -> ApiResult<web::Json<Page<SessionRow>>> {
    let (limit, cursor) = (limit(query.0.limit)?, Cursor::read(query.0.cursor.as_deref())?);
    let page = queries::list(ctx.db.read(), &query.0, limit, cursor).await.map_err(SessionError::from)?;
    Ok(web::Json(page))
}

/// How many sessions there are in each state
///
/// By the filters of the list; the state asked for does not matter.
#[utoipa::path(
    tag = "Sessions", operation_id = "countSessions", params(StaffSessionFilters),
    security(("staff" = ["sessions:read"])),
    responses((status = 200, body = SessionCounts), (status = 422, description = "`validation`")),
)]
#[get("/sessions/counts")]
async fn count_sessions(
    _: Allowed<right::SessionsRead>,
    ctx: Ctx,
    query: Query<StaffSessionFilters>,
) -> ApiResult<web::Json<SessionCounts>> {
    limit(query.0.limit)?;
    Ok(web::Json(queries::counts(ctx.db.read(), &query.0).await.map_err(SessionError::from)?))
}

/// Sessions as a table
///
/// CSV of all that pass the filters of the list, whatever the page. Columns keep their names; new ones come last. A cell
/// that a spreadsheet would take for a formula is led by an apostrophe.
#[utoipa::path(
    tag = "Sessions", operation_id = "exportSessions",
    params(
        StaffSessionFilters,
        ("id" = Option<Vec<uuid::Uuid>>, Query, style = Form, explode = false,
            description = "Of those, only these: 200 at most, parted by commas"),
    ),
    security(("staff" = ["sessions:read"])),
    responses(
        (status = 200, body = String, content_type = "text/csv"),
        (status = 422, description = "`validation`"),
    ),
)]
#[get("/sessions/export")]
async fn export_sessions(
    _: Allowed<right::SessionsRead>,
    ctx: Ctx,
    chosen: export::Chosen,
) -> ApiResult<HttpResponse> {
    export::table(&ctx, chosen).await
}

/// Do the same with several sessions
///
/// Each by itself is done or not; the answer says which.
#[utoipa::path(
    tag = "Sessions", operation_id = "bulkSessions", request_body = SessionBulk,
    security(("staff" = ["sessions:write"])),
    responses((status = 200, body = Outcomes), (status = 422, description = "`validation`")),
)]
#[post("/sessions/bulk")]
async fn bulk_sessions(
    who: Allowed<right::SessionsWrite>,
    ctx: Ctx,
    body: Body<SessionBulk>,
) -> ApiResult<web::Json<Outcomes>> {
    Ok(web::Json(acts::bulk(&ctx, &who, body.value).await?))
}

/// Make a session
///
/// A draft, with the topic's length, price and seats unless told. `topicId`, `speakerId` and `startsAt` have to be
/// there.
#[utoipa::path(
    tag = "Sessions", operation_id = "createSession", security(("staff" = ["sessions:write"])),
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body give the same session again, for 24 hours")),
    request_body = SessionPatch,
    responses(
        (status = 201, body = StaffSession),
        (status = 409, description = "`idempotency-in-flight`"),
        (status = 422, description = "`validation`, `idempotency-mismatch`"),
    ),
)]
#[post("/sessions")]
async fn create_session(
    who: Allowed<right::SessionsWrite>,
    ctx: Ctx,
    key: Key,
    body: Body<SessionPatch>,
) -> ApiResult<HttpResponse> {
    let make = make::create(&ctx, &who, &body.value.0);
    let find = async |id| make::get(&ctx, id).await;
    let session =
        idempotency::once(&ctx, who.caller(), (key, &body.bytes), make, |session| session.id, find).await?;
    Ok(created(&session))
}

/// One session
#[utoipa::path(
    tag = "Sessions", operation_id = "getSession", security(("staff" = ["sessions:read"])),
    params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = StaffSession), (status = 404, description = "`not-found`")),
)]
#[get("/sessions/{id}")]
async fn get_session(_: Allowed<right::SessionsRead>, ctx: Ctx, id: Id) -> ApiResult<HttpResponse> {
    Ok(shown(&make::get(&ctx, id.0).await?))
}

/// Change a session
///
/// A new address leaves the old one redirecting. Once it is published its time is changed by rescheduling, so that
/// people are told; a new link to join is told by itself.
#[utoipa::path(
    tag = "Sessions", operation_id = "changeSession", security(("staff" = ["sessions:write"])),
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header, description = "The `ETag` that you read")),
    request_body = SessionPatch,
    responses(
        (status = 200, body = StaffSession),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`"),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[patch("/sessions/{id}")]
async fn change_session(
    who: Allowed<right::SessionsWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
    body: Body<SessionPatch>,
) -> ApiResult<HttpResponse> {
    Ok(shown(&make::change(&ctx, &who, id.0, &seen, &body.value.0).await?))
}

/// Delete a draft
#[utoipa::path(
    tag = "Sessions", operation_id = "deleteSession", security(("staff" = ["sessions:write"])),
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: it was published; cancel it"),
        (status = 412, description = "`stale`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[delete("/sessions/{id}")]
async fn delete_session(
    who: Allowed<right::SessionsWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
) -> ApiResult<HttpResponse> {
    acts::delete(&ctx, &who, id.0, Some(&seen)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Can it be published?
#[utoipa::path(
    tag = "Sessions", operation_id = "checkSession", security(("staff" = ["sessions:read"])),
    params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Checklist), (status = 404, description = "`not-found`")),
)]
#[get("/sessions/{id}/checklist")]
async fn check_session(_: Allowed<right::SessionsRead>, ctx: Ctx, id: Id) -> ApiResult<web::Json<Checklist>> {
    Ok(web::Json(check::checklist(&ctx, id.0).await?))
}

/// Publish a draft
#[utoipa::path(
    tag = "Sessions", operation_id = "publishSession", security(("staff" = ["sessions:write"])),
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 200, body = StaffSession),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`not-ready`: `errors` says what is missing; `invalid-state`"),
        (status = 412, description = "`stale`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[post("/sessions/{id}/publish")]
async fn publish_session(
    who: Allowed<right::SessionsWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
) -> ApiResult<HttpResponse> {
    Ok(shown(&acts::publish(&ctx, &who, id.0, Some(&seen)).await?))
}

/// Make a published session a draft again
///
/// Only while nobody has registered. Its page answers 410.
#[utoipa::path(
    tag = "Sessions", operation_id = "unpublishSession", security(("staff" = ["sessions:write"])),
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 200, body = StaffSession),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: somebody has registered; cancel it"),
        (status = 412, description = "`stale`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[post("/sessions/{id}/unpublish")]
async fn unpublish_session(
    who: Allowed<right::SessionsWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
) -> ApiResult<HttpResponse> {
    Ok(shown(&acts::unpublish(&ctx, &who, id.0, &seen).await?))
}

/// Move a session
///
/// The end of registration moves with it. Everybody who has a place, or waits for one, is told, unless told otherwise;
/// entries in calendars follow.
#[utoipa::path(
    tag = "Sessions", operation_id = "rescheduleSession", security(("staff" = ["sessions:write"])),
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header, description = "The `ETag` that you read")),
    request_body = Reschedule,
    responses(
        (status = 200, body = StaffSession),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: it has started, or was cancelled"),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[post("/sessions/{id}/reschedule")]
async fn reschedule_session(
    who: Allowed<right::SessionsWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
    body: Body<Reschedule>,
) -> ApiResult<HttpResponse> {
    Ok(shown(&acts::reschedule(&ctx, &who, id.0, &seen, body.value).await?))
}

/// Cancel a session
///
/// For good: its page stays and says so. Everybody who has a place, or waits for one, is told, unless told otherwise.
#[utoipa::path(
    tag = "Sessions", operation_id = "cancelSession", security(("staff" = ["sessions:write"])),
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header, description = "The `ETag` that you read")),
    request_body = Cancellation,
    responses(
        (status = 200, body = StaffSession),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: it has started, or is a draft"),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[post("/sessions/{id}/cancel")]
async fn cancel_session(
    who: Allowed<right::SessionsWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
    body: Body<Cancellation>,
) -> ApiResult<HttpResponse> {
    Ok(shown(&acts::cancel(&ctx, &who, id.0, Some(&seen), &body.value).await?))
}

/// Make a draft like it
///
/// At the same hour a week later, without links of the meeting, the recording and the materials.
#[utoipa::path(
    tag = "Sessions", operation_id = "duplicateSession", security(("staff" = ["sessions:write"])),
    params(
        ("id" = uuid::Uuid, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key makes one session, for 24 hours"),
    ),
    responses(
        (status = 201, body = StaffSession),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`idempotency-in-flight`"),
    ),
)]
#[post("/sessions/{id}/duplicate")]
async fn duplicate_session(
    who: Allowed<right::SessionsWrite>,
    ctx: Ctx,
    id: Id,
    key: Key,
) -> ApiResult<HttpResponse> {
    let make = acts::duplicate(&ctx, &who, id.0);
    let find = async |id| make::get(&ctx, id).await;
    let session = idempotency::once(&ctx, who.caller(), (key, b""), make, |made| made.id, find).await?;
    Ok(created(&session))
}

/// Links, texts and pictures to spread it
#[utoipa::path(
    tag = "Sessions", operation_id = "promoteSession", security(("staff" = ["sessions:read"])),
    params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Promotion), (status = 404, description = "`not-found`")),
)]
#[get("/sessions/{id}/promotion")]
async fn promote_session(
    _: Allowed<right::SessionsRead>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<web::Json<Promotion>> {
    Ok(web::Json(promotion::promotion(&ctx, &make::get(&ctx, id.0).await?)?))
}

fn created(session: &StaffSession) -> HttpResponse {
    let mut answer = HttpResponse::Created();
    answer.insert_header(("location", format!("/api/v1/sessions/{}", session.id)));
    versioned(answer, session.version, session)
}

fn shown(session: &StaffSession) -> HttpResponse {
    versioned(HttpResponse::Ok(), session.version, session)
}
