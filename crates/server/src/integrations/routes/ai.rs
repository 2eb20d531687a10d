//! `/ai` for those who write, `/integrations/ai` for admins.

use actix_web::{HttpResponse, delete, get, post, put, web};
use magnetiq_shared::ai::{AiEvent, AiState, AiTask};
use magnetiq_shared::integrations::{AiCheck, AiConnection, NewAiConnection};
use magnetiq_shared::scopes::right;
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::ai::{connection, texts};
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::{ApiResult, Body, IfMatch, versioned};

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(get_ai)
        .service(write_text)
        .service(get_ai_connection)
        .service(set_ai_connection)
        .service(delete_ai_connection)
        .service(check_ai_connection);
}

/// Whether texts can be asked for
#[utoipa::path(
    tag = "AI", operation_id = "getAi", security(("staff" = ["ai:write"])),
    responses((status = 200, body = AiState)),
)]
#[get("/ai")]
async fn get_ai(_: Allowed<right::AiWrite>, ctx: Ctx) -> ApiResult<web::Json<AiState>> {
    Ok(web::Json(connection::state(&ctx).await?))
}

/// Have a text written
///
/// Server-sent events, each an AiEvent: the text is that of all pieces in a row, and whole with `done`. Nothing is
/// saved. HTML comes in whole blocks, sanitised. What the provider has against it comes as `failed`.
#[utoipa::path(
    tag = "AI", operation_id = "writeText", security(("staff" = ["ai:write"])), request_body = AiTask,
    responses(
        (status = 200, body = AiEvent, content_type = "text/event-stream", description = "Each event's data is an AiEvent"),
        (status = 409, description = "`invalid-state`: no provider is set"),
        (status = 422, description = "`validation`"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/ai/texts")]
async fn write_text(who: Allowed<right::AiWrite>, ctx: Ctx, body: Body<AiTask>) -> ApiResult<HttpResponse> {
    texts::stream(&ctx, &who, &body.value).await
}

/// The connection to a provider of texts
#[utoipa::path(
    tag = "Integrations", operation_id = "getAiConnection", security(("staff" = ["integrations:read"])),
    responses((status = 200, body = AiConnection)),
)]
#[get("/integrations/ai")]
async fn get_ai_connection(_: Allowed<right::IntegrationsRead>, ctx: Ctx) -> ApiResult<HttpResponse> {
    let found = connection::get(&ctx).await?;
    Ok(versioned(HttpResponse::Ok(), found.version, &found))
}

/// Set the connection to a provider of texts
///
/// The key is kept encrypted and never shown. For another host it has to be given anew.
#[utoipa::path(
    tag = "Integrations", operation_id = "setAiConnection", security(("staff" = ["integrations:write"])),
    request_body = NewAiConnection,
    params(("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 200, body = AiConnection),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[put("/integrations/ai")]
async fn set_ai_connection(
    who: Allowed<right::IntegrationsWrite>,
    ctx: Ctx,
    seen: IfMatch,
    body: Body<NewAiConnection>,
) -> ApiResult<HttpResponse> {
    let set = connection::set(&ctx, &who, &seen, body.value).await?;
    Ok(versioned(HttpResponse::Ok(), set.version, &set))
}

/// Forget the connection to a provider of texts
#[utoipa::path(
    tag = "Integrations", operation_id = "deleteAiConnection", security(("staff" = ["integrations:write"])),
    params(("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 204, description = "It is forgotten, and its key"),
        (status = 412, description = "`stale`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[delete("/integrations/ai")]
async fn delete_ai_connection(
    who: Allowed<right::IntegrationsWrite>,
    ctx: Ctx,
    seen: IfMatch,
) -> ApiResult<HttpResponse> {
    connection::forget(&ctx, &who, &seen).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// See whether the connection works
///
/// Has the model say a word.
#[utoipa::path(
    tag = "Integrations", operation_id = "checkAiConnection", security(("staff" = ["integrations:write"])),
    responses(
        (status = 200, body = AiCheck),
        (status = 409, description = "`invalid-state`: no provider is set"),
    ),
)]
#[post("/integrations/ai/check")]
async fn check_ai_connection(
    _: Allowed<right::IntegrationsWrite>,
    ctx: Ctx,
) -> ApiResult<web::Json<AiCheck>> {
    Ok(web::Json(connection::check(&ctx).await?))
}
