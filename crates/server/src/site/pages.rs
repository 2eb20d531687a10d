//! The pages of the site: one HTML file with the page's title, its data, and nothing that it would have to ask
//! for again. Unknown addresses are 404, withdrawn sessions 410, old slugs redirect.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{
    ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue, LOCATION,
};
use actix_web::{HttpRequest, HttpResponse, web};
use magnetiq_shared::site::LegalKind;
use magnetiq_shared::{Language, links};

use super::{filters, make, preview};
use crate::ctx::Ctx;
use crate::http::cached::Answer;
use crate::http::{ApiResult, EMBEDDED_POLICY};
use crate::sessions::Program;
use crate::sessions::preview::is_preview;
use crate::sessions::program::Found;
use crate::settings;

/// Pages may be kept, but are asked for again each time.
const CACHE: &str = "no-cache";
const HTML: &str = "text/html; charset=utf-8";

/// The site's pages in both languages.
pub fn pages(config: &mut web::ServiceConfig) {
    config.route("/", web::get().to(home)).route(preview::STYLES, web::get().to(preview::styles));
    for language in Language::ALL {
        let landing_path = links::landing(language, "{slug}");
        let speaker_path = links::speaker(language, "{slug}");
        config
            .route(
                &links::overview(language),
                web::get().to(move |ctx, request| overview(ctx, request, language)),
            )
            .route(
                &landing_path,
                web::get().to(move |ctx, request, slug| landing(ctx, request, slug, language)),
            )
            .route(
                &speaker_path,
                web::get().to(move |ctx, request, slug| speaker(ctx, request, slug, language)),
            )
            .route(
                &links::manage_page(language),
                web::get().to(move |ctx, request| manage(ctx, request, language)),
            );
        for kind in LegalKind::ALL {
            let path = links::legal(language, kind);
            config.route(&path, web::get().to(move |ctx, request| legal(ctx, request, kind, language)));
        }
    }
}

/// `/` leads to the program in the browser's language. Every other address is taken at its word.
async fn home(request: HttpRequest) -> HttpResponse {
    let wanted =
        request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let german = wanted.split(',').next().is_some_and(|first| first.trim().to_lowercase().starts_with("de"));
    let to = links::overview(if german { Language::De } else { Language::En });
    HttpResponse::Found().insert_header((LOCATION, to)).insert_header((CACHE_CONTROL, "no-store")).finish()
}

async fn overview(ctx: Ctx, request: HttpRequest, language: Language) -> ApiResult<HttpResponse> {
    let filters = filters::of_address(request.query_string());
    let snapshot = ctx.program.at(ctx.now);
    let page =
        |program: &Program| make::overview(&ctx, program, language, &filters).render(&ctx, program, language);
    // Filters can be invented without end: only the page that most ask for is kept.
    let answer = match filters::is_unfiltered(&filters) && filters.cursor.is_none() {
        true => snapshot.answer(&format!("page/overview/{language}"), page)?,
        false => Arc::new(Answer::new(page(&snapshot.program)?)),
    };
    Ok(answer.respond(&request, HTML, CACHE))
}

async fn landing(
    ctx: Ctx,
    request: HttpRequest,
    slug: web::Path<String>,
    language: Language,
) -> ApiResult<HttpResponse> {
    if is_preview(&slug) {
        let page = preview::page(&ctx, &slug, language).await?;
        let unknown = ("landing", "unknown_title", "unknown_text");
        return page.map_or_else(|| missing(&ctx, language, StatusCode::NOT_FOUND, unknown), Ok);
    }
    let snapshot = ctx.program.at(ctx.now);
    match snapshot.program.find(&slug) {
        Found::Session(session) if is_embedded(&request) => {
            let answer = snapshot.answer(&format!("page/{language}/{slug}/embedded"), |program| {
                make::landing(&ctx, program, language, session).embedded().render(&ctx, program, language)
            })?;
            let mut answer = answer.respond(&request, HTML, CACHE);
            let policy = HeaderValue::from_static(EMBEDDED_POLICY);
            answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
            Ok(answer)
        }
        Found::Session(session) => {
            let answer = snapshot.answer(&format!("page/{language}/{slug}"), |program| {
                make::landing(&ctx, program, language, session).render(&ctx, program, language)
            })?;
            Ok(answer.respond(&request, HTML, CACHE))
        }
        Found::Moved(new) => Ok(moved(&links::landing(language, new), &request)),
        Found::Gone => missing(&ctx, language, StatusCode::GONE, ("landing", "gone_title", "gone_text")),
        Found::Nothing => {
            missing(&ctx, language, StatusCode::NOT_FOUND, ("landing", "unknown_title", "unknown_text"))
        }
    }
}

/// Whether another site shows the page within its own.
fn is_embedded(request: &HttpRequest) -> bool {
    request.query_string().split('&').any(|part| part == "embed=1")
}

async fn speaker(
    ctx: Ctx,
    request: HttpRequest,
    slug: web::Path<String>,
    language: Language,
) -> ApiResult<HttpResponse> {
    let snapshot = ctx.program.at(ctx.now);
    let Some(found) = snapshot.program.speaker_page(&slug, ctx.now) else {
        return missing(
            &ctx,
            language,
            StatusCode::NOT_FOUND,
            ("landing", "speaker_unknown_title", "unknown_text"),
        );
    };
    let answer = snapshot.answer(&format!("page/speaker/{language}/{slug}"), |program| {
        make::speaker(&ctx, program, language, found).render(&ctx, program, language)
    })?;
    Ok(answer.respond(&request, HTML, CACHE))
}

async fn legal(
    ctx: Ctx,
    request: HttpRequest,
    kind: LegalKind,
    language: Language,
) -> ApiResult<HttpResponse> {
    let Some(text) = settings::legal_text(ctx.db.read(), kind).await? else {
        return missing(&ctx, language, StatusCode::NOT_FOUND, ("site", "not_found_title", "not_found_text"));
    };
    let key = format!("page{}@{}", links::legal(language, kind), text.version);
    let answer = ctx
        .program
        .at(ctx.now)
        .answer(&key, |program| make::legal(&ctx, program, language, text).render(&ctx, program, language))?;
    Ok(answer.respond(&request, HTML, CACHE))
}

async fn manage(ctx: Ctx, request: HttpRequest, language: Language) -> ApiResult<HttpResponse> {
    let answer = ctx.program.at(ctx.now).answer(&format!("page/manage/{language}"), |program| {
        make::manage(language).render(&ctx, program, language)
    })?;
    Ok(answer.respond(&request, HTML, CACHE))
}

/// To where a page is now, with what the address asks of it: the links of mails carry their step there.
///
/// Browsers ask again each time, for an address may be given back.
pub fn moved(to: &str, request: &HttpRequest) -> HttpResponse {
    let to = match request.query_string() {
        "" => to.to_owned(),
        query => format!("{to}?{query}"),
    };
    HttpResponse::MovedPermanently()
        .insert_header((LOCATION, to))
        .insert_header((CACHE_CONTROL, CACHE))
        .finish()
}

/// What is done for an address that leads nowhere: without its last slash it may lead somewhere, and `/de` is the
/// German overview; else a page says so in the visitor's language.
///
/// # Errors
/// `internal` where the page can't be put together.
pub async fn not_found(ctx: Ctx, request: HttpRequest) -> ApiResult<HttpResponse> {
    let path = request.path().trim_end_matches('/');
    let language = if path == "/de" || path.starts_with("/de/") { Language::De } else { Language::En };
    if path == "/de" {
        return Ok(moved(&links::overview(language), &request));
    }
    // An address with two slashes at its start, or the like, would lead to another site.
    if path != request.path() && path.starts_with('/') && !path[1..].starts_with(['/', '\\']) {
        return Ok(moved(path, &request));
    }
    missing(&ctx, language, StatusCode::NOT_FOUND, ("site", "not_found_title", "not_found_text"))
}

fn missing(
    ctx: &Ctx,
    language: Language,
    status: StatusCode,
    words: (&str, &'static str, &'static str),
) -> ApiResult<HttpResponse> {
    let snapshot = ctx.program.at(ctx.now);
    let page = make::missing(language, words).render(ctx, &snapshot.program, language)?;
    Ok(HttpResponse::build(status)
        .insert_header((CONTENT_TYPE, HeaderValue::from_static(HTML)))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(page))
}
