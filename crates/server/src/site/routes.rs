//! `/public/site`, `/public/facets`, `/public/legal`.

use actix_web::{HttpRequest, HttpResponse, get, web};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use magnetiq_shared::site::{Facets, LegalKind, LegalText, Site};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::app::App;
use crate::ctx::Ctx;
use crate::http::{ApiError, ApiResult};
use crate::sessions::{Program, facets};
use crate::settings;

const CACHE: &str = "public, max-age=30";
const JSON: &str = "application/json";

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config.service(get_site).service(get_facets).service(get_legal_text);
}

/// The site
///
/// Brand, contact and the next four sessions.
#[utoipa::path(tag = "Site", operation_id = "getSite", responses((status = 200, body = Site)))]
#[get("/public/site")]
async fn get_site(ctx: Ctx, request: HttpRequest) -> ApiResult<HttpResponse> {
    let answer = ctx.program.at(ctx.now).answer("site", |program| json(&site(&ctx, program, ctx.now)))?;
    Ok(answer.respond(&request, JSON, CACHE))
}

/// What the filters offer
///
/// Categories, speakers, levels, languages and prices with published sessions, and how many of each are to come.
#[utoipa::path(tag = "Site", operation_id = "getFacets", responses((status = 200, body = Facets)))]
#[get("/public/facets")]
async fn get_facets(ctx: Ctx, request: HttpRequest) -> ApiResult<HttpResponse> {
    let answer = ctx.program.at(ctx.now).answer("facets", |program| json(&facets::of(program, ctx.now)))?;
    Ok(answer.respond(&request, JSON, CACHE))
}

/// Terms, privacy notice or imprint
///
/// The version in force.
#[utoipa::path(
    tag = "Site", operation_id = "getLegalText",
    params(("kind" = LegalKind, Path, description = "Which text")),
    responses(
        (status = 200, body = LegalText),
        (status = 404, description = "`not-found`"),
    ),
)]
#[get("/public/legal/{kind}")]
async fn get_legal_text(ctx: Ctx, kind: web::Path<String>) -> ApiResult<web::Json<LegalText>> {
    let kind: LegalKind =
        serde_json::from_value(kind.into_inner().into()).map_err(|_| ApiError::not_found())?;
    let text = settings::legal_text(ctx.db.read(), kind).await?;
    text.map(web::Json).ok_or_else(ApiError::not_found)
}

/// The site's own data at `now`.
pub(super) fn site(app: &App, program: &Program, now: DateTime<Utc>) -> Site {
    let brand = &program.settings.brand;
    Site {
        name: brand.name.clone(),
        organisation: brand.organisation.clone(),
        tagline: brand.tagline.clone(),
        contact_email: brand.contact_email.clone().unwrap_or_else(|| app.config.mail_from.clone()),
        home_url: brand.home_url.clone(),
        base_url: app.config.base_url.clone(),
        upcoming: program.upcoming(now).take(4).map(|session| session.card(now)).collect(),
        figures: program.figures(now),
        demo: app.demo,
    }
}

fn json(value: &impl serde::Serialize) -> ApiResult<Bytes> {
    serde_json::to_vec(value).map(Bytes::from).map_err(ApiError::internal)
}
