//! The page of a preview: a session's page that nobody finds, keeps or counts, with a ribbon that says what it is.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};
use bytes::Bytes;
use magnetiq_shared::Language;

use super::head::{Head, paths};
use super::make;
use super::page::Page;
use super::words::Words;
use crate::ctx::Ctx;
use crate::html::escape;
use crate::http::ApiResult;
use crate::http::cached::Answer;
use crate::sessions::preview::{Subject, open};

/// Where the ribbon's stylesheet is.
pub(super) const STYLES: &str = "/preview.css";
const CSS: &str = include_str!("preview.css");
const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// The page at a preview's address; `None` where the link does not lead to one, or not any more.
pub(super) async fn page(ctx: &Ctx, slug: &str, language: Language) -> ApiResult<Option<HttpResponse>> {
    let Some((subject, session)) = open(ctx, slug).await? else { return Ok(None) };
    let snapshot = ctx.program.at(ctx.now);
    let made = make::landing(ctx, &snapshot.program, language, &session);
    // The other language leads to the other preview; search engines and networks are told of neither.
    let here = paths(|language| magnetiq_shared::links::landing(language, slug));
    let head = Head { title: made.head.title, meta_title: made.head.meta_title, ..Head::default() };
    let page = Page { head, ribbon: ribbon(subject, language), ..made };
    let html = page.render_at(ctx, &snapshot.program, language, here.as_ref())?;
    let answer = HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")))
        .insert_header((CACHE_CONTROL, HeaderValue::from_static("no-store")))
        .insert_header((ROBOTS, HeaderValue::from_static("noindex, nofollow")))
        .body(html);
    Ok(Some(answer))
}

fn ribbon(subject: Subject, language: Language) -> String {
    let words = Words::of(language);
    let more = match subject {
        Subject::Session => words.preview_session,
        Subject::Topic => words.preview_topic,
    };
    format!(
        "<link rel=\"stylesheet\" href=\"{STYLES}\"><p class=\"preview-ribbon\" role=\"note\"><b>{}</b> {}</p>",
        escape(words.preview),
        escape(more)
    )
}

/// The ribbon's stylesheet.
pub(super) async fn styles(request: HttpRequest) -> HttpResponse {
    Answer::new(Bytes::from_static(CSS.as_bytes())).respond(&request, "text/css; charset=utf-8", "no-cache")
}
