//! `/public/feedback/current`, `/sessions/{id}/feedback`, `/registrations/{id}/testimonial`.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpResponse, delete, get, put, web};
use magnetiq_shared::feedback::{
    AskedFeedback, FeedbackForm, FeedbackQuestions, FeedbackResults, FeedbackWish, ReleasedTestimonial,
};
use magnetiq_shared::scopes::right;
use utoipa_actix_web::service_config::ServiceConfig;

use super::service::{self, Case};
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::{ApiResult, Body, Client, FeedbackBearer, Id, IfMatch, Limit, versioned};

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(get_feedback_form)
        .service(give_feedback)
        .service(get_feedback)
        .service(ask_feedback)
        .service(release_testimonial)
        .service(withdraw_testimonial);
}

/// The feedback form behind a link
#[utoipa::path(
    tag = "Feedback", operation_id = "getFeedbackForm", security(("feedbackLink" = [])),
    responses(
        (status = 200, body = FeedbackForm),
        (status = 401, description = "`unauthenticated`: the link is forged"),
        (status = 410, description = "`gone`: the link is too old, or there is no place any more"),
    ),
)]
#[get("/public/feedback/current")]
async fn get_feedback_form(link: FeedbackBearer, ctx: Ctx) -> ApiResult<HttpResponse> {
    let case = Case::find(&ctx, &link.0).await?;
    Ok(HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(case.form()))
}

/// Say how the session was
///
/// From the session's end, for a month; said again, it replaces what was said before.
#[utoipa::path(
    tag = "Feedback", operation_id = "giveFeedback", security(("feedbackLink" = [])), request_body = FeedbackWish,
    responses(
        (status = 200, body = FeedbackForm),
        (status = 401, description = "`unauthenticated`: the link is forged"),
        (status = 409, description = "`invalid-state`: it is too early, or too late"),
        (status = 410, description = "`gone`: the link is too old, or there is no place any more"),
        (status = 422, description = "`validation`"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[put("/public/feedback/current")]
async fn give_feedback(
    link: FeedbackBearer,
    client: Client,
    ctx: Ctx,
    body: Body<FeedbackWish>,
) -> ApiResult<HttpResponse> {
    ctx.limits.check(&ctx, Limit::Link, &client)?;
    Case::find(&ctx, &link.0).await?.give(&ctx, body.value).await?;
    let case = Case::find(&ctx, &link.0).await?;
    Ok(HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(case.form()))
}

/// What people said of a session
#[utoipa::path(
    tag = "Feedback", operation_id = "getFeedback", params(("id" = uuid::Uuid, Path)),
    security(("staff" = ["registrations:read"])),
    responses((status = 200, body = FeedbackResults), (status = 404, description = "`not-found`")),
)]
#[get("/sessions/{id}/feedback")]
async fn get_feedback(
    _: Allowed<right::RegistrationsRead>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<web::Json<FeedbackResults>> {
    Ok(web::Json(service::results(&ctx, id.0).await?))
}

/// Choose what the feedback form of a session asks
///
/// Beside stars and words. Answers keep the question as it was asked.
#[utoipa::path(
    tag = "Feedback", operation_id = "askFeedback",
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header, description = "The version that you read")),
    security(("staff" = ["sessions:write"])), request_body = FeedbackQuestions,
    responses(
        (status = 200, body = AskedFeedback),
        (status = 404, description = "`not-found`"),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[put("/sessions/{id}/feedback/questions")]
async fn ask_feedback(
    who: Allowed<right::SessionsWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
    body: Body<FeedbackQuestions>,
) -> ApiResult<HttpResponse> {
    let asked = service::ask(&ctx, &who, id.0, seen, body.value).await?;
    Ok(versioned(HttpResponse::Ok(), asked.version, &asked))
}

/// Show somebody's words on the landing page
///
/// Only where they allowed it. Asked again, it changes what is shown.
#[utoipa::path(
    tag = "Feedback", operation_id = "releaseTestimonial", params(("id" = uuid::Uuid, Path)),
    security(("staff" = ["sessions:write"])), request_body = ReleasedTestimonial,
    responses(
        (status = 200, body = ReleasedTestimonial),
        (status = 404, description = "`not-found`: nothing was said"),
        (status = 409, description = "`invalid-state`: they did not allow it"),
        (status = 422, description = "`validation`"),
    ),
)]
#[put("/registrations/{id}/testimonial")]
async fn release_testimonial(
    who: Allowed<right::SessionsWrite>,
    ctx: Ctx,
    id: Id,
    body: Body<ReleasedTestimonial>,
) -> ApiResult<web::Json<ReleasedTestimonial>> {
    Ok(web::Json(service::release(&ctx, &who, id.0, body.value).await?))
}

/// Take somebody's words from the landing page
#[utoipa::path(
    tag = "Feedback", operation_id = "withdrawTestimonial", params(("id" = uuid::Uuid, Path)),
    security(("staff" = ["sessions:write"])),
    responses((status = 204, description = "They are not there (any more)")),
)]
#[delete("/registrations/{id}/testimonial")]
async fn withdraw_testimonial(
    who: Allowed<right::SessionsWrite>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<HttpResponse> {
    service::withdraw(&ctx, &who, id.0).await?;
    Ok(HttpResponse::NoContent().finish())
}
