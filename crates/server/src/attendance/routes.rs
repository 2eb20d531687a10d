//! `/sessions/{id}/closing`, `/sessions/{id}/attendance/…`.

use actix_web::{get, post, web};
use magnetiq_shared::attendance::{REPORT_MAX, ReportOutcome, ReportQuery, SessionClosing};
use magnetiq_shared::scopes::right;
use utoipa_actix_web::service_config::ServiceConfig;

use super::service;
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::{ApiResult, Id, Query, read_body};

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config.service(get_closing).service(import_attendance).service(complete_attendance);
}

/// What follows a session, and how far it is
#[utoipa::path(
    tag = "Attendance", operation_id = "getClosing", params(("id" = uuid::Uuid, Path)),
    security(("staff" = ["registrations:read"])),
    responses((status = 200, body = SessionClosing), (status = 404, description = "`not-found`")),
)]
#[get("/sessions/{id}/closing")]
async fn get_closing(
    _: Allowed<right::RegistrationsRead>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<web::Json<SessionClosing>> {
    Ok(web::Json(service::state(&ctx, id.0).await?))
}

/// Read in who was there
///
/// The report of the meeting service as it is: Zoom, Teams (also as UTF-16 with tabs), Webex, or any table with
/// addresses or names and minutes. Several rows of a person are summed; people are found by address, then by name. Who
/// has a place and is neither in it nor came by their personal link counts as not there. At most 4 MB.
#[utoipa::path(
    tag = "Attendance", operation_id = "importAttendance", params(("id" = uuid::Uuid, Path), ReportQuery),
    security(("staff" = ["registrations:write"])),
    request_body(content = String, content_type = "text/csv", description = "The file"),
    responses(
        (status = 200, body = ReportOutcome),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: the session is not over"),
        (status = 413, description = "`too-large`"),
        (status = 422, description = "`validation`: no line names the columns"),
    ),
)]
#[post("/sessions/{id}/attendance/import")]
async fn import_attendance(
    who: Allowed<right::RegistrationsWrite>,
    ctx: Ctx,
    id: Id,
    query: Query<ReportQuery>,
    payload: web::Payload,
) -> ApiResult<web::Json<ReportOutcome>> {
    let file = read_body(payload, REPORT_MAX).await?;
    Ok(web::Json(service::import(&ctx, &who, id.0, query.0, &file).await?))
}

/// Say that it is known who was there
///
/// Whoever came by their personal link, or was marked, counts as having been there; the others as not.
#[utoipa::path(
    tag = "Attendance", operation_id = "completeAttendance", params(("id" = uuid::Uuid, Path)),
    security(("staff" = ["registrations:write"])),
    responses(
        (status = 200, body = SessionClosing),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: the session is not over"),
    ),
)]
#[post("/sessions/{id}/attendance/complete")]
async fn complete_attendance(
    who: Allowed<right::RegistrationsWrite>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<web::Json<SessionClosing>> {
    Ok(web::Json(service::complete(&ctx, &who, id.0).await?))
}
