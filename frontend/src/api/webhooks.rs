//! Addresses of applications that want to hear of what happens, and what was sent there.

use magnetiq_shared::Page;
use magnetiq_shared::webhooks::{
    Delivery, DeliveryFilters, NewWebhook, Webhook, WebhookPatch, WebhookWithSecret,
};
use uuid::Uuid;

use super::client::{Call, segment};
use super::{ApiResult, staff};

/// All of them, on one page.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn list() -> ApiResult<Page<Webhook>> {
    staff::json(Call::get("/webhooks")).await
}

/// One of them.
///
/// # Errors
/// `not-found`; else see [`super::ApiError`].
pub async fn get(id: &str) -> ApiResult<Webhook> {
    staff::json(Call::get(format!("/webhooks/{}", segment(id)))).await
}

/// Makes one. Its secret is in this answer only.
///
/// # Errors
/// `validation`, also where the address is not to be called; `invalid-state` where there are too many; else see
/// [`super::ApiError`].
pub async fn make(webhook: &NewWebhook) -> ApiResult<WebhookWithSecret> {
    staff::json(Call::post("/webhooks").body(webhook)).await
}

/// Changes one.
///
/// # Errors
/// `validation`, `stale`; else see [`super::ApiError`].
pub async fn change(id: Uuid, version: i32, patch: &WebhookPatch) -> ApiResult<Webhook> {
    staff::json(Call::patch(format!("/webhooks/{id}")).if_match(version).body(patch)).await
}

/// Deletes one with the log of what was sent there.
///
/// # Errors
/// `stale`; else see [`super::ApiError`].
pub async fn delete(id: Uuid, version: i32) -> ApiResult<()> {
    staff::empty(Call::delete(format!("/webhooks/{id}")).if_match(version)).await
}

/// Gives it a new secret, which is in this answer only.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn rotate(id: Uuid) -> ApiResult<WebhookWithSecret> {
    staff::json(Call::post(format!("/webhooks/{id}/rotate-secret"))).await
}

/// Sends `webhook.test` there.
///
/// # Errors
/// `invalid-state` where it is switched off; else see [`super::ApiError`].
pub async fn test(id: Uuid) -> ApiResult<Delivery> {
    staff::json(Call::post(format!("/webhooks/{id}/test"))).await
}

/// What was sent there, the newest first.
///
/// # Errors
/// `not-found`; else see [`super::ApiError`].
pub async fn deliveries(id: &str, filters: &DeliveryFilters) -> ApiResult<Page<Delivery>> {
    staff::json(Call::get(format!("/webhooks/{}/deliveries", segment(id))).query(filters)).await
}

/// Sends a delivery again, as it was.
///
/// # Errors
/// `invalid-state` where it is under way, or its webhook is switched off; else see [`super::ApiError`].
pub async fn replay(delivery: Uuid) -> ApiResult<Delivery> {
    staff::json(Call::post(format!("/webhooks/deliveries/{delivery}/replay"))).await
}
