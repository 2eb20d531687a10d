//! What programs read that go through sites by themselves: `sitemap.xml`, `robots.txt`, and the feeds of new sessions.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use bytes::Bytes;
use chrono::{DateTime, SecondsFormat, Utc};
use magnetiq_shared::site::LegalKind;
use magnetiq_shared::{Language, links};
use minijinja::{Value, context};

use super::{feed, logo, manifest};
use crate::ctx::Ctx;
use crate::http::ApiResult;
use crate::sessions::Program;
use crate::{html, settings};

/// May be kept for a moment; then the ETag tells whether it is still true.
const CACHE: &str = "public, max-age=300";
const XML: &str = "application/xml; charset=utf-8";
const ATOM: &str = "application/atom+xml; charset=utf-8";

/// `/robots.txt`, `/sitemap.xml`, the feeds, manifests and the logo's sheet. To be asked before the pages: a feed's name looks like a
/// session's.
pub fn crawlers(config: &mut web::ServiceConfig) {
    config.route("/robots.txt", web::get().to(robots)).route("/sitemap.xml", web::get().to(sitemap));
    for language in Language::ALL {
        config.route(&links::feed(language), web::get().to(move |ctx, request| atom(ctx, request, language)));
    }
    manifest::manifests(config);
    logo::logo(config);
}

/// Crawlers get pages, pictures and calendars; the rest of the API says nothing that the pages don't.
async fn robots(ctx: Ctx) -> HttpResponse {
    let private =
        Language::ALL.map(|language| format!("Disallow: {}\n", links::manage_page(language))).concat();
    let text = format!(
        "User-agent: *\n\
         Allow: /api/v1/public/card.png\n\
         Allow: /api/v1/public/calendar.ics\n\
         Allow: /api/v1/public/sessions/*/card.png\n\
         Allow: /api/v1/public/sessions/*/calendar.ics\n\
         Disallow: /admin\n\
         Disallow: /api/\n\
         Disallow: /join/\n\
         {private}\n\
         Sitemap: {}/sitemap.xml\n",
        ctx.config.base_url
    );
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(text)
}

async fn sitemap(ctx: Ctx, request: HttpRequest) -> ApiResult<HttpResponse> {
    let legal = settings::legal_dates(ctx.db.read()).await?;
    let newest = legal.iter().map(|(_, at)| at.timestamp_millis()).max();
    let answer = ctx.program.at(ctx.now).answer(&format!("sitemap@{newest:?}"), |program| {
        write_sitemap(program, &ctx.config.base_url, &legal)
    })?;
    Ok(answer.respond(&request, XML, CACHE))
}

fn write_sitemap(program: &Program, base: &str, legal: &[(LegalKind, DateTime<Utc>)]) -> ApiResult<Bytes> {
    let mut speakers: BTreeMap<&str, DateTime<Utc>> = BTreeMap::new();
    for content in program.sessions().iter().map(|session| &session.content) {
        let changed = speakers.entry(&content.speaker.card.slug).or_insert(content.updated_at);
        *changed = content.updated_at.max(*changed);
    }
    let newest = speakers.values().max().copied();
    let page = |of: &dyn Fn(Language) -> String, changed: Option<DateTime<Utc>>| {
        context! {
            en => format!("{base}{}", of(Language::En)),
            de => format!("{base}{}", of(Language::De)),
            changed => changed.map(instant),
        }
    };
    let mut pages = vec![page(&links::overview, newest)];
    pages.extend(program.sessions().iter().map(|session| {
        page(&|language| links::landing(language, &session.content.slug), Some(session.content.updated_at))
    }));
    pages.extend(
        speakers
            .iter()
            .map(|(slug, changed)| page(&|language| links::speaker(language, slug), Some(*changed))),
    );
    pages.extend(legal.iter().map(|(kind, at)| page(&|language| links::legal(language, *kind), Some(*at))));
    html::fill("site/sitemap.xml", context! { pages => Value::from_iter(pages) }).map(Bytes::from)
}

async fn atom(ctx: Ctx, request: HttpRequest, language: Language) -> ApiResult<HttpResponse> {
    let answer = ctx.program.at(ctx.now).answer(&format!("feed/{language}"), |program| {
        feed::write(program, &ctx.config.base_url, language, ctx.now)
    })?;
    Ok(answer.respond(&request, ATOM, CACHE))
}

/// `2026-12-01T09:00:00Z`.
pub(super) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
