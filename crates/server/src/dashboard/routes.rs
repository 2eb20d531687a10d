//! `/dashboard`.

use actix_web::{get, web};
use magnetiq_shared::dashboard::Dashboard;
use magnetiq_shared::scopes::right;
use utoipa_actix_web::service_config::ServiceConfig;

use super::service;
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::ApiResult;

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config.service(get_dashboard);
}

/// The dashboard
///
/// What needs doing, what comes next, and the last 30 days against the 30 before.
#[utoipa::path(
    tag = "Dashboard", operation_id = "getDashboard", security(("staff" = ["analytics:read"])),
    responses((status = 200, body = Dashboard)),
)]
#[get("/dashboard")]
async fn get_dashboard(who: Allowed<right::AnalyticsRead>, ctx: Ctx) -> ApiResult<web::Json<Dashboard>> {
    Ok(web::Json(service::dashboard(&ctx, &who).await?))
}
