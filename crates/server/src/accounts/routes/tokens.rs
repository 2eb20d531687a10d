//! `/api-tokens`.

use actix_web::{HttpResponse, delete, get, post, web};
use magnetiq_shared::Page;
use magnetiq_shared::accounts::{ApiToken, MadeApiToken, NewApiToken};
use magnetiq_shared::scopes::right;
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::{Allowed, queries, tokens};
use crate::ctx::Ctx;
use crate::http::{ApiResult, Body, Id, PageOf, Query};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(list_api_tokens).service(create_api_token).service(revoke_api_token);
}

/// Tokens of applications
///
/// The newest first; never their secrets.
#[utoipa::path(
    tag = "API tokens", operation_id = "listApiTokens", security(("staff" = ["api-tokens:read"])), params(PageOf),
    responses((status = 200, body = Page<ApiToken>), (status = 422, description = "`validation`")),
)]
#[get("/api-tokens")]
async fn list_api_tokens(
    _: Allowed<right::ApiTokensRead>,
    ctx: Ctx,
    page: Query<PageOf>,
) -> ApiResult<web::Json<Page<ApiToken>>> {
    let (limit, cursor) = page.0.read()?;
    Ok(web::Json(queries::tokens::list(ctx.db.read(), limit, cursor).await?))
}

/// Make a token
///
/// The answer shows the token; nothing shows it again.
#[utoipa::path(
    tag = "API tokens", operation_id = "createApiToken", security(("staff" = ["api-tokens:write"])),
    request_body = NewApiToken,
    responses((status = 201, body = MadeApiToken), (status = 422, description = "`validation`")),
)]
#[post("/api-tokens")]
async fn create_api_token(
    who: Allowed<right::ApiTokensWrite>,
    ctx: Ctx,
    body: Body<NewApiToken>,
) -> ApiResult<HttpResponse> {
    let made = tokens::make(&ctx, &who, body.value).await?;
    let location = format!("/api/v1/api-tokens/{}", made.about.id);
    Ok(HttpResponse::Created()
        .insert_header(("location", location))
        .insert_header(("cache-control", "no-store"))
        .json(made))
}

/// Revoke a token
///
/// It stops to work within a second.
#[utoipa::path(
    tag = "API tokens", operation_id = "revokeApiToken", security(("staff" = ["api-tokens:write"])),
    params(("id" = uuid::Uuid, Path)),
    responses((status = 204, description = "It is revoked"), (status = 404, description = "`not-found`")),
)]
#[delete("/api-tokens/{id}")]
async fn revoke_api_token(who: Allowed<right::ApiTokensWrite>, ctx: Ctx, id: Id) -> ApiResult<HttpResponse> {
    tokens::revoke(&ctx, &who, id.0).await?;
    Ok(HttpResponse::NoContent().finish())
}
