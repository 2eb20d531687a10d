//! The page, and the operation.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, post, web};
use magnetiq_shared::{Language, ProblemType, links};
use minijinja::context;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::words::Words;
use crate::crypto::{LinkToken, Purpose};
use crate::ctx::Ctx;
use crate::html;
use crate::http::{ApiError, ApiResult, Client, Limit, browser_language};
use crate::registrations;
use crate::registrations::queries as rows;

/// The page.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/unsubscribe/{token}", web::get().to(ask))
        .route("/unsubscribe/{token}", web::post().to(press));
}

/// The slice's routes, below `/api/v1`.
pub fn api_routes(config: &mut ServiceConfig) {
    config.service(unsubscribe);
}

/// Get no more news
///
/// With the token of a mail's link. One click as RFC 8058 has it; what the body says is not looked at. Done again, it
/// answers the same.
#[utoipa::path(
    tag = "Registrations", operation_id = "unsubscribe",
    params(("token" = String, Path, description = "As it stands in the mail's `List-Unsubscribe`")),
    responses(
        (status = 204, description = "No more news go to the address"),
        (status = 401, description = "`unauthenticated`: the token is forged"),
        (status = 410, description = "`gone`: the token is too old"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/public/unsubscribe/{token}")]
async fn unsubscribe(client: Client, ctx: Ctx, token: web::Path<String>) -> ApiResult<HttpResponse> {
    refuse_news(&client, &ctx, &token).await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn refuse_news(client: &Client, ctx: &Ctx, token: &str) -> ApiResult<Uuid> {
    let link = read(client, ctx, token)?;
    registrations::unsubscribe(ctx, link.id).await?;
    Ok(link.id)
}

/// Only dead links are counted: providers press for many people from few addresses, and press once.
fn read(client: &Client, ctx: &Ctx, token: &str) -> ApiResult<LinkToken> {
    let link = ctx.keys.read_link(token, Purpose::Unsubscribe, ctx.now);
    if link.is_err() {
        ctx.limits.check(ctx, Limit::Link, client)?;
    }
    Ok(link?)
}

async fn ask(
    client: Client,
    ctx: Ctx,
    token: web::Path<String>,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    match read(&client, &ctx, &token) {
        Ok(link) => page(&ctx, language_of(&ctx, link.id, &request).await?, Shown::Question),
        Err(error) => dead_link(&ctx, error, &request),
    }
}

async fn press(
    client: Client,
    ctx: Ctx,
    token: web::Path<String>,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    match refuse_news(&client, &ctx, &token).await {
        Ok(id) => page(&ctx, language_of(&ctx, id, &request).await?, Shown::Done),
        Err(error) => dead_link(&ctx, error, &request),
    }
}

/// People get a page, not a document for programs.
fn dead_link(ctx: &Ctx, error: ApiError, request: &HttpRequest) -> ApiResult<HttpResponse> {
    match error.kind() {
        ProblemType::Gone | ProblemType::Unauthenticated => {
            page(ctx, browser_language(request), Shown::DeadLink)
        }
        _ => Err(error),
    }
}

enum Shown {
    Question,
    Done,
    DeadLink,
}

fn page(ctx: &Ctx, language: Language, shown: Shown) -> ApiResult<HttpResponse> {
    let words = Words::of(language);
    let (status, tone, sign, title, message) = match shown {
        Shown::Question => (StatusCode::OK, "", "mail", words.title, words.ask),
        Shown::Done => (StatusCode::OK, "", "check", words.done_title, words.done),
        Shown::DeadLink => (StatusCode::GONE, "warn", "alert", words.dead_title, words.dead),
    };
    html::page(
        status,
        "unsubscribe.html",
        context! {
            lang => language.code(),
            home => links::overview(language),
            brand => ctx.program.at(ctx.now).program.settings.brand.name.clone(),
            tone,
            sign,
            title,
            message,
            button => matches!(shown, Shown::Question).then_some(words.button),
            all => words.all,
        },
    )
}

/// The language in which the person gets mails.
async fn language_of(ctx: &Ctx, registration: Uuid, request: &HttpRequest) -> ApiResult<Language> {
    let row = rows::find(ctx.db.read(), registration).await?;
    Ok(row.and_then(|row| row.language.parse().ok()).unwrap_or_else(|| browser_language(request)))
}
