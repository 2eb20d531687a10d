//! `/media/…`: drawn pictures.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use actix_web::{HttpResponse, web};

use super::cover::{Pattern, cover_svg, portrait_svg};
use crate::http::{ApiError, ApiResult};

/// The slice's routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/media/covers/{name}.svg", web::get().to(cover))
        .route("/media/portraits/{name}.svg", web::get().to(portrait));
}

async fn cover(name: web::Path<String>) -> ApiResult<HttpResponse> {
    let (pattern, seed) = parts(&name).ok_or_else(ApiError::not_found)?;
    let pattern: Pattern = pattern.parse().map_err(|_| ApiError::not_found())?;
    Ok(svg(cover_svg(pattern, seed)))
}

async fn portrait(name: web::Path<String>) -> ApiResult<HttpResponse> {
    let (initials, seed) = parts(&name).ok_or_else(ApiError::not_found)?;
    if initials.len() > 3 || !initials.chars().all(|c| c.is_ascii_uppercase()) {
        return Err(ApiError::not_found());
    }
    Ok(svg(portrait_svg(initials, seed)))
}

/// `waves-42` → `("waves", 42)`.
fn parts(name: &str) -> Option<(&str, u64)> {
    let (kind, seed) = name.rsplit_once('-')?;
    Some((kind, seed.parse::<u32>().ok()?.into()))
}

/// The address says all that the picture depends on, so it never changes.
fn svg(drawing: String) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("image/svg+xml")
        .insert_header((CACHE_CONTROL, "public, max-age=604800, immutable"))
        .insert_header((CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; sandbox"))
        .body(drawing)
}
