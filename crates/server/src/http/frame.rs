//! What surrounds every request: its id, its span, and the headers that every answer carries. One layer, because
//! it is passed at each of the many reads.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName,
    HeaderValue, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};
use tracing::Instrument;

use super::limits::Allowance;
use super::request_id;
use crate::app::App;

macro_rules! page_policy {
    (framed by $ancestors:literal) => {
        concat!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
             font-src 'self'; frame-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
             frame-ancestors ",
            $ancestors
        )
    };
}

const PAGE_POLICY: &str = page_policy!(framed by "'none'");
/// The policy of a page that any site may show within its own: a session's, where one registers.
pub const EMBEDDED_POLICY: &str = page_policy!(framed by "*");
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const LIMIT: HeaderName = HeaderName::from_static("ratelimit-limit");
const REMAINING: HeaderName = HeaderName::from_static("ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("ratelimit-reset");

/// Gives each request an id and a span, answers `HEAD` wherever `GET` is answered, and completes the answer's
/// headers. An id that the client sends is not believed: ids are ours.
pub async fn frame<B: MessageBody>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let id = request
        .app_data::<web::Data<App>>()
        .map_or_else(String::new, |app| app.ids.new_id(app.clock.now()).simple().to_string());
    let header = HeaderValue::from_str(&id);
    let is_read = request.method().is_safe();
    let for_anybody = is_read && is_public(request.path());
    // Reads are many and say little: their spans are for those who look closer.
    let span = if is_read {
        tracing::debug_span!("request", id, method = %request.method(), route = request.match_pattern())
    } else {
        tracing::info_span!("request", id, method = %request.method(), route = request.match_pattern())
    };
    if request.method() == Method::HEAD {
        // The body is left out on the way to the client.
        request.head_mut().method = Method::GET;
    }
    let mut answer = request_id::scope(id, next.call(request).instrument(span)).await?;
    complete(&mut answer, for_anybody);
    if let Ok(id) = header {
        answer.headers_mut().insert(request_id::HEADER, id);
    }
    Ok(answer)
}

/// Public reads that concern nobody in person may be read by any site.
fn is_public(path: &str) -> bool {
    let own = ["/current", "/speaker-profile", "/set-up"];
    path.starts_with("/api/v1/public/") && !own.iter().any(|part| path.contains(part))
}

fn complete<B>(answer: &mut ServiceResponse<B>, for_anybody: bool) {
    let allowance = answer.request().extensions().get::<Allowance>().copied();
    let is_personal = !for_anybody && answer.request().path().starts_with("/api/");
    let is_encrypted = answer
        .request()
        .app_data::<web::Data<App>>()
        .is_some_and(|app| app.config.base_url.starts_with("https://"));
    let headers = answer.headers_mut();
    let is_page = headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    if is_page {
        headers.insert(OPENER_POLICY, HeaderValue::from_static("same-origin"));
        if !headers.contains_key(CONTENT_SECURITY_POLICY) {
            headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAGE_POLICY));
        }
    }
    if is_encrypted {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    if is_personal && !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if let Some(allowance) = allowance {
        headers.insert(LIMIT, allowance.limit.into());
        headers.insert(REMAINING, allowance.remaining.into());
        headers.insert(RESET, allowance.reset.into());
    }
    if for_anybody {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
}
