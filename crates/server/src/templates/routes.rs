//! `/mail-templates/…`.

use actix_web::{HttpResponse, delete, get, post, put, web};
use magnetiq_shared::Page;
use magnetiq_shared::accounts::TestMailOutcome;
use magnetiq_shared::mail_templates::{
    MailPreview, MailTemplate, MailTemplateRow, MailTemplateText, MailTemplateVersion,
};
use magnetiq_shared::scopes::right;
use utoipa_actix_web::service_config::ServiceConfig;

use super::service::{self, Which};
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::{ApiError, ApiResult, Body, Client, IfMatch, Limit, versioned};

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_mail_templates)
        .service(get_mail_template)
        .service(change_mail_template)
        .service(reset_mail_template)
        .service(list_mail_template_versions)
        .service(restore_mail_template)
        .service(preview_mail_template)
        .service(test_mail_template);
}

type Address = web::Path<(String, String)>;

/// Mails whose templates may be changed
#[utoipa::path(
    tag = "Mail templates", operation_id = "listMailTemplates", security(("staff" = ["settings:read"])),
    responses((status = 200, body = Page<MailTemplateRow>)),
)]
#[get("/mail-templates")]
async fn list_mail_templates(
    _: Allowed<right::SettingsRead>,
    ctx: Ctx,
) -> ApiResult<web::Json<Page<MailTemplateRow>>> {
    let data = service::list(&ctx).await?;
    Ok(web::Json(Page { total: Some(data.len() as u64), data, next_cursor: None }))
}

/// A template
///
/// What is in force, what the program brings along, and what it may name. MJML with the expressions of Jinja;
/// `[[> session]]` and the like stand for pieces that mails share.
#[utoipa::path(
    tag = "Mail templates", operation_id = "getMailTemplate", security(("staff" = ["settings:read"])),
    params(
        ("kind" = String, Path, description = "Such as `confirmation`"),
        ("language" = String, Path, description = "`en` or `de`"),
    ),
    responses((status = 200, body = MailTemplate), (status = 404, description = "`not-found`")),
)]
#[get("/mail-templates/{kind}/{language}")]
async fn get_mail_template(
    _: Allowed<right::SettingsRead>,
    ctx: Ctx,
    path: Address,
) -> ApiResult<HttpResponse> {
    let template = service::get(&ctx, Which::of(&path.0, &path.1)?).await?;
    Ok(versioned(HttpResponse::Ok(), template.version, &template))
}

/// Change a template
///
/// It is tried on invented facts first. What is saved is in force at once, in every process; the text of the built-in
/// template puts that in force again.
#[utoipa::path(
    tag = "Mail templates", operation_id = "changeMailTemplate", security(("staff" = ["settings:write"])),
    request_body = MailTemplateText,
    params(
        ("kind" = String, Path, description = "Such as `confirmation`"),
        ("language" = String, Path, description = "`en` or `de`"),
        ("If-Match" = String, Header, description = "The `ETag` that you read"),
    ),
    responses(
        (status = 200, body = MailTemplate),
        (status = 404, description = "`not-found`"),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`: each error's `detail` says what is wrong and in which line"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[put("/mail-templates/{kind}/{language}")]
async fn change_mail_template(
    who: Allowed<right::SettingsWrite>,
    ctx: Ctx,
    path: Address,
    seen: IfMatch,
    body: Body<MailTemplateText>,
) -> ApiResult<HttpResponse> {
    let template = service::put(&ctx, &who, Which::of(&path.0, &path.1)?, &seen, body.value).await?;
    Ok(versioned(HttpResponse::Ok(), template.version, &template))
}

/// Go back to the built-in template
///
/// The versions stay, and can be restored.
#[utoipa::path(
    tag = "Mail templates", operation_id = "resetMailTemplate", security(("staff" = ["settings:write"])),
    params(
        ("kind" = String, Path, description = "Such as `confirmation`"),
        ("language" = String, Path, description = "`en` or `de`"),
        ("If-Match" = String, Header, description = "The `ETag` that you read"),
    ),
    responses(
        (status = 200, body = MailTemplate),
        (status = 404, description = "`not-found`"),
        (status = 412, description = "`stale`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[delete("/mail-templates/{kind}/{language}")]
async fn reset_mail_template(
    who: Allowed<right::SettingsWrite>,
    ctx: Ctx,
    path: Address,
    seen: IfMatch,
) -> ApiResult<HttpResponse> {
    let template = service::reset(&ctx, &who, Which::of(&path.0, &path.1)?, &seen).await?;
    Ok(versioned(HttpResponse::Ok(), template.version, &template))
}

/// Versions of a template
///
/// The newest first, a hundred at most.
#[utoipa::path(
    tag = "Mail templates", operation_id = "listMailTemplateVersions", security(("staff" = ["settings:read"])),
    params(
        ("kind" = String, Path, description = "Such as `confirmation`"),
        ("language" = String, Path, description = "`en` or `de`"),
    ),
    responses((status = 200, body = Page<MailTemplateVersion>), (status = 404, description = "`not-found`")),
)]
#[get("/mail-templates/{kind}/{language}/versions")]
async fn list_mail_template_versions(
    _: Allowed<right::SettingsRead>,
    ctx: Ctx,
    path: Address,
) -> ApiResult<web::Json<Page<MailTemplateVersion>>> {
    let data = service::versions(&ctx, Which::of(&path.0, &path.1)?).await?;
    Ok(web::Json(Page { total: Some(data.len() as u64), data, next_cursor: None }))
}

/// Restore a version of a template
///
/// As a new version.
#[utoipa::path(
    tag = "Mail templates", operation_id = "restoreMailTemplate", security(("staff" = ["settings:write"])),
    params(
        ("kind" = String, Path, description = "Such as `confirmation`"),
        ("language" = String, Path, description = "`en` or `de`"),
        ("version" = i32, Path),
        ("If-Match" = String, Header, description = "The `ETag` that you read"),
    ),
    responses(
        (status = 200, body = MailTemplate),
        (status = 404, description = "`not-found`"),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`: it does not pass any more"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[post("/mail-templates/{kind}/{language}/versions/{version}/restore")]
async fn restore_mail_template(
    who: Allowed<right::SettingsWrite>,
    ctx: Ctx,
    path: web::Path<(String, String, String)>,
    seen: IfMatch,
) -> ApiResult<HttpResponse> {
    let version = path.2.parse().map_err(|_| ApiError::not_found())?;
    let template = service::restore(&ctx, &who, Which::of(&path.0, &path.1)?, &seen, version).await?;
    Ok(versioned(HttpResponse::Ok(), template.version, &template))
}

/// See a template that is being written
///
/// With invented facts and the house's own brand.
#[utoipa::path(
    tag = "Mail templates", operation_id = "previewMailTemplate", security(("staff" = ["settings:read"])),
    request_body = MailTemplateText,
    params(
        ("kind" = String, Path, description = "Such as `confirmation`"),
        ("language" = String, Path, description = "`en` or `de`"),
    ),
    responses(
        (status = 200, body = MailPreview),
        (status = 404, description = "`not-found`"),
        (status = 422, description = "`validation`: each error's `detail` says what is wrong and in which line"),
    ),
)]
#[post("/mail-templates/{kind}/{language}/preview")]
async fn preview_mail_template(
    _: Allowed<right::SettingsRead>,
    ctx: Ctx,
    path: Address,
    body: Body<MailTemplateText>,
) -> ApiResult<web::Json<MailPreview>> {
    Ok(web::Json(service::preview(&ctx, Which::of(&path.0, &path.1)?, body.value)?))
}

/// Send a template that is being written to oneself
#[utoipa::path(
    tag = "Mail templates", operation_id = "testMailTemplate", security(("staff" = ["settings:write"])),
    request_body = MailTemplateText,
    params(
        ("kind" = String, Path, description = "Such as `confirmation`"),
        ("language" = String, Path, description = "`en` or `de`"),
    ),
    responses(
        (status = 200, body = TestMailOutcome),
        (status = 404, description = "`not-found`"),
        (status = 422, description = "`validation`: each error's `detail` says what is wrong and in which line"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/mail-templates/{kind}/{language}/test")]
async fn test_mail_template(
    who: Allowed<right::SettingsWrite>,
    client: Client,
    ctx: Ctx,
    path: Address,
    body: Body<MailTemplateText>,
) -> ApiResult<web::Json<TestMailOutcome>> {
    let which = Which::of(&path.0, &path.1)?;
    ctx.limits.check(&ctx, Limit::SignIn, &client)?;
    Ok(web::Json(service::test(&ctx, &who, which, body.value).await?))
}
