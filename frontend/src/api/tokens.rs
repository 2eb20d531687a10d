//! The tokens of applications.

use magnetiq_shared::accounts::{ApiToken, MadeApiToken, NewApiToken};
use magnetiq_shared::page::Page;
use uuid::Uuid;

use super::client::Call;
use super::{ApiResult, staff};

/// All tokens, a page at a time.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn list(cursor: Option<&str>) -> ApiResult<Page<ApiToken>> {
    staff::json(Call::get("/api-tokens").query(&serde_json::json!({ "cursor": cursor, "limit": 50 }))).await
}

/// Makes a token. Its secret is in this answer only.
///
/// # Errors
/// `validation`, `forbidden` where it would get rights that its maker lacks; else see [`super::ApiError`].
pub async fn make(token: &NewApiToken) -> ApiResult<MadeApiToken> {
    staff::json(Call::post("/api-tokens").body(token)).await
}

/// Revokes a token at once.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn revoke(id: Uuid) -> ApiResult<()> {
    staff::empty(Call::delete(format!("/api-tokens/{id}"))).await
}
