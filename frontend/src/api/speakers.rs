//! Speakers.

use magnetiq_shared::speakers::SpeakerPage;

use super::ApiResult;
use super::client::{Call, segment};

/// A speaker and their coming sessions.
///
/// # Errors
/// `not-found`; else see [`super::ApiError`].
pub async fn page(slug: &str) -> ApiResult<SpeakerPage> {
    Call::get(format!("/public/speakers/{}", segment(slug))).json().await
}
