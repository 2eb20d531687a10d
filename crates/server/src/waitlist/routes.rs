//! `/sessions/{id}/waitlist`, `/registrations/{id}/promote`.

use actix_web::{get, post, web};
use magnetiq_domain::waitlist::nobody_promoted;
use magnetiq_shared::ProblemType;
use magnetiq_shared::registrations::{RegistrationStatus, SessionWaitlist};
use magnetiq_shared::scopes::right;
use serde_json::json;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::{queries, service};
use crate::accounts::{Actor, Allowed};
use crate::audit::{self, Act};
use crate::ctx::Ctx;
use crate::db;
use crate::http::{ApiError, ApiResult, Id};
use crate::registrations::queries as rows;

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config.service(get_waitlist).service(offer_places).service(promote_registration);
}

/// A session's waitlist
///
/// Who waits in which order, which offers are out and until when, who waits for staff's decision; and why nobody is
/// offered a place now.
#[utoipa::path(
    tag = "Registrations", operation_id = "getWaitlist", params(("id" = uuid::Uuid, Path)),
    security(("staff" = ["registrations:read"])),
    responses((status = 200, body = SessionWaitlist), (status = 404, description = "`not-found`")),
)]
#[get("/sessions/{id}/waitlist")]
async fn get_waitlist(
    _: Allowed<right::RegistrationsRead>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<web::Json<SessionWaitlist>> {
    Ok(web::Json(shown(&ctx, id.0).await?))
}

/// Offer free places now
///
/// To whoever waits, in their order. It happens by itself within a minute; where no seat is free nothing happens.
#[utoipa::path(
    tag = "Registrations", operation_id = "offerPlaces", params(("id" = uuid::Uuid, Path)),
    security(("staff" = ["registrations:write"])),
    responses((status = 200, body = SessionWaitlist), (status = 404, description = "`not-found`")),
)]
#[post("/sessions/{id}/waitlist/offers")]
async fn offer_places(
    _: Allowed<right::RegistrationsWrite>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<web::Json<SessionWaitlist>> {
    let tx = ctx.db.begin().await?;
    rows::lock_session(&tx, id.0).await?;
    service::settle(&tx, &ctx, id.0).await.map_err(unknown)?;
    tx.commit().await?;
    ctx.wake.poke();
    Ok(web::Json(shown(&ctx, id.0).await?))
}

/// Put first in line
///
/// Whoever waits gets the next place that is free, before all others.
#[utoipa::path(
    tag = "Registrations", operation_id = "promoteRegistration", params(("id" = uuid::Uuid, Path)),
    security(("staff" = ["registrations:write"])),
    responses(
        (status = 200, body = SessionWaitlist),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: they do not wait"),
    ),
)]
#[post("/registrations/{id}/promote")]
async fn promote_registration(
    who: Allowed<right::RegistrationsWrite>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<web::Json<SessionWaitlist>> {
    let session = promote(&ctx, &who, id.0).await?;
    Ok(web::Json(shown(&ctx, session).await?))
}

async fn promote(ctx: &Ctx, who: &Actor, id: Uuid) -> ApiResult<Uuid> {
    let tx = ctx.db.begin().await?;
    let row = rows::find(&tx, id).await?.ok_or_else(ApiError::not_found)?;
    rows::lock_session(&tx, row.session_id).await?;
    let row = rows::find(&tx, id).await?.ok_or_else(ApiError::not_found)?;
    if rows::status(&row) != RegistrationStatus::Waitlisted {
        return Err(
            ApiError::new(ProblemType::InvalidState).detail("only who waits can be put first in line")
        );
    }
    queries::put_first(&tx, ctx, &row, who.user).await?;
    service::settle(&tx, ctx, row.session_id).await?;
    let told = Act::new("registration.promoted", id, &row.reference)
        .changed(&json!({ "place": row.place }), &json!({ "place": "first" }));
    audit::record(&tx, ctx, &who.author(), told).await?;
    tx.commit().await?;
    ctx.wake.poke();
    ctx.changes.notify(id);
    Ok(row.session_id)
}

async fn shown(ctx: &Ctx, session: Uuid) -> ApiResult<SessionWaitlist> {
    let conn = ctx.db.read();
    let facts = rows::session_facts(conn, session).await.map_err(unknown)?;
    let held = queries::held(conn, session, ctx.now).await?;
    let in_line = async |status, order| queries::in_line(conn, session, status, order, ctx.now).await;
    Ok(SessionWaitlist {
        reason: nobody_promoted(&facts, held, ctx.now),
        free: facts.free(),
        waiting_count: facts.waiting,
        waiting: in_line(RegistrationStatus::Waitlisted, queries::Order::Place).await?,
        offered: in_line(RegistrationStatus::Offered, queries::Order::HeldUntil).await?,
        to_approve: in_line(RegistrationStatus::PendingApproval, queries::Order::Registered).await?,
        unverified: held.unverified,
    })
}

fn unknown(error: db::Error) -> ApiError {
    match error {
        db::Error::RecordNotFound(_) => ApiError::not_found(),
        other => other.into(),
    }
}
