//! The language of whoever opens a page that says nothing about it.

use actix_web::HttpRequest;
use actix_web::http::header::ACCEPT_LANGUAGE;
use magnetiq_shared::Language;

/// The first language that the browser asks for.
pub fn browser_language(request: &HttpRequest) -> Language {
    let wanted =
        request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if wanted.trim().to_ascii_lowercase().starts_with("de") { Language::De } else { Language::En }
}
