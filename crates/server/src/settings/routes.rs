//! `/settings/…`.

use actix_web::{HttpResponse, get, patch, post, web};
use magnetiq_shared::Page;
use magnetiq_shared::scopes::right;
use magnetiq_shared::settings::{
    BrandPatch, BrandSection, LegalVersion, MailPatch, MailSection, NewLegalVersion, PrivacyPatch,
    PrivacySection, ProgramPatch, ProgramSection,
};
use magnetiq_shared::site::LegalKind;
use utoipa_actix_web::service_config::ServiceConfig;

use uuid::Uuid;

use super::{SettingsError, queries, service};
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::idempotency::{self, Key};
use crate::http::{ApiError, ApiResult, Body, IfMatch, versioned};

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(get_brand_settings)
        .service(change_brand_settings)
        .service(get_program_settings)
        .service(change_program_settings)
        .service(get_mail_settings)
        .service(change_mail_settings)
        .service(get_privacy_settings)
        .service(change_privacy_settings)
        .service(list_legal_versions)
        .service(get_legal_version)
        .service(publish_legal_version);
}

/// The brand
#[utoipa::path(
    tag = "Settings", operation_id = "getBrandSettings", security(("staff" = ["settings:read"])),
    responses((status = 200, body = BrandSection)),
)]
#[get("/settings/brand")]
async fn get_brand_settings(_: Allowed<right::SettingsRead>, ctx: Ctx) -> ApiResult<HttpResponse> {
    let section = service::brand(ctx.db.read()).await?;
    Ok(versioned(HttpResponse::Ok(), section.version, &section))
}

/// Change the brand
///
/// JSON Merge Patch. White letters have to be readable on the accent colour.
#[utoipa::path(
    tag = "Settings", operation_id = "changeBrandSettings", security(("staff" = ["settings:write"])),
    request_body = BrandPatch,
    params(("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 200, body = BrandSection),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[patch("/settings/brand")]
async fn change_brand_settings(
    who: Allowed<right::SettingsWrite>,
    ctx: Ctx,
    seen: IfMatch,
    body: Body<BrandPatch>,
) -> ApiResult<HttpResponse> {
    let section = service::change_brand(&ctx, &who, &seen, body.value).await?;
    Ok(versioned(HttpResponse::Ok(), section.version, &section))
}

/// Who manages the program, and what new sessions begin with
#[utoipa::path(
    tag = "Settings", operation_id = "getProgramSettings", security(("staff" = ["settings:read"])),
    responses((status = 200, body = ProgramSection)),
)]
#[get("/settings/program")]
async fn get_program_settings(_: Allowed<right::SettingsRead>, ctx: Ctx) -> ApiResult<HttpResponse> {
    let section = service::program(ctx.db.read()).await?;
    Ok(versioned(HttpResponse::Ok(), section.version, &section))
}

/// Change who manages the program, and what new sessions begin with
///
/// JSON Merge Patch; reminders are given all at once.
#[utoipa::path(
    tag = "Settings", operation_id = "changeProgramSettings", security(("staff" = ["settings:write"])),
    request_body = ProgramPatch,
    params(("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 200, body = ProgramSection),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[patch("/settings/program")]
async fn change_program_settings(
    who: Allowed<right::SettingsWrite>,
    ctx: Ctx,
    seen: IfMatch,
    body: Body<ProgramPatch>,
) -> ApiResult<HttpResponse> {
    let section = service::change_program(&ctx, &who, &seen, body.value).await?;
    Ok(versioned(HttpResponse::Ok(), section.version, &section))
}

/// Who mails come from
///
/// With what the server's environment decides.
#[utoipa::path(
    tag = "Settings", operation_id = "getMailSettings", security(("staff" = ["settings:read"])),
    responses((status = 200, body = MailSection)),
)]
#[get("/settings/mail")]
async fn get_mail_settings(_: Allowed<right::SettingsRead>, ctx: Ctx) -> ApiResult<HttpResponse> {
    let section = service::mail(&ctx).await?;
    Ok(versioned(HttpResponse::Ok(), section.version, &section))
}

/// Change who mails come from
///
/// JSON Merge Patch.
#[utoipa::path(
    tag = "Settings", operation_id = "changeMailSettings", security(("staff" = ["settings:write"])),
    request_body = MailPatch,
    params(("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 200, body = MailSection),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[patch("/settings/mail")]
async fn change_mail_settings(
    who: Allowed<right::SettingsWrite>,
    ctx: Ctx,
    seen: IfMatch,
    body: Body<MailPatch>,
) -> ApiResult<HttpResponse> {
    let section = service::change_mail(&ctx, &who, &seen, body.value).await?;
    Ok(versioned(HttpResponse::Ok(), section.version, &section))
}

/// How long people's data are kept
#[utoipa::path(
    tag = "Settings", operation_id = "getPrivacySettings", security(("staff" = ["settings:read"])),
    responses((status = 200, body = PrivacySection)),
)]
#[get("/settings/privacy")]
async fn get_privacy_settings(_: Allowed<right::SettingsRead>, ctx: Ctx) -> ApiResult<HttpResponse> {
    let section = service::privacy(ctx.db.read()).await?;
    Ok(versioned(HttpResponse::Ok(), section.version, &section))
}

/// Change how long people's data are kept
///
/// JSON Merge Patch. What is older is anonymised in the night that follows, and can't be brought back; figures stay.
#[utoipa::path(
    tag = "Settings", operation_id = "changePrivacySettings", security(("staff" = ["settings:write"])),
    request_body = PrivacyPatch,
    params(("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 200, body = PrivacySection),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[patch("/settings/privacy")]
async fn change_privacy_settings(
    who: Allowed<right::SettingsWrite>,
    ctx: Ctx,
    seen: IfMatch,
    body: Body<PrivacyPatch>,
) -> ApiResult<HttpResponse> {
    let section = service::change_privacy(&ctx, &who, &seen, body.value).await?;
    Ok(versioned(HttpResponse::Ok(), section.version, &section))
}

/// Versions of the house's texts
///
/// By kind, the newest first, without what they say.
#[utoipa::path(
    tag = "Settings", operation_id = "listLegalVersions", security(("staff" = ["settings:read"])),
    responses((status = 200, body = Page<LegalVersion>)),
)]
#[get("/settings/legal")]
async fn list_legal_versions(
    _: Allowed<right::SettingsRead>,
    ctx: Ctx,
) -> ApiResult<web::Json<Page<LegalVersion>>> {
    let data = queries::legal_versions(ctx.db.read()).await?;
    Ok(web::Json(Page { total: Some(data.len() as u64), data, next_cursor: None }))
}

/// A version of a text
#[utoipa::path(
    tag = "Settings", operation_id = "getLegalVersion", security(("staff" = ["settings:read"])),
    params(("kind" = LegalKind, Path), ("version" = u32, Path)),
    responses((status = 200, body = LegalVersion), (status = 404, description = "`not-found`")),
)]
#[get("/settings/legal/{kind}/{version}")]
async fn get_legal_version(
    _: Allowed<right::SettingsRead>,
    ctx: Ctx,
    path: web::Path<(String, String)>,
) -> ApiResult<web::Json<LegalVersion>> {
    let (kind, version) = path.into_inner();
    let (kind, version) = (kind_of(&kind)?, version.parse().map_err(|_| ApiError::not_found())?);
    let found = queries::legal_version(ctx.db.read(), kind, version).await?;
    Ok(web::Json(found.ok_or(SettingsError::NotFound)?))
}

/// Publish a version of a text
///
/// In force at once, and never changed. What people accepted before stays what they accepted.
#[utoipa::path(
    tag = "Settings", operation_id = "publishLegalVersion", security(("staff" = ["settings:write"])),
    request_body = NewLegalVersion,
    params(
        ("kind" = LegalKind, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and body publish one version"),
    ),
    responses(
        (status = 201, body = LegalVersion),
        (status = 404, description = "`not-found`"),
        (status = 422, description = "`validation`: it has to be there in both languages"),
    ),
)]
#[post("/settings/legal/{kind}")]
async fn publish_legal_version(
    who: Allowed<right::SettingsWrite>,
    ctx: Ctx,
    key: Key,
    kind: web::Path<String>,
    body: Body<NewLegalVersion>,
) -> ApiResult<HttpResponse> {
    let kind_of_text = kind_of(&kind)?;
    // A text's version stands where other resources have their id.
    let find = async |version: Uuid| {
        let version = u32::try_from(version.as_u128()).unwrap_or_default();
        let found = queries::legal_version(ctx.db.read(), kind_of_text, version).await?;
        found.ok_or(SettingsError::NotFound)
    };
    let id = |made: &LegalVersion| Uuid::from_u128(made.version.into());
    let publish = service::publish(&ctx, &who, kind_of_text, body.value);
    let published = idempotency::once(&ctx, who.caller(), (key, &body.bytes), publish, id, find).await?;
    let location = format!("/api/v1/settings/legal/{kind}/{}", published.version);
    Ok(HttpResponse::Created().insert_header(("location", location)).json(published))
}

fn kind_of(word: &str) -> Result<LegalKind, ApiError> {
    LegalKind::ALL.into_iter().find(|kind| queries::word(*kind) == word).ok_or_else(ApiError::not_found)
}
