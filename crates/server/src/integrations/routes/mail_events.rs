//! `/integrations/mail-events` for admins, `/public/hooks/…` for providers.

use actix_web::{HttpRequest, HttpResponse, delete, get, post, put, web};
use magnetiq_shared::integrations::{MailEvents, NewMailEvents};
use magnetiq_shared::scopes::right;
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::mail_events::{connection as mail_events, hook};
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::{ApiResult, Body, IfMatch, MAX_BODY, read_body, versioned};

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(get_mail_events)
        .service(set_mail_events)
        .service(delete_mail_events)
        .service(receive_mail_events);
}

/// How the mail provider tells of bounces
///
/// Its events go to `url`, and are taken where they are signed with the secret.
#[utoipa::path(
    tag = "Integrations", operation_id = "getMailEvents", security(("staff" = ["integrations:read"])),
    responses((status = 200, body = MailEvents)),
)]
#[get("/integrations/mail-events")]
async fn get_mail_events(_: Allowed<right::IntegrationsRead>, ctx: Ctx) -> ApiResult<HttpResponse> {
    let found = mail_events::get(&ctx).await?;
    Ok(versioned(HttpResponse::Ok(), found.version, &found))
}

/// Set the secret of the mail provider's events
///
/// It is kept encrypted and never shown.
#[utoipa::path(
    tag = "Integrations", operation_id = "setMailEvents", security(("staff" = ["integrations:write"])),
    request_body = NewMailEvents,
    params(("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 200, body = MailEvents),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[put("/integrations/mail-events")]
async fn set_mail_events(
    who: Allowed<right::IntegrationsWrite>,
    ctx: Ctx,
    seen: IfMatch,
    body: Body<NewMailEvents>,
) -> ApiResult<HttpResponse> {
    let set = mail_events::set(&ctx, &who, &seen, body.value).await?;
    Ok(versioned(HttpResponse::Ok(), set.version, &set))
}

/// Take no more events of the mail provider
#[utoipa::path(
    tag = "Integrations", operation_id = "deleteMailEvents", security(("staff" = ["integrations:write"])),
    params(("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 204, description = "The secret is forgotten"),
        (status = 412, description = "`stale`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[delete("/integrations/mail-events")]
async fn delete_mail_events(
    who: Allowed<right::IntegrationsWrite>,
    ctx: Ctx,
    seen: IfMatch,
) -> ApiResult<HttpResponse> {
    mail_events::forget(&ctx, &who, &seen).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take an event of a provider
///
/// `resend`: bounces and complaints. Signed on the bytes of the body after Standard Webhooks (headers `svix-…` or
/// `webhook-…`), at most five minutes old. An event that comes again changes nothing.
#[utoipa::path(
    tag = "Integrations", operation_id = "receiveMailEvents",
    params(("provider" = String, Path, description = "`resend`")),
    request_body(content = serde_json::Value, description = "The provider's event"),
    responses(
        (status = 204, description = "It is taken"),
        (status = 401, description = "`unauthenticated`: the signature is wrong or too old, or no secret is set"),
        (status = 404, description = "`not-found`: no such provider"),
        (status = 413, description = "`too-large`"),
    ),
)]
#[post("/public/hooks/{provider}")]
async fn receive_mail_events(
    ctx: Ctx,
    provider: web::Path<String>,
    request: HttpRequest,
    body: web::Payload,
) -> ApiResult<HttpResponse> {
    hook::take(&ctx, &provider, &request, &read_body(body, MAX_BODY).await?).await?;
    Ok(HttpResponse::NoContent().finish())
}
