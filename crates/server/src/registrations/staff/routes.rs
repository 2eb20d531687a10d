//! `/registrations`.

use actix_web::{HttpResponse, get, web};
use magnetiq_shared::Page;
use magnetiq_shared::registrations::{
    Registration, RegistrationCounts, RegistrationDetails, RegistrationFilters,
};
use magnetiq_shared::scopes::right;
use utoipa_actix_web::service_config::ServiceConfig;

use super::queries::{details, list};
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::{ApiError, ApiResult, Cursor, Id, Query, limit, versioned};

pub(in super::super) fn routes(config: &mut ServiceConfig) {
    config.service(list_registrations).service(count_registrations).service(get_staff_registration);
}

/// Registrations
///
/// Newest first unless told. How many there are, says `GET /registrations/counts`.
#[utoipa::path(
    tag = "Registrations", operation_id = "listRegistrations", params(RegistrationFilters),
    security(("staff" = ["registrations:read"])),
    responses((status = 200, body = Page<Registration>), (status = 422, description = "`validation`")),
)]
#[get("/registrations")]
async fn list_registrations(
    _: Allowed<right::RegistrationsRead>,
    ctx: Ctx,
    query: Query<RegistrationFilters>,
) -> ApiResult<web::Json<Page<Registration>>> {
    let (limit, cursor) = (limit(query.0.limit)?, Cursor::read(query.0.cursor.as_deref())?);
    Ok(web::Json(list::list(ctx.db.read(), &query.0, limit, cursor).await?))
}

/// How many registrations there are
///
/// In each state, with the filters of the list; which states and which page are asked for does not matter.
#[utoipa::path(
    tag = "Registrations", operation_id = "countRegistrations", params(RegistrationFilters),
    security(("staff" = ["registrations:read"])),
    responses((status = 200, body = RegistrationCounts), (status = 422, description = "`validation`")),
)]
#[get("/registrations/counts")]
async fn count_registrations(
    _: Allowed<right::RegistrationsRead>,
    ctx: Ctx,
    query: Query<RegistrationFilters>,
) -> ApiResult<web::Json<RegistrationCounts>> {
    limit(query.0.limit)?;
    Ok(web::Json(list::counts(ctx.db.read(), &query.0).await?))
}

/// A registration
///
/// With its history, mails, consents and what its visit tells.
#[utoipa::path(
    tag = "Registrations", operation_id = "getRegistration", params(("id" = uuid::Uuid, Path)),
    security(("staff" = ["registrations:read"])),
    responses((status = 200, body = RegistrationDetails), (status = 404, description = "`not-found`")),
)]
#[get("/registrations/{id}")]
async fn get_staff_registration(
    _: Allowed<right::RegistrationsRead>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<HttpResponse> {
    let found = details::details(ctx.db.read(), id.0).await?.ok_or_else(ApiError::not_found)?;
    Ok(versioned(HttpResponse::Ok(), found.registration.version, &found))
}
