//! The admin panel's page: one file for all its addresses, the same for everybody. What it shows it asks the API for,
//! as the person who has signed in there, or with the token of a mailed link.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue};
use actix_web::{HttpResponse, web};

use super::assets;

/// Stands in while the browser app is not built.
const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Magnetiq</title></head>\
    <body><p>The panel is not built yet: run <code>just spa</code>.</p></body></html>";
const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// `/admin` and all below it, and the own profile of speakers from outside, which the same program draws.
pub fn admin(config: &mut web::ServiceConfig) {
    for path in ["/admin", "/admin/{page:.*}", "/speaker-profile"] {
        config.route(path, web::get().to(panel));
    }
}

/// Nobody keeps it, so that a new version is there at the next visit; no search engine lists it.
async fn panel() -> HttpResponse {
    let page = assets::text("admin.html").unwrap_or_else(|| NOT_BUILT.to_owned());
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")))
        .insert_header((CACHE_CONTROL, HeaderValue::from_static("no-store")))
        .insert_header((ROBOTS, HeaderValue::from_static("noindex")))
        .body(page)
}
