//! `/automations`, `/sessions/{id}/automations`.

use actix_web::{get, post, web};
use chrono::Duration;
use magnetiq_shared::automations::{PlanFilters, PlanOutcome, PlanWish, PlannedMails};
use magnetiq_shared::scopes::right;
use magnetiq_shared::{Code, FieldError, Page};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::{acts, plan};
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::{ApiError, ApiResult, Body, Query};

/// How long ago the timeline begins, and how far it goes, unless told.
const BACK: Duration = Duration::days(7);
const AHEAD: Duration = Duration::days(30);
/// The longest time it shows.
const LONGEST: Duration = Duration::days(92);

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config.service(list_automations).service(act_on_automation);
}

/// The program of mails
///
/// What was told and what is still to be, of one session or of all: reminders and summaries, by the time at which they
/// are due, with how many they go to and what keeps those that do not go.
#[utoipa::path(
    tag = "Automations", operation_id = "listAutomations", security(("staff" = ["sessions:read"])), params(PlanFilters),
    responses((status = 200, body = Page<PlannedMails>), (status = 422, description = "`validation`")),
)]
#[get("/automations")]
async fn list_automations(
    _: Allowed<right::SessionsRead>,
    ctx: Ctx,
    query: Query<PlanFilters>,
) -> ApiResult<web::Json<Page<PlannedMails>>> {
    let from = query.0.from.unwrap_or(ctx.now - BACK);
    let until = query.0.until.unwrap_or(from.max(ctx.now) + AHEAD);
    if until < from || until - from > LONGEST {
        return Err(ApiError::validation(vec![FieldError::new("until", Code::Type)]));
    }
    let data = plan::timeline(&ctx, query.0.session, (from, until)).await?;
    Ok(web::Json(Page { total: Some(data.len() as u64), data, next_cursor: None }))
}

/// Pause, resume, skip or send mails of a session's program
#[utoipa::path(
    tag = "Automations", operation_id = "actOnAutomation", security(("staff" = ["sessions:write"])),
    params(("id" = Uuid, Path), ("kind" = String, Path, description = "Such as `reminder-7d`")), request_body = PlanWish,
    responses(
        (status = 200, body = PlanOutcome),
        (status = 404, description = "`not-found`: there are no such mails in its program"),
        (status = 409, description = "`invalid-state`: it has started, or is not published"),
        (status = 422, description = "`validation`"),
    ),
)]
#[post("/sessions/{id}/automations/{kind}")]
async fn act_on_automation(
    who: Allowed<right::SessionsWrite>,
    ctx: Ctx,
    path: web::Path<(String, String)>,
    body: Body<PlanWish>,
) -> ApiResult<web::Json<PlanOutcome>> {
    let (id, kind) = path.into_inner();
    let id: Uuid = id.parse().map_err(|_| ApiError::not_found())?;
    Ok(web::Json(acts::act(&ctx, &who, (id, &kind), body.value.act).await?))
}
