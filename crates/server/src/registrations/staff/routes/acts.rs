//! `/registrations/{id}/…`, and the same with several.

use actix_web::{HttpResponse, post, web};
use magnetiq_shared::registrations::{Decline, RegistrationAct, RegistrationBulk, RegistrationDetails};
use magnetiq_shared::scopes::right;
use magnetiq_shared::staff::Outcomes;
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::acts;
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::{ApiResult, Body, Id, versioned};

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(bulk_registrations)
        .service(approve_registration)
        .service(decline_registration)
        .service(confirm_registration)
        .service(cancel_staff_registration)
        .service(mark_attended)
        .service(mark_no_show);
}

/// Do the same with several registrations
///
/// Each by itself is done or not; the answer says which.
#[utoipa::path(
    tag = "Registrations", operation_id = "bulkRegistrations", request_body = RegistrationBulk,
    security(("staff" = ["registrations:write"])),
    responses((status = 200, body = Outcomes), (status = 422, description = "`validation`")),
)]
#[post("/registrations/bulk")]
async fn bulk_registrations(
    who: Allowed<right::RegistrationsWrite>,
    ctx: Ctx,
    body: Body<RegistrationBulk>,
) -> ApiResult<web::Json<Outcomes>> {
    Ok(web::Json(acts::bulk(&ctx, &who, body.value).await?))
}

/// Give the place that was asked for
#[utoipa::path(
    tag = "Registrations", operation_id = "approveRegistration", params(("id" = uuid::Uuid, Path)),
    security(("staff" = ["registrations:write"])),
    responses(
        (status = 200, body = RegistrationDetails),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: it does not wait for approval; `session-cancelled`, `registration-closed`"),
    ),
)]
#[post("/registrations/{id}/approve")]
async fn approve_registration(
    who: Allowed<right::RegistrationsWrite>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<HttpResponse> {
    done(&ctx, &who, id, RegistrationAct::Approve, None).await
}

/// Refuse the place that was asked for
///
/// The seat goes to whoever waits for it. The mail says why, where a reason is given.
#[utoipa::path(
    tag = "Registrations", operation_id = "declineRegistration", params(("id" = uuid::Uuid, Path)),
    security(("staff" = ["registrations:write"])), request_body = Decline,
    responses(
        (status = 200, body = RegistrationDetails),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: it does not wait for approval"),
        (status = 422, description = "`validation`"),
    ),
)]
#[post("/registrations/{id}/decline")]
async fn decline_registration(
    who: Allowed<right::RegistrationsWrite>,
    ctx: Ctx,
    id: Id,
    body: Body<Decline>,
) -> ApiResult<HttpResponse> {
    done(&ctx, &who, id, RegistrationAct::Decline, body.value.reason.as_deref()).await
}

/// Give a place
///
/// To somebody who waits for one, or whose address, approval or payment is open. An address that its owner has not
/// validated gets no news.
#[utoipa::path(
    tag = "Registrations", operation_id = "confirmRegistration", params(("id" = uuid::Uuid, Path)),
    security(("staff" = ["registrations:write"])),
    responses(
        (status = 200, body = RegistrationDetails),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`session-full`, `invalid-state`, `session-cancelled`, `registration-closed`"),
    ),
)]
#[post("/registrations/{id}/confirm")]
async fn confirm_registration(
    who: Allowed<right::RegistrationsWrite>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<HttpResponse> {
    done(&ctx, &who, id, RegistrationAct::Confirm, None).await
}

/// Take the place back
///
/// It goes to whoever waits for it. Once the session has started nothing frees a seat.
#[utoipa::path(
    tag = "Registrations", operation_id = "cancelRegistration", params(("id" = uuid::Uuid, Path)),
    security(("staff" = ["registrations:write"])),
    responses(
        (status = 200, body = RegistrationDetails),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: it is over, or the session has started"),
    ),
)]
#[post("/registrations/{id}/cancel")]
async fn cancel_staff_registration(
    who: Allowed<right::RegistrationsWrite>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<HttpResponse> {
    done(&ctx, &who, id, RegistrationAct::Cancel, None).await
}

/// They were there
#[utoipa::path(
    tag = "Registrations", operation_id = "markAttended", params(("id" = uuid::Uuid, Path)),
    security(("staff" = ["registrations:write"])),
    responses(
        (status = 200, body = RegistrationDetails),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: they had no place, or the session has not started"),
    ),
)]
#[post("/registrations/{id}/attended")]
async fn mark_attended(who: Allowed<right::RegistrationsWrite>, ctx: Ctx, id: Id) -> ApiResult<HttpResponse> {
    done(&ctx, &who, id, RegistrationAct::Attended, None).await
}

/// They were not there
#[utoipa::path(
    tag = "Registrations", operation_id = "markNoShow", params(("id" = uuid::Uuid, Path)),
    security(("staff" = ["registrations:write"])),
    responses(
        (status = 200, body = RegistrationDetails),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: they had no place, or the session has not started"),
    ),
)]
#[post("/registrations/{id}/no-show")]
async fn mark_no_show(who: Allowed<right::RegistrationsWrite>, ctx: Ctx, id: Id) -> ApiResult<HttpResponse> {
    done(&ctx, &who, id, RegistrationAct::NoShow, None).await
}

async fn done(
    ctx: &Ctx,
    who: &Allowed<right::RegistrationsWrite>,
    id: Id,
    act: RegistrationAct,
    reason: Option<&str>,
) -> ApiResult<HttpResponse> {
    let shown = acts::one(ctx, who, id.0, act, reason).await?;
    Ok(versioned(HttpResponse::Ok(), shown.registration.version, &shown))
}
