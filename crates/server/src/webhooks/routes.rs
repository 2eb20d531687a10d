//! `/webhooks`.

use actix_web::{HttpResponse, delete, get, patch, post, web};
use magnetiq_shared::Page;
use magnetiq_shared::scopes::right;
use magnetiq_shared::webhooks::{
    Delivery, DeliveryFilters, NewWebhook, Webhook, WebhookPatch, WebhookWithSecret,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{WebhookError, queries, service};
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::idempotency::{self, Key};
use crate::http::{ApiResult, Body, Cursor, Id, IfMatch, Query, limit, versioned};

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_webhooks)
        .service(create_webhook)
        .service(get_webhook)
        .service(change_webhook)
        .service(delete_webhook)
        .service(test_webhook)
        .service(rotate_webhook_secret)
        .service(list_webhook_deliveries)
        .service(replay_webhook_delivery);
}

/// Webhooks
///
/// All of them on one page, the oldest first.
#[utoipa::path(
    tag = "Webhooks", operation_id = "listWebhooks", security(("staff" = ["webhooks:read"])),
    responses((status = 200, body = Page<Webhook>)),
)]
#[get("/webhooks")]
async fn list_webhooks(_: Allowed<right::WebhooksRead>, ctx: Ctx) -> ApiResult<web::Json<Page<Webhook>>> {
    let data = queries::list(ctx.db.read()).await?;
    Ok(web::Json(Page { total: Some(data.len() as u64), data, next_cursor: None }))
}

/// Make a webhook
///
/// The answer is the only one that shows the secret, and says so again to the same `Idempotency-Key`. Requests are signed after the Standard Webhooks specification.
#[utoipa::path(
    tag = "Webhooks", operation_id = "createWebhook", security(("staff" = ["webhooks:write"])),
    request_body = NewWebhook,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body make one webhook")),
    responses(
        (status = 201, body = WebhookWithSecret),
        (status = 403, description = "`forbidden`: this needs `webhooks:write`, and the right to read what is sent"),
        (status = 409, description = "`invalid-state`: there are too many; `idempotency-in-flight`"),
        (status = 422, description = "`validation`: also where the address is not to be called; `idempotency-mismatch`"),
    ),
)]
#[post("/webhooks")]
async fn create_webhook(
    who: Allowed<right::WebhooksWrite>,
    ctx: Ctx,
    key: Key,
    body: Body<NewWebhook>,
) -> ApiResult<HttpResponse> {
    let make = service::make(&ctx, &who, body.value);
    let find = async |id| service::made(&ctx, id).await;
    let made =
        idempotency::once(&ctx, who.caller(), (key, &body.bytes), make, |made| made.webhook.id, find).await?;
    let mut answer = HttpResponse::Created();
    answer.insert_header(("location", format!("/api/v1/webhooks/{}", made.webhook.id)));
    Ok(versioned(answer, made.webhook.version, &made))
}

/// A webhook
#[utoipa::path(
    tag = "Webhooks", operation_id = "getWebhook", security(("staff" = ["webhooks:read"])),
    params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Webhook), (status = 404, description = "`not-found`")),
)]
#[get("/webhooks/{id}")]
async fn get_webhook(_: Allowed<right::WebhooksRead>, ctx: Ctx, id: Id) -> ApiResult<HttpResponse> {
    let webhook = queries::find(ctx.db.read(), id.0).await?.ok_or(WebhookError::NotFound)?;
    Ok(versioned(HttpResponse::Ok(), webhook.version, &webhook))
}

/// Change a webhook
///
/// JSON Merge Patch.
#[utoipa::path(
    tag = "Webhooks", operation_id = "changeWebhook", security(("staff" = ["webhooks:write"])),
    request_body = WebhookPatch,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 200, body = Webhook),
        (status = 403, description = "`forbidden`: this needs `webhooks:write`, and the right to read what is sent"),
        (status = 404, description = "`not-found`"),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[patch("/webhooks/{id}")]
async fn change_webhook(
    who: Allowed<right::WebhooksWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
    body: Body<WebhookPatch>,
) -> ApiResult<HttpResponse> {
    let webhook = service::change(&ctx, &who, id.0, &seen, body.value).await?;
    Ok(versioned(HttpResponse::Ok(), webhook.version, &webhook))
}

/// Delete a webhook
///
/// The log of what was sent there goes with it.
#[utoipa::path(
    tag = "Webhooks", operation_id = "deleteWebhook", security(("staff" = ["webhooks:write"])),
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "`not-found`"),
        (status = 412, description = "`stale`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[delete("/webhooks/{id}")]
async fn delete_webhook(
    who: Allowed<right::WebhooksWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
) -> ApiResult<HttpResponse> {
    service::delete(&ctx, &who, id.0, &seen).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Try a webhook
///
/// Sends `webhook.test` there; what came of it stands in its deliveries.
#[utoipa::path(
    tag = "Webhooks", operation_id = "testWebhook", security(("staff" = ["webhooks:write"])),
    params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 202, body = Delivery, description = "It is on its way"),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: it is switched off"),
    ),
)]
#[post("/webhooks/{id}/test")]
async fn test_webhook(who: Allowed<right::WebhooksWrite>, ctx: Ctx, id: Id) -> ApiResult<HttpResponse> {
    Ok(HttpResponse::Accepted().json(service::test(&ctx, &who, id.0).await?))
}

/// Give a webhook a new secret
///
/// The answer is the only one that shows it. The one before signs too for a day, so that the application can be told.
#[utoipa::path(
    tag = "Webhooks", operation_id = "rotateWebhookSecret", security(("staff" = ["webhooks:write"])),
    params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = WebhookWithSecret), (status = 404, description = "`not-found`")),
)]
#[post("/webhooks/{id}/rotate-secret")]
async fn rotate_webhook_secret(
    who: Allowed<right::WebhooksWrite>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<HttpResponse> {
    let rotated = service::rotate(&ctx, &who, id.0).await?;
    Ok(versioned(HttpResponse::Ok(), rotated.webhook.version, &rotated))
}

/// What was sent to a webhook
///
/// Newest first, of the last 30 days.
#[utoipa::path(
    tag = "Webhooks", operation_id = "listWebhookDeliveries", security(("staff" = ["webhooks:read"])),
    params(("id" = uuid::Uuid, Path), DeliveryFilters),
    responses(
        (status = 200, body = Page<Delivery>),
        (status = 404, description = "`not-found`"),
        (status = 422, description = "`validation`"),
    ),
)]
#[get("/webhooks/{id}/deliveries")]
async fn list_webhook_deliveries(
    who: Allowed<right::WebhooksRead>,
    ctx: Ctx,
    id: Id,
    query: Query<DeliveryFilters>,
) -> ApiResult<web::Json<Page<Delivery>>> {
    let (limit, cursor) = (limit(query.0.limit)?, Cursor::read(query.0.cursor.as_deref())?);
    queries::find(ctx.db.read(), id.0).await?.ok_or(WebhookError::NotFound)?;
    let page = queries::deliveries(ctx.db.read(), id.0, &query.0, limit, cursor).await?;
    let data = page.data.into_iter().map(|delivery| service::shown(&who, delivery)).collect();
    Ok(web::Json(Page { data, ..page }))
}

/// Send a delivery again
///
/// As it was, with the same `webhook-id`.
#[utoipa::path(
    tag = "Webhooks", operation_id = "replayWebhookDelivery", security(("staff" = ["webhooks:write"])),
    params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 202, body = Delivery, description = "It is on its way"),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: it is under way, or its webhook is switched off"),
    ),
)]
#[post("/webhooks/deliveries/{id}/replay")]
async fn replay_webhook_delivery(
    who: Allowed<right::WebhooksWrite>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<HttpResponse> {
    Ok(HttpResponse::Accepted().json(service::replay(&ctx, &who, id.0).await?))
}
