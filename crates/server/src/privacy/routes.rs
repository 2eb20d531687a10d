//! `/public/privacy-requests/…` and `/people/…`.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpResponse, post, web};
use magnetiq_shared::fields::{self, email_key};
use magnetiq_shared::privacy::{
    NewPrivacyRequest, PersonAddress, PersonSummary, PersonalData, PrivacyCode, PrivacyRequest,
};
use magnetiq_shared::scopes::right;
use magnetiq_shared::{Code, FieldError};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{queries, requests};
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::{ApiError, ApiResult, Body, Client, Id, Limit};

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(ask_about_my_data)
        .service(export_my_data)
        .service(erase_my_data)
        .service(look_up_person)
        .service(export_person)
        .service(erase_person);
}

/// Ask about my data
///
/// Mails a code of six digits to the address, good for fifteen minutes, where anything is kept of it. The answer is the
/// same for every address.
#[utoipa::path(
    tag = "Privacy", operation_id = "askAboutMyData", request_body = NewPrivacyRequest,
    responses(
        (status = 202, body = PrivacyRequest),
        (status = 422, description = "`validation`"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/public/privacy-requests")]
async fn ask_about_my_data(
    client: Client,
    ctx: Ctx,
    body: Body<NewPrivacyRequest>,
) -> ApiResult<HttpResponse> {
    ctx.limits.check(&ctx, Limit::Link, &client)?;
    Ok(HttpResponse::Accepted().json(requests::ask(&ctx, &body.value).await?))
}

/// Take a copy of my data
///
/// Everything that is kept of the address. The code is good for one copy and five tries.
#[utoipa::path(
    tag = "Privacy", operation_id = "exportMyData", request_body = PrivacyCode,
    params(("id" = uuid::Uuid, Path, description = "The request's")),
    responses(
        (status = 200, body = PersonalData),
        (status = 410, description = "`gone`: used, too old, or tried too often"),
        (status = 422, description = "`validation`: another code"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/public/privacy-requests/{id}/export")]
async fn export_my_data(
    client: Client,
    ctx: Ctx,
    id: Id,
    body: Body<PrivacyCode>,
) -> ApiResult<HttpResponse> {
    ctx.limits.check(&ctx, Limit::Link, &client)?;
    Ok(copy(&requests::export(&ctx, id.0, &body.value.code).await?))
}

/// Erase my data
///
/// Places in sessions to come are given up. It is done within minutes, and can't be undone.
#[utoipa::path(
    tag = "Privacy", operation_id = "eraseMyData", request_body = PrivacyCode,
    params(("id" = uuid::Uuid, Path, description = "The request's")),
    responses(
        (status = 202, description = "It begins now"),
        (status = 410, description = "`gone`: used, too old, or tried too often"),
        (status = 422, description = "`validation`: another code"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/public/privacy-requests/{id}/erasure")]
async fn erase_my_data(client: Client, ctx: Ctx, id: Id, body: Body<PrivacyCode>) -> ApiResult<HttpResponse> {
    ctx.limits.check(&ctx, Limit::Link, &client)?;
    requests::erase(&ctx, id.0, &body.value.code).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// What is known of somebody
///
/// In numbers, before a copy is taken or all is erased. The address stands in the body, so that no log has it.
#[utoipa::path(
    tag = "Privacy", operation_id = "lookUpPerson", security(("staff" = ["people:erase"])),
    request_body = PersonAddress,
    responses((status = 200, body = PersonSummary), (status = 422, description = "`validation`")),
)]
#[post("/people/look-up")]
async fn look_up_person(
    _: Allowed<right::PeopleErase>,
    ctx: Ctx,
    body: Body<PersonAddress>,
) -> ApiResult<web::Json<PersonSummary>> {
    let email = fields::email(&body.value.email)
        .map_err(|code: Code| ApiError::validation(vec![FieldError::new("/email", code)]))?;
    Ok(web::Json(queries::summary(ctx.db.read(), &email_key(&email), ctx.now).await?))
}

/// Take a copy of somebody's data
///
/// For a person who asked for it.
#[utoipa::path(
    tag = "Privacy", operation_id = "exportPerson", security(("staff" = ["people:erase"])),
    request_body = PersonAddress,
    responses((status = 200, body = PersonalData), (status = 422, description = "`validation`")),
)]
#[post("/people/export")]
async fn export_person(
    who: Allowed<right::PeopleErase>,
    ctx: Ctx,
    body: Body<PersonAddress>,
) -> ApiResult<HttpResponse> {
    Ok(copy(&requests::export_for(&ctx, &who, &body.value.email).await?))
}

/// Erase somebody's data
///
/// For a person who asked for it. Places in sessions to come are given up; figures stay. It is done within minutes, and
/// can't be undone.
#[utoipa::path(
    tag = "Privacy", operation_id = "erasePerson", security(("staff" = ["people:erase"])),
    request_body = PersonAddress,
    responses((status = 202, description = "It begins now"), (status = 422, description = "`validation`")),
)]
#[post("/people/erase")]
async fn erase_person(
    who: Allowed<right::PeopleErase>,
    ctx: Ctx,
    body: Body<PersonAddress>,
) -> ApiResult<HttpResponse> {
    requests::erase_for(&ctx, &who, &body.value.email).await?;
    Ok(HttpResponse::Accepted().finish())
}

fn copy(data: &PersonalData) -> HttpResponse {
    HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(data)
}
