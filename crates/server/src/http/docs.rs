//! The API's reference page, with nothing loaded from another host, and the page of each problem type.

use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_SECURITY_POLICY;
use actix_web::{HttpResponse, web};
use magnetiq_shared::ProblemType;
use minijinja::context;
use utoipa_swagger_ui::Config;

use super::{ApiError, ApiResult, openapi};
use crate::html;

const DOCUMENT: &str = "/api/openapi.json";
/// The reference page brings its own styles.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
     connect-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// `/api/docs/`, `/api/openapi.json`, `/problems/{type}`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route(DOCUMENT, web::get().to(document))
        .service(web::redirect("/api/docs", "/api/docs/"))
        .route("/api/docs/{file:.*}", web::get().to(reference))
        .route("/problems/{slug}", web::get().to(problem));
}

async fn document() -> ApiResult<HttpResponse> {
    let json = openapi::document().map_err(ApiError::internal)?;
    Ok(HttpResponse::Ok().content_type("application/json").body(json))
}

async fn reference(file: web::Path<String>) -> ApiResult<HttpResponse> {
    let config = std::sync::Arc::new(Config::from(DOCUMENT));
    let found = utoipa_swagger_ui::serve(&file, config)
        .map_err(ApiError::internal)?
        .ok_or_else(ApiError::not_found)?;
    Ok(HttpResponse::Ok()
        .content_type(found.content_type)
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .body(found.bytes.into_owned()))
}

/// What a type of problem means.
async fn problem(slug: web::Path<String>) -> ApiResult<HttpResponse> {
    let kind =
        ProblemType::ALL.into_iter().find(|kind| kind.slug() == *slug).ok_or_else(ApiError::not_found)?;
    let values = context! {
        title => kind.title(), explanation => kind.explanation(), slug => kind.slug(), status => kind.status(),
    };
    html::page(StatusCode::OK, "problem.html", values)
}
