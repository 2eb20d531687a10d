//! `/consultants`.

use actix_web::{HttpResponse, delete, get, patch, post, web};
use magnetiq_shared::Page;
use magnetiq_shared::consultants::{Consultant, ConsultantFields, ConsultantFilters};
use magnetiq_shared::scopes::right;
use utoipa_actix_web::service_config::ServiceConfig;

use super::service;
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::idempotency::{self, Key};
use crate::http::{ApiResult, Body, Cursor, Id, IfMatch, Query, limit, versioned};

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_consultants)
        .service(create_consultant)
        .service(get_consultant)
        .service(change_consultant)
        .service(delete_consultant);
}

/// People of the house
///
/// By last name.
#[utoipa::path(
    tag = "Consultants", operation_id = "listConsultants", params(ConsultantFilters),
    security(("staff" = ["consultants:read"])),
    responses((status = 200, body = Page<Consultant>), (status = 422, description = "`validation`")),
)]
#[get("/consultants")]
async fn list_consultants(
    _: Allowed<right::ConsultantsRead>,
    ctx: Ctx,
    query: Query<ConsultantFilters>,
) -> ApiResult<web::Json<Page<Consultant>>> {
    let (limit, cursor) = (limit(query.0.limit)?, Cursor::read(query.0.cursor.as_deref())?);
    Ok(web::Json(service::list(&ctx, &query.0, limit, cursor).await?))
}

/// Add a consultant
#[utoipa::path(
    tag = "Consultants", operation_id = "createConsultant", security(("staff" = ["consultants:write"])),
    request_body = ConsultantFields,
    params(("Idempotency-Key" = Option<String>, Header, description = "Sent again, the same answer comes again")),
    responses(
        (status = 201, body = Consultant),
        (status = 409, description = "`idempotency-in-flight`"),
        (status = 422, description = "`validation`, `idempotency-mismatch`"),
    ),
)]
#[post("/consultants")]
async fn create_consultant(
    who: Allowed<right::ConsultantsWrite>,
    ctx: Ctx,
    key: Key,
    body: Body<ConsultantFields>,
) -> ApiResult<HttpResponse> {
    let make = service::create(&ctx, &who, body.value);
    let find = async |id| service::get(&ctx, id).await;
    let consultant =
        idempotency::once(&ctx, who.caller(), (key, &body.bytes), make, |made| made.id, find).await?;
    let mut answer = HttpResponse::Created();
    answer.insert_header(("location", format!("/api/v1/consultants/{}", consultant.id)));
    Ok(versioned(answer, consultant.version, &consultant))
}

/// A consultant
#[utoipa::path(
    tag = "Consultants", operation_id = "getConsultant", security(("staff" = ["consultants:read"])),
    params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Consultant), (status = 404, description = "`not-found`")),
)]
#[get("/consultants/{id}")]
async fn get_consultant(_: Allowed<right::ConsultantsRead>, ctx: Ctx, id: Id) -> ApiResult<HttpResponse> {
    let consultant = service::get(&ctx, id.0).await?;
    Ok(versioned(HttpResponse::Ok(), consultant.version, &consultant))
}

/// Change a consultant
#[utoipa::path(
    tag = "Consultants", operation_id = "changeConsultant", security(("staff" = ["consultants:write"])),
    request_body = ConsultantFields,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 200, body = Consultant),
        (status = 404, description = "`not-found`"),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[patch("/consultants/{id}")]
async fn change_consultant(
    who: Allowed<right::ConsultantsWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
    body: Body<ConsultantFields>,
) -> ApiResult<HttpResponse> {
    let consultant = service::change(&ctx, &who, id.0, &seen, body.value).await?;
    Ok(versioned(HttpResponse::Ok(), consultant.version, &consultant))
}

/// Delete a consultant
///
/// Only somebody to whom nothing is linked; others are set inactive.
#[utoipa::path(
    tag = "Consultants", operation_id = "deleteConsultant", security(("staff" = ["consultants:write"])),
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 204, description = "They are gone"),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: something is linked; `detail` says what"),
        (status = 412, description = "`stale`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[delete("/consultants/{id}")]
async fn delete_consultant(
    who: Allowed<right::ConsultantsWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
) -> ApiResult<HttpResponse> {
    service::delete(&ctx, &who, id.0, &seen).await?;
    Ok(HttpResponse::NoContent().finish())
}
