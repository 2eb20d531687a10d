//! What other sites embed: a script that shows the next sessions there.

use std::sync::LazyLock;

use actix_web::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};

use crate::http::cached::Answer;

const SCRIPT: &str = include_str!("program.js");
const CACHE: &str = "public, max-age=300, stale-while-revalidate=86400";
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// `/embed/program.js`.
pub fn embeds(config: &mut web::ServiceConfig) {
    config.route("/embed/program.js", web::get().to(program));
}

async fn program(request: HttpRequest) -> HttpResponse {
    static ANSWER: LazyLock<Answer> = LazyLock::new(|| Answer::new(SCRIPT.into()));
    let mut answer = ANSWER.respond(&request, "text/javascript; charset=utf-8", CACHE);
    let headers = answer.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    answer
}
