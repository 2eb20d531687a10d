//! `/registrations`.

mod acts;
mod desk;

use actix_web::{HttpResponse, get, web};
use magnetiq_shared::Page;
use magnetiq_shared::registrations::{
    Demographics, ExportFormat, Registration, RegistrationCounts, RegistrationDetails, RegistrationFilters,
};
use magnetiq_shared::scopes::right;
use utoipa_actix_web::service_config::ServiceConfig;

use super::queries::{details, list};
use super::{demographics, export};
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::{ApiError, ApiResult, Cursor, Id, Query, limit, versioned};

pub(in super::super) fn routes(config: &mut ServiceConfig) {
    config
        .service(list_registrations)
        .service(count_registrations)
        .service(export_registrations)
        .service(get_demographics)
        .configure(desk::routes)
        .configure(acts::routes)
        .service(get_staff_registration);
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

/// Who takes part in a session
///
/// Job titles, companies, their size and industry where known, countries, languages and where they registered: of all who
/// have a place.
#[utoipa::path(
    tag = "Registrations", operation_id = "getDemographics", params(("id" = uuid::Uuid, Path)),
    security(("staff" = ["registrations:read"])), responses((status = 200, body = Demographics)),
)]
#[get("/sessions/{id}/demographics")]
async fn get_demographics(
    _: Allowed<right::RegistrationsRead>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<web::Json<Demographics>> {
    Ok(web::Json(demographics::of_session(&ctx, id.0).await?))
}

/// Registrations as a table
///
/// All that pass the filters of the list, in its order, whatever the page; that they were taken away is kept in the
/// audit log. Columns keep their names; new ones come last. A cell of the CSV that a spreadsheet would take for a
/// formula is led by an apostrophe; a workbook has dates and numbers as such; `pdf` is a list to print, of 5000 at most,
/// with the session's title and day where one is asked for.
#[utoipa::path(
    tag = "Registrations", operation_id = "exportRegistrations",
    params(
        RegistrationFilters,
        ("format" = inline(Option<ExportFormat>), Query, description = "`csv` unless told"),
    ),
    security(("staff" = ["registrations:export"])),
    responses(
        (status = 200, content(
            (String = "text/csv"),
            (Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (Printed = "application/pdf"),
        ), headers(("X-Total-Count" = u64, description = "How many registrations are in it"))),
        (status = 422, description = "`validation`"),
    ),
)]
#[get("/registrations/export")]
async fn export_registrations(
    who: Allowed<right::RegistrationsExport>,
    ctx: Ctx,
    chosen: export::Chosen,
) -> ApiResult<HttpResponse> {
    export::table(&ctx, &who, chosen).await
}

/// A workbook in the API's description.
#[derive(utoipa::ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "only its description is used")]
struct Workbook(Vec<u8>);

/// A list to print in the API's description.
#[derive(utoipa::ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "only its description is used")]
struct Printed(Vec<u8>);

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
