//! The few pages that the server draws itself: the way into the meeting, the explanations of problems, the demo's
//! mailbox. One layout and one stylesheet, no script.

use std::sync::OnceLock;

use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpResponse, web};
use minijinja::{AutoEscape, Environment, Value};

use crate::http::{ApiError, ApiResult};

const TEMPLATES: &[(&str, &str)] = &[
    ("layout.html", include_str!("templates/layout.html")),
    ("icons.html", include_str!("templates/icons.html")),
    ("join.html", include_str!("templates/join.html")),
    ("problem.html", include_str!("templates/problem.html")),
    ("mailbox.html", include_str!("templates/mailbox.html")),
    ("mail.html", include_str!("templates/mail.html")),
];
const STYLES: &str = include_str!("templates/page.css");

/// `/static/page.css`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/static/page.css", web::get().to(styles));
}

async fn styles() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .body(STYLES)
}

/// A page from a template; whatever the values contain is escaped.
///
/// # Errors
/// `internal` where the template does not fit its values.
pub fn page(status: StatusCode, template: &str, values: Value) -> ApiResult<HttpResponse> {
    let html = environment()
        .and_then(|environment| environment.get_template(template)?.render(values))
        .map_err(|error| ApiError::internal(format!("{error:#}")))?;
    Ok(HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(html))
}

fn environment() -> Result<&'static Environment<'static>, minijinja::Error> {
    static ENVIRONMENT: OnceLock<Environment<'static>> = OnceLock::new();
    if let Some(environment) = ENVIRONMENT.get() {
        return Ok(environment);
    }
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    for (name, source) in TEMPLATES {
        environment.add_template(name, source)?;
    }
    Ok(ENVIRONMENT.get_or_init(|| environment))
}
