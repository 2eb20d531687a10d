//! The pages of the site: one HTML file with the page's title, its data, and nothing that it would have to ask
//! for again. Unknown addresses are 404, withdrawn sessions 410, old slugs redirect.

use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_TYPE, HeaderValue, LOCATION};
use actix_web::{HttpRequest, HttpResponse, web};
use bytes::Bytes;
use magnetiq_shared::sessions::{SessionFilters, Timeframe};
use magnetiq_shared::site::LegalKind;
use magnetiq_shared::{Language, links};
use serde_json::{Value, json};

use super::routes::site;
use super::{assets, without_scripts};
use crate::ctx::Ctx;
use crate::http::{ApiError, ApiResult};
use crate::sessions::program::Found;
use crate::sessions::{Program, list};

/// Pages may be kept, but are asked for again each time.
const CACHE: &str = "no-cache";
const NOT_BUILT: &str =
    "<!doctype html><title>Magnetiq Webinars</title><p>The site is not built yet: run <code>just spa</code>.";
const HTML: &str = "text/html; charset=utf-8";

/// The site's pages in both languages.
pub fn pages(config: &mut web::ServiceConfig) {
    config.route("/", web::get().to(home));
    for language in Language::ALL {
        let overview = links::overview(language);
        let landing = format!("{overview}/{{slug}}");
        config
            .route(
                &overview,
                web::get().to(move |ctx: Ctx, request: HttpRequest| overview_page(ctx, request, language)),
            )
            .route(
                &landing,
                web::get().to(move |ctx: Ctx, request: HttpRequest, slug: web::Path<String>| {
                    landing_page(ctx, request, slug, language)
                }),
            );
        let others = [links::manage_page(language), links::speaker(language, "{slug}")].into_iter();
        for path in others.chain(LEGAL.map(|kind| links::legal(language, kind))) {
            config.route(
                &path,
                web::get().to(move |ctx: Ctx, request: HttpRequest| plain_page(ctx, request, language)),
            );
        }
    }
}

const LEGAL: [LegalKind; 3] = [LegalKind::Terms, LegalKind::Privacy, LegalKind::Imprint];

/// `/` leads to the program in the browser's language. Every other address is taken at its word.
async fn home(request: HttpRequest) -> HttpResponse {
    let wanted =
        request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let german = wanted.split(',').next().is_some_and(|first| first.trim().to_lowercase().starts_with("de"));
    let to = links::overview(if german { Language::De } else { Language::En });
    HttpResponse::Found().insert_header((LOCATION, to)).insert_header((CACHE_CONTROL, "no-store")).finish()
}

async fn overview_page(ctx: Ctx, request: HttpRequest, language: Language) -> ApiResult<HttpResponse> {
    // Only the unfiltered list is embedded; the address may ask for another.
    if !request.query_string().is_empty() {
        return plain_page(ctx, request, language).await;
    }
    let filters =
        SessionFilters { timeframe: Timeframe::AllUpcoming, limit: Some(12), ..SessionFilters::default() };
    let answer = ctx.program.at(ctx.now).answer(&format!("page/overview/{language}"), |program| {
        let list = list::list(program, &filters, ctx.now).map_err(ApiError::validation)?;
        let title = match language {
            Language::En => "Webinars",
            Language::De => "Webinare",
        };
        Ok::<_, ApiError>(render(
            &ctx,
            program,
            language,
            Page {
                title,
                about: program.settings.brand.tagline.get(language),
                head: without_scripts::alternates(&ctx.config.base_url, links::overview),
                content: without_scripts::overview(title, &list.data, language),
                data: json!({ "overview": list }),
            },
        ))
    })?;
    Ok(answer.respond(&request, HTML, CACHE))
}

async fn landing_page(
    ctx: Ctx,
    request: HttpRequest,
    slug: web::Path<String>,
    language: Language,
) -> ApiResult<HttpResponse> {
    let snapshot = ctx.program.at(ctx.now);
    match snapshot.program.find(&slug) {
        Found::Session(session) => {
            let answer = snapshot.answer(&format!("page/{language}/{slug}"), |program| {
                let page = session.page(program, ctx.now);
                Ok::<_, ApiError>(render(
                    &ctx,
                    program,
                    language,
                    Page {
                        title: page.card.title.get(language),
                        about: page.card.summary.get(language),
                        head: without_scripts::alternates(&ctx.config.base_url, |other| {
                            links::landing(other, &slug)
                        }),
                        content: without_scripts::landing(
                            session,
                            &site(&ctx, program, ctx.now).contact_email,
                            language,
                        ),
                        data: json!({ "landing": page }),
                    },
                ))
            })?;
            Ok(answer.respond(&request, HTML, CACHE))
        }
        Found::Moved(new) => {
            let to = links::landing(language, new);
            Ok(HttpResponse::MovedPermanently().insert_header((LOCATION, to)).finish())
        }
        Found::Gone => Ok(shell(&ctx, language, StatusCode::GONE)),
        Found::Nothing => Ok(shell(&ctx, language, StatusCode::NOT_FOUND)),
    }
}

async fn plain_page(ctx: Ctx, request: HttpRequest, language: Language) -> ApiResult<HttpResponse> {
    let answer = ctx.program.at(ctx.now).answer(&format!("page/{language}"), |program| {
        Ok::<_, ApiError>(render(&ctx, program, language, Page::default()))
    })?;
    Ok(answer.respond(&request, HTML, CACHE))
}

/// A page for an address that leads nowhere: the SPA says so in the visitor's language.
pub async fn not_found(ctx: Ctx, request: HttpRequest) -> HttpResponse {
    let language = if request.path().starts_with("/de/") { Language::De } else { Language::En };
    shell(&ctx, language, StatusCode::NOT_FOUND)
}

fn shell(ctx: &Ctx, language: Language, status: StatusCode) -> HttpResponse {
    let snapshot = ctx.program.at(ctx.now);
    HttpResponse::build(status)
        .insert_header((CONTENT_TYPE, HeaderValue::from_static(HTML)))
        .insert_header((CACHE_CONTROL, HeaderValue::from_static("no-store")))
        .body(render(ctx, &snapshot.program, language, Page::default()))
}

/// What makes a page this one.
#[derive(Default)]
struct Page<'a> {
    title: &'a str,
    /// A sentence for search engines.
    about: &'a str,
    /// More for the head, as HTML.
    head: String,
    /// What is shown where scripts don't run, as HTML.
    content: String,
    /// What the app would have to ask for.
    data: Value,
}

/// Fills the page's placeholders. Everything is escaped for where it stands.
fn render(ctx: &Ctx, program: &Program, language: Language, page: Page<'_>) -> Bytes {
    let Some(template) = assets::text("public.html") else {
        return Bytes::from_static(NOT_BUILT.as_bytes());
    };
    let mut data = if page.data.is_null() { json!({}) } else { page.data };
    data["site"] = json!(site(ctx, program, ctx.now));
    let name = &program.settings.brand.name;
    let title = if page.title.is_empty() { name.clone() } else { format!("{} · {name}", page.title) };
    let mut head = page.head;
    if !page.about.is_empty() {
        head.push_str(&format!(r#"<meta name="description" content="{}">"#, escape(page.about)));
    }
    let data = data.to_string().replace('<', "\\u003c");
    let values = [
        ("%LANG%", language.code()),
        ("%TITLE%", &escape(&title)),
        ("%HEAD%", &head),
        ("%CONTENT%", &page.content),
        ("%DATA%", &data),
    ];
    Bytes::from(fill(&template, &values))
}

/// Puts each value in the place of its mark. Marks inside values stay as they are.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut html =
        String::with_capacity(template.len() + values.iter().map(|(_, value)| value.len()).sum::<usize>());
    let mut rest = template;
    let first = |text: &str| {
        let found = values.iter().filter_map(|(mark, value)| Some((text.find(mark)?, *mark, *value)));
        found.min_by_key(|(at, _, _)| *at)
    };
    while let Some((at, mark, value)) = first(rest) {
        html.push_str(&rest[..at]);
        html.push_str(value);
        rest = &rest[at + mark.len()..];
    }
    html + rest
}

pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_staff_write_cannot_be_taken_for_a_mark() {
        let html = fill("<title>%TITLE%</title>%DATA%", &[("%TITLE%", "100 %DATA%"), ("%DATA%", "{}")]);
        assert_eq!(html, "<title>100 %DATA%</title>{}");
        assert_eq!(escape("<b> & \"c\""), "&lt;b&gt; &amp; &quot;c&quot;");
    }
}
