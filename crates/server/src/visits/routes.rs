//! `/public/visits…`.

use actix_web::{HttpRequest, HttpResponse, get, patch, post, web};
use magnetiq_shared::Page;
use magnetiq_shared::sessions::SessionCard;
use magnetiq_shared::visits::{NewVisit, Visit, VisitPatch};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{events, service};
use crate::ctx::Ctx;
use crate::http::cached::Answer;
use crate::http::idempotency::{self, Key};
use crate::http::{ApiError, ApiResult, Body, Client, Limit, VisitBearer};

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(create_visit)
        .service(get_visit)
        .service(change_visit)
        .service(visit_events)
        .service(recommended);
}

/// Start a visit
///
/// Keeps what is typed for a week. Registering makes a visit by itself where there is none.
#[utoipa::path(
    tag = "Visits", operation_id = "createVisit", request_body = VisitPatch,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body give the same visit again, for 24 hours")),
    responses(
        (status = 201, body = NewVisit),
        (status = 422, description = "`validation`, `idempotency-mismatch`"),
        (status = 409, description = "`idempotency-in-flight`"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/public/visits")]
async fn create_visit(client: Client, ctx: Ctx, key: Key, body: Body<VisitPatch>) -> ApiResult<HttpResponse> {
    ctx.limits.check(&ctx, Limit::Visit, &client)?;
    let make = service::create(&ctx, body.value);
    let id = idempotency::once(
        &ctx,
        client.caller(&ctx),
        (key, &body.bytes),
        make,
        |id| *id,
        async |visit| Ok(visit),
    )
    .await?;
    let (token, visit) = service::opened(&ctx, id).await?;
    Ok(HttpResponse::Created()
        .insert_header(("location", "/api/v1/public/visits/current"))
        .json(NewVisit { token, visit }))
}

/// My visit
///
/// What was typed and registered in this browser. A visit that is not validated learns of a registration only
/// whether its link was used.
#[utoipa::path(
    tag = "Visits", operation_id = "getCurrentVisit", security(("visit" = [])),
    responses(
        (status = 200, body = Visit),
        (status = 304, description = "Nothing has changed since the `ETag` in `If-None-Match`"),
        (status = 401, description = "`unauthenticated`"),
    ),
)]
#[get("/public/visits/current")]
async fn get_visit(
    VisitBearer(claims): VisitBearer,
    ctx: Ctx,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    let visit = service::current(&ctx, &claims).await?;
    let bytes = serde_json::to_vec(&visit).map_err(ApiError::internal)?;
    Ok(Answer::new(bytes.into()).respond(&request, "application/json", "private, no-cache"))
}

/// Change my visit
///
/// What is absent stays as it is.
#[utoipa::path(
    tag = "Visits", operation_id = "changeCurrentVisit", security(("visit" = [])), request_body = VisitPatch,
    responses(
        (status = 200, body = Visit),
        (status = 401, description = "`unauthenticated`"),
        (status = 422, description = "`validation`"),
    ),
)]
#[patch("/public/visits/current")]
async fn change_visit(
    VisitBearer(claims): VisitBearer,
    ctx: Ctx,
    body: Body<VisitPatch>,
) -> ApiResult<web::Json<Visit>> {
    Ok(web::Json(service::change(&ctx, &claims, body.value).await?))
}

/// My visit, live
///
/// Server-sent events: the visit at once, and again after each change.
#[utoipa::path(
    tag = "Visits", operation_id = "streamCurrentVisit", security(("visit" = [])),
    responses(
        (status = 200, body = String, content_type = "text/event-stream", description = "Each event's data is a Visit"),
        (status = 401, description = "`unauthenticated`"),
    ),
)]
#[get("/public/visits/current/events")]
async fn visit_events(VisitBearer(claims): VisitBearer, ctx: Ctx) -> ApiResult<HttpResponse> {
    events::stream(&ctx, claims).await
}

/// Sessions for me
///
/// Up to three coming sessions that have most in common (speaker, category, tags) with those that were registered
/// for in this visit. Empty where nothing was, or nothing is like it.
#[utoipa::path(
    tag = "Visits", operation_id = "listRecommendedSessions", security(("visit" = [])),
    responses(
        (status = 200, body = Page<SessionCard>),
        (status = 401, description = "`unauthenticated`"),
    ),
)]
#[get("/public/visits/current/recommendations")]
async fn recommended(VisitBearer(claims): VisitBearer, ctx: Ctx) -> ApiResult<web::Json<Page<SessionCard>>> {
    let data = service::recommended(&ctx, &claims).await?;
    Ok(web::Json(Page { total: Some(data.len() as u64), next_cursor: None, data }))
}
