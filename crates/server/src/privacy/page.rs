//! The page on which people ask about their data. Plain forms: it works without scripts.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::{HttpResponse, web};
use magnetiq_shared::privacy::{NewPrivacyRequest, PrivacyRequestKind};
use magnetiq_shared::{Language, ProblemType, links};
use minijinja::context;
use serde::Deserialize;
use uuid::Uuid;

use super::requests;
use super::words::Words;
use crate::ctx::Ctx;
use crate::html;
use crate::http::{ApiError, ApiResult, Client, Limit};

/// The page's routes.
pub fn routes(config: &mut web::ServiceConfig) {
    for language in Language::ALL {
        let page = web::resource(links::my_data(language))
            .app_data(web::FormConfig::default().limit(4_096))
            .route(web::get().to(move |ctx: Ctx| async move { draw(&ctx, language, Shown::Ask, None) }))
            .route(web::post().to(move |client: Client, ctx: Ctx, form: Option<web::Form<Sent>>| {
                answer(client, ctx, language, form.map(web::Form::into_inner))
            }));
        config.service(page);
    }
}

/// One of the page's forms: the first has the address, the second the request and its code.
#[derive(Deserialize)]
struct Sent {
    kind: PrivacyRequestKind,
    #[serde(default)]
    email: String,
    request: Option<Uuid>,
    #[serde(default)]
    code: String,
}

/// What the page shows.
enum Shown {
    /// Address and wish.
    Ask,
    /// The field for the code.
    Code(Uuid, PrivacyRequestKind),
    /// It is being erased.
    Erased,
}

async fn answer(client: Client, ctx: Ctx, language: Language, sent: Option<Sent>) -> ApiResult<HttpResponse> {
    let words = Words::of(language);
    let Some(sent) = sent else { return draw(&ctx, language, Shown::Ask, Some(words.get("wrong_email"))) };
    if ctx.limits.check(&ctx, Limit::Link, &client).is_err() {
        return draw(&ctx, language, Shown::Ask, Some(words.get("too_often")));
    }
    let Some(request) = sent.request else {
        let wish = NewPrivacyRequest { email: sent.email, kind: sent.kind, language };
        return match requests::ask(&ctx, &wish).await {
            Ok(asked) => draw(&ctx, language, Shown::Code(asked.id, asked.kind), None),
            Err(error) => {
                draw(&ctx, language, Shown::Ask, Some(said(error, words.get("wrong_email"), words)?))
            }
        };
    };
    let done = match sent.kind {
        PrivacyRequestKind::Export => requests::export(&ctx, request, &sent.code).await.map(Some),
        PrivacyRequestKind::Erasure => requests::erase(&ctx, request, &sent.code).await.map(|()| None),
    };
    match done {
        Ok(Some(copy)) => Ok(HttpResponse::Ok()
            .insert_header((CACHE_CONTROL, "no-store"))
            .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", words.get("file"))))
            .json(copy)),
        Ok(None) => draw(&ctx, language, Shown::Erased, None),
        Err(error) if error.kind() == ProblemType::Gone => {
            draw(&ctx, language, Shown::Ask, Some(words.get("code_gone")))
        }
        Err(error) => {
            let trouble = said(error, words.get("wrong_code"), words)?;
            draw(&ctx, language, Shown::Code(request, sent.kind), Some(trouble))
        }
    }
}

/// What the page says of an error that the person can mend.
fn said(error: ApiError, wrong: &'static str, words: &Words) -> ApiResult<&'static str> {
    match error.kind() {
        ProblemType::Validation => Ok(wrong),
        ProblemType::RateLimited => Ok(words.get("too_often")),
        _ => Err(error),
    }
}

fn draw(ctx: &Ctx, language: Language, shown: Shown, trouble: Option<&str>) -> ApiResult<HttpResponse> {
    let status = if trouble.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let brand = ctx.program.at(ctx.now).program.settings.brand.name.clone();
    let (step, request, kind) = match shown {
        Shown::Ask => ("ask", None, PrivacyRequestKind::Export),
        Shown::Code(request, kind) => ("code", Some(request.to_string()), kind),
        Shown::Erased => ("erased", None, PrivacyRequestKind::Erasure),
    };
    html::page(
        status,
        "my-data.html",
        context! {
            lang => language.code(),
            home => links::overview(language),
            here => links::my_data(language),
            brand,
            title => Words::of(language).get("title"),
            words => Words::of(language).values(),
            step,
            request,
            kind => kind.word(),
            trouble,
        },
    )
}
