//! Mails to groups, and addresses that take none.

use magnetiq_shared::accounts::TestMailOutcome;
use magnetiq_shared::campaigns::{
    Campaign, CampaignAudience, CampaignFilters, CampaignLanguage, CampaignPatch, CampaignPreview,
    CampaignRecipients, NewCampaign, SendCampaign,
};
use magnetiq_shared::suppressions::{SuppressedAddress, SuppressionFilters};
use magnetiq_shared::{Language, Page};
use uuid::Uuid;

use super::client::{Call, segment};
use super::{ApiResult, staff};

/// The mails, newest first, a page at a time.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn list(filters: &CampaignFilters) -> ApiResult<Page<Campaign>> {
    staff::json(Call::get("/campaigns").query(filters)).await
}

/// One of them.
///
/// # Errors
/// `not-found`; else see [`super::ApiError`].
pub async fn get(id: &str) -> ApiResult<Campaign> {
    staff::json(Call::get(format!("/campaigns/{}", segment(id)))).await
}

/// Makes a draft, once for each key.
///
/// # Errors
/// `validation`; else see [`super::ApiError`].
pub async fn make(campaign: &NewCampaign, key: Uuid) -> ApiResult<Campaign> {
    staff::json(Call::post("/campaigns").once(key).body(campaign)).await
}

/// Changes a draft.
///
/// # Errors
/// `validation`, `stale`, `invalid-state`; else see [`super::ApiError`].
pub async fn change(id: Uuid, version: i32, patch: &CampaignPatch) -> ApiResult<Campaign> {
    staff::json(Call::patch(format!("/campaigns/{id}")).if_match(version).body(patch)).await
}

/// Deletes a draft.
///
/// # Errors
/// `stale`, `invalid-state`; else see [`super::ApiError`].
pub async fn delete(id: Uuid, version: i32) -> ApiResult<()> {
    staff::empty(Call::delete(format!("/campaigns/{id}")).if_match(version)).await
}

/// Who would get a mail to this group now.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn recipients(audience: &CampaignAudience) -> ApiResult<CampaignRecipients> {
    staff::json(Call::post("/campaigns/recipients").body(audience)).await
}

/// How it looks for the first of its group.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn preview(id: Uuid, language: Language) -> ApiResult<CampaignPreview> {
    let asked = CampaignLanguage { language };
    staff::json(Call::get(format!("/campaigns/{id}/preview")).query(&asked)).await
}

/// Sends it to oneself.
///
/// # Errors
/// `rate-limited`; else see [`super::ApiError`].
pub async fn test(id: Uuid, language: Language) -> ApiResult<TestMailOutcome> {
    staff::json(Call::post(format!("/campaigns/{id}/test")).body(&CampaignLanguage { language })).await
}

/// Sends it as it was seen, now or at a time. What was seen can be sent once, however often it is asked for.
///
/// # Errors
/// `validation`, `invalid-state`, `stale`; else see [`super::ApiError`].
pub async fn send(id: Uuid, version: i32, wish: &SendCampaign) -> ApiResult<Campaign> {
    staff::json(Call::post(format!("/campaigns/{id}/send")).if_match(version).body(wish)).await
}

/// Stops it.
///
/// # Errors
/// `invalid-state`; else see [`super::ApiError`].
pub async fn stop(id: Uuid) -> ApiResult<Campaign> {
    staff::json(Call::post(format!("/campaigns/{id}/stop"))).await
}

/// Addresses that take no mail, a page at a time.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn suppressed(filters: &SuppressionFilters) -> ApiResult<Page<SuppressedAddress>> {
    staff::json(Call::get("/suppressed-addresses").query(filters)).await
}

/// Lets mails go to an address again.
///
/// # Errors
/// `not-found`; else see [`super::ApiError`].
pub async fn lift(address: &str) -> ApiResult<()> {
    staff::empty(Call::delete(format!("/suppressed-addresses/{}", segment(address)))).await
}
