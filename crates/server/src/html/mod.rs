//! What the server writes by template: the few pages that it draws itself (the way into the meeting, the explanations
//! of problems, the demo's mailbox; one layout and one stylesheet, no script), and the parts of the site's pages.

pub mod lines;
pub mod rich;

use std::sync::{LazyLock, OnceLock};

use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT_LANGUAGE, CACHE_CONTROL};
use actix_web::{HttpRequest, HttpResponse, web};
use bytes::Bytes;
use magnetiq_shared::Language;
use minijinja::{AutoEscape, Environment, Value};

use crate::http::cached::Answer;
use crate::http::{ApiError, ApiResult};

const TEMPLATES: &[(&str, &str)] = &[
    ("layout.html", include_str!("templates/layout.html")),
    ("icons.html", include_str!("templates/icons.html")),
    ("join.html", include_str!("templates/join.html")),
    ("my-data.html", include_str!("templates/my-data.html")),
    ("unsubscribe.html", include_str!("templates/unsubscribe.html")),
    ("certificate.html", include_str!("templates/certificate.html")),
    ("feedback.html", include_str!("templates/feedback.html")),
    ("problem.html", include_str!("templates/problem.html")),
    ("mailbox.html", include_str!("templates/mailbox.html")),
    ("mail.html", include_str!("templates/mail.html")),
    ("site/feed.atom", include_str!("templates/site/feed.atom")),
    ("site/sitemap.xml", include_str!("templates/site/sitemap.xml")),
    ("site/frame.html", include_str!("templates/site/frame.html")),
    ("site/parts.html", include_str!("templates/site/parts.html")),
    ("site/overview.html", include_str!("templates/site/overview.html")),
    ("site/landing.html", include_str!("templates/site/landing.html")),
    ("site/speaker.html", include_str!("templates/site/speaker.html")),
    ("site/text.html", include_str!("templates/site/text.html")),
    ("site/head.html", include_str!("templates/site/head.html")),
];
const STYLES: &str = include_str!("templates/page.css");

/// `/static/page.css`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/static/page.css", web::get().to(styles));
}

async fn styles(request: HttpRequest) -> HttpResponse {
    static ANSWER: LazyLock<Answer> = LazyLock::new(|| Answer::new(Bytes::from_static(STYLES.as_bytes())));
    // The address stays when the styles change: a browser has to ask, and learns that nothing has.
    ANSWER.respond(&request, "text/css; charset=utf-8", "no-cache")
}

/// The first language that the browser asks for.
pub fn browser_language(request: &HttpRequest) -> Language {
    let wanted =
        request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if wanted.trim().to_ascii_lowercase().starts_with("de") { Language::De } else { Language::En }
}

/// A page from a template; whatever the values contain is escaped.
///
/// # Errors
/// `internal` where the template does not fit its values.
pub fn page(status: StatusCode, template: &str, values: Value) -> ApiResult<HttpResponse> {
    let html = fill(template, values)?;
    Ok(HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(html))
}

/// A template with its values in it; whatever they contain is escaped.
///
/// # Errors
/// `internal` where the template does not fit its values.
pub fn fill(template: &str, values: Value) -> ApiResult<String> {
    environment()
        .and_then(|environment| environment.get_template(template)?.render(values))
        .map_err(|error| ApiError::internal(format!("{error:#}")))
}

/// Text for HTML or XML, also inside of quoted attributes. Slashes stay, so that addresses read as they are.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // No document may hold these, however they are written.
            c if c.is_control() && !c.is_whitespace() => {}
            '\u{fffe}' | '\u{ffff}' | '\u{b}' | '\u{c}' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

fn environment() -> Result<&'static Environment<'static>, minijinja::Error> {
    static ENVIRONMENT: OnceLock<Environment<'static>> = OnceLock::new();
    if let Some(environment) = ENVIRONMENT.get() {
        return Ok(environment);
    }
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(|out, state, value| match value.as_str().filter(|_| !value.is_safe()) {
        Some(text) => out.write_str(&escape(text)).map_err(Into::into),
        None => minijinja::escape_formatter(out, state, value),
    });
    for (name, source) in TEMPLATES {
        environment.add_template(name, source)?;
    }
    Ok(ENVIRONMENT.get_or_init(|| environment))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_html_is_only_text() {
        assert_eq!(
            escape("<b> & \"c\" 'd' https://e"),
            "&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39; https://e"
        );
    }
}
