//! The program.

use magnetiq_shared::sessions::{RelatedSessions, SessionCard, SessionFilters, SessionPage};
use magnetiq_shared::{Language, Page};

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

/// Address of a session's calendar file in a language, for a plain link.
pub fn calendar_url(slug: &str, language: Language) -> String {
    format!("/api/v1/public/sessions/{}/calendar.ics?language={language}", segment(slug))
}

/// Address of the program's calendar feed in a language, for a plain link; `narrowed` are the parameters that make it
/// that of a category or a speaker.
pub fn feed_url(language: Language, narrowed: &[Option<String>]) -> String {
    let told = format!("language={language}");
    let parts: Vec<&str> = narrowed.iter().flatten().map(String::as_str).chain([told.as_str()]).collect();
    format!("/api/v1/public/calendar.ics?{}", parts.join("&"))
}
