//! The built SPA, inside the program: hashed files that never change, each with its compressed sibling.

use std::borrow::Cow;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_ENCODING, ETAG, HeaderValue, IF_NONE_MATCH, VARY};
use actix_web::{HttpRequest, HttpResponse, web};
use rust_embed::RustEmbed;

use crate::http::cached::{accepts_brotli, names};
use crate::http::{ApiError, ApiResult};

/// What `just spa` built. In debug builds the files are read from the disk.
#[derive(RustEmbed)]
#[folder = "../../dist"]
#[allow_missing = true]
pub(super) struct Spa;

/// A file of the SPA as text.
pub(super) fn text(name: &str) -> Option<String> {
    String::from_utf8(Spa::get(name)?.data.into_owned()).ok()
}

/// `GET /assets/{name}`.
pub fn assets(config: &mut web::ServiceConfig) {
    config.route("/assets/{name:.+}", web::get().to(asset));
}

async fn asset(request: HttpRequest, name: web::Path<String>) -> ApiResult<HttpResponse> {
    // The page and the compressed siblings are no addresses of their own.
    if name.ends_with(".html") || name.ends_with(".br") {
        return Err(ApiError::not_found());
    }
    let packed = accepts_brotli(&request).then(|| Spa::get(&format!("{name}.br"))).flatten();
    let encoding = packed.is_some().then_some("br");
    let file = packed.or_else(|| Spa::get(&name)).ok_or_else(ApiError::not_found)?;
    let hash: String = file.metadata.sha256_hash()[..12].iter().map(|byte| format!("{byte:02x}")).collect();
    let etag = HeaderValue::from_str(&format!("\"{hash}\"")).map_err(ApiError::internal)?;
    let known = request.headers().get(IF_NONE_MATCH).is_some_and(|tags| names(tags, &etag));
    let mut answer = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer
        .insert_header((ETAG, etag))
        .insert_header((VARY, HeaderValue::from_static("accept-encoding")))
        .insert_header((CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")));
    if known {
        return Ok(answer.finish());
    }
    if let Some(encoding) = encoding {
        answer.insert_header((CONTENT_ENCODING, HeaderValue::from_static(encoding)));
    }
    answer.content_type(content_type(&name));
    Ok(match file.data {
        Cow::Borrowed(bytes) => answer.body(bytes),
        Cow::Owned(bytes) => answer.body(bytes),
    })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "json" | "webmanifest" => "application/json",
        _ => "application/octet-stream",
    }
}
