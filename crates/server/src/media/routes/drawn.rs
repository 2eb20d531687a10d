//! Drawn pictures, and the logo for phones.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use actix_web::{HttpResponse, web};

use super::super::cover::{Pattern, cover_svg, portrait_svg};
use super::super::{card, drawn};
use crate::http::{ApiError, ApiResult};

/// `/media/covers`, `/media/portraits`, `/media/icons`.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/media/covers/{name}.svg", web::get().to(cover))
        .route("/media/portraits/{name}.svg", web::get().to(portrait))
        // Phones ask for this address by themselves.
        .route("/apple-touch-icon.png", web::get().to(async || icon(180, true)))
        .route("/media/icons/icon-192.png", web::get().to(async || icon(192, false)))
        .route("/media/icons/icon-512.png", web::get().to(async || icon(512, false)));
}

async fn cover(name: web::Path<String>) -> ApiResult<HttpResponse> {
    let (pattern, seed) = drawn(&name).ok_or_else(ApiError::not_found)?;
    let pattern: Pattern = pattern.parse().map_err(|_| ApiError::not_found())?;
    Ok(svg(cover_svg(pattern, seed)))
}

async fn portrait(name: web::Path<String>) -> ApiResult<HttpResponse> {
    let (initials, seed) = drawn(&name).ok_or_else(ApiError::not_found)?;
    if initials.len() > 3 || !initials.chars().all(|c| c.is_ascii_uppercase()) {
        return Err(ApiError::not_found());
    }
    Ok(svg(portrait_svg(initials, seed)))
}

fn icon(size: u32, bleed: bool) -> ApiResult<HttpResponse> {
    let png = card::icon(size, bleed).map_err(ApiError::internal)?;
    Ok(HttpResponse::Ok()
        .content_type("image/png")
        .insert_header((CACHE_CONTROL, "public, max-age=604800"))
        .body(png))
}

/// The address says all that the picture depends on, so it never changes.
fn svg(drawing: String) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("image/svg+xml")
        .insert_header((CACHE_CONTROL, "public, max-age=604800, immutable"))
        .insert_header((CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; sandbox"))
        .body(drawing)
}
