//! `/public/certificates/{number}`, `/registrations/{id}/certificate`.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::{HttpResponse, get, post, web};
use magnetiq_domain::reference::certificate_number_typed;
use magnetiq_shared::certificates::{Certificate, VerifiedCertificate};
use magnetiq_shared::scopes::right;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use utoipa_actix_web::service_config::ServiceConfig;

use super::queries::{self, Found};
use super::service;
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::{ApiError, ApiResult, Client, Id, Limit};

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(verify_certificate)
        .service(get_certificate)
        .service(get_certificate_document)
        .service(send_certificate)
        .service(revoke_certificate)
        .service(restore_certificate);
}

/// Is this certificate genuine?
///
/// For whoever has its number. Of one that was revoked nothing more is told.
#[utoipa::path(
    tag = "Certificates", operation_id = "verifyCertificate", params(("number" = String, Path)),
    responses(
        (status = 200, body = VerifiedCertificate),
        (status = 404, description = "`not-found`: we issued none with this number"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[get("/public/certificates/{number}")]
async fn verify_certificate(client: Client, ctx: Ctx, number: web::Path<String>) -> ApiResult<HttpResponse> {
    ctx.limits.check(&ctx, Limit::Link, &client)?;
    let found = find(&ctx, &number).await?;
    Ok(HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(service::verified(&found)))
}

/// The certificate with this number, as it is typed.
///
/// # Errors
/// `not-found`.
pub(super) async fn find(ctx: &Ctx, number: &str) -> ApiResult<Found> {
    let found = queries::by_number(ctx.db.read(), &certificate_number_typed(number)).await?;
    found.filter(|found| found.person.erased_at.is_none()).ok_or_else(ApiError::not_found)
}

/// A document in the API's description.
#[derive(utoipa::ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "only its description is used")]
struct Document(Vec<u8>);

/// The document as a file to keep.
pub(super) async fn document(ctx: &Ctx, found: &Found) -> ApiResult<HttpResponse> {
    let name = service::file_name(found);
    let file = service::document(ctx, found).await?;
    let encoded = utf8_percent_encode(&name, NON_ALPHANUMERIC);
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}.pdf\"; filename*=UTF-8''{encoded}", found.row.number),
        ))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(file))
}

/// A registration's certificate
#[utoipa::path(
    tag = "Certificates", operation_id = "getCertificate", params(("id" = uuid::Uuid, Path)),
    security(("staff" = ["registrations:read"])),
    responses((status = 200, body = Certificate), (status = 404, description = "`not-found`: there is none")),
)]
#[get("/registrations/{id}/certificate")]
async fn get_certificate(
    _: Allowed<right::RegistrationsRead>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<web::Json<Certificate>> {
    let found = queries::of(ctx.db.read(), id.0).await?.ok_or_else(ApiError::not_found)?;
    Ok(web::Json(service::shown(&ctx, &found.row)))
}

/// A registration's certificate as a document
#[utoipa::path(
    tag = "Certificates", operation_id = "getCertificateDocument", params(("id" = uuid::Uuid, Path)),
    security(("staff" = ["registrations:read"])),
    responses(
        (status = 200, content((Document = "application/pdf"))),
        (status = 404, description = "`not-found`: there is none"),
        (status = 409, description = "`invalid-state`: our typeface lacks letters of the name"),
    ),
)]
#[get("/registrations/{id}/certificate/pdf")]
async fn get_certificate_document(
    _: Allowed<right::RegistrationsRead>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<HttpResponse> {
    let found = queries::of(ctx.db.read(), id.0).await?.ok_or_else(ApiError::not_found)?;
    document(&ctx, &found).await
}

/// Send the certificate again
#[utoipa::path(
    tag = "Certificates", operation_id = "sendCertificate", params(("id" = uuid::Uuid, Path)),
    security(("staff" = ["registrations:write"])),
    responses(
        (status = 200, body = Certificate),
        (status = 404, description = "`not-found`: there is none"),
        (status = 409, description = "`invalid-state`: it was revoked, they were not there, or our typeface lacks letters of the name"),
    ),
)]
#[post("/registrations/{id}/certificate/send")]
async fn send_certificate(
    who: Allowed<right::RegistrationsWrite>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<web::Json<Certificate>> {
    Ok(web::Json(service::send_again(&ctx, &who, id.0).await?))
}

/// Revoke the certificate
///
/// Whoever checks it learns that it does not stand.
#[utoipa::path(
    tag = "Certificates", operation_id = "revokeCertificate", params(("id" = uuid::Uuid, Path)),
    security(("staff" = ["registrations:write"])),
    responses((status = 200, body = Certificate), (status = 404, description = "`not-found`: there is none")),
)]
#[post("/registrations/{id}/certificate/revoke")]
async fn revoke_certificate(
    who: Allowed<right::RegistrationsWrite>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<web::Json<Certificate>> {
    Ok(web::Json(service::set_revoked(&ctx, &who, id.0, true).await?))
}

/// Have a revoked certificate stand again
#[utoipa::path(
    tag = "Certificates", operation_id = "restoreCertificate", params(("id" = uuid::Uuid, Path)),
    security(("staff" = ["registrations:write"])),
    responses((status = 200, body = Certificate), (status = 404, description = "`not-found`: there is none")),
)]
#[post("/registrations/{id}/certificate/restore")]
async fn restore_certificate(
    who: Allowed<right::RegistrationsWrite>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<web::Json<Certificate>> {
    Ok(web::Json(service::set_revoked(&ctx, &who, id.0, false).await?))
}
