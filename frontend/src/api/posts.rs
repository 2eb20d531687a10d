//! Posts on social networks.

use magnetiq_shared::Page;
use magnetiq_shared::posts::{PostFilters, PostPatch, SocialPost};

use super::client::Call;
use super::{ApiResult, staff};

/// Posts that are due in a time, of one session or of all.
///
/// # Errors
/// `validation`; else see [`super::ApiError`].
pub async fn list(filters: &PostFilters) -> ApiResult<Page<SocialPost>> {
    staff::json(Call::get("/posts").query(filters)).await
}

/// Has one published by its network's connection; what came of it is its state, a moment later.
///
/// # Errors
/// `invalid-state`, `stale`; else see [`super::ApiError`].
pub async fn publish(post: &SocialPost) -> ApiResult<SocialPost> {
    let path = format!("/sessions/{}/posts/{}/publish", post.session_id, post.key);
    staff::json(Call::post(path).if_match(post.version)).await
}

/// Changes one.
///
/// # Errors
/// `validation`, `stale`; else see [`super::ApiError`].
pub async fn change(post: &SocialPost, patch: &PostPatch) -> ApiResult<SocialPost> {
    let path = format!("/sessions/{}/posts/{}", post.session_id, post.key);
    staff::json(Call::patch(path).if_match(post.version).body(patch)).await
}
