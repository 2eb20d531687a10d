//! The program.

use magnetiq_shared::Page;
use magnetiq_shared::sessions::{RelatedSessions, SessionCard, SessionFilters, SessionPage};

use super::ApiResult;
use super::client::{Call, segment};

/// One page of the program.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn list(filters: &SessionFilters) -> ApiResult<Page<SessionCard>> {
    Call::get("/public/sessions").query(filters).json().await
}

/// A session's landing page.
///
/// # Errors
/// `not-found`; `gone` where it was withdrawn; else see [`super::ApiError`].
pub async fn page(slug: &str) -> ApiResult<SessionPage> {
    Call::get(format!("/public/sessions/{}", segment(slug))).json().await
}

/// More to look at beside one session.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn related(slug: &str) -> ApiResult<RelatedSessions> {
    Call::get(format!("/public/sessions/{}/related", segment(slug))).json().await
}

/// Address of a session's calendar file, for a plain link.
pub fn calendar_url(slug: &str) -> String {
    format!("/api/v1/public/sessions/{}/calendar.ics", segment(slug))
}
