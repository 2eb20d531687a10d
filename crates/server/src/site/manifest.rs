//! What a phone or a desk reads to install the site as an app (W3C Web Application Manifest), in each language.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpResponse, web};
use magnetiq_shared::{Language, links};
use serde_json::json;

use crate::ctx::Ctx;

const MANIFEST: &str = "application/manifest+json";
const CACHE: &str = "public, max-age=3600";
/// The site's light ground; where it is dark the page's own `theme-color` says so.
const GROUND: &str = "#ffffff";

/// The manifests.
pub(super) fn manifests(config: &mut web::ServiceConfig) {
    for language in Language::ALL {
        let answer = move |ctx: Ctx| async move { manifest(&ctx, language) };
        config.route(&links::manifest(language), web::get().to(answer));
    }
}

fn manifest(ctx: &Ctx, language: Language) -> HttpResponse {
    let snapshot = ctx.program.at(ctx.now);
    let brand = &snapshot.program.settings.brand;
    let icon = |size: u32| json!({ "src": format!("/media/icons/icon-{size}.png"), "sizes": format!("{size}x{size}"), "type": "image/png" });
    let manifest = json!({
        "name": brand.name,
        "description": brand.tagline.get(language),
        "lang": language,
        "id": "/webinars",
        "start_url": links::overview(language),
        "scope": "/",
        "display": "standalone",
        "background_color": GROUND,
        "theme_color": GROUND,
        "icons": [icon(192), icon(512)],
    });
    HttpResponse::Ok().content_type(MANIFEST).insert_header((CACHE_CONTROL, CACHE)).body(manifest.to_string())
}
