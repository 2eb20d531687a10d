//! `/sessions/{id}/preview` and `/topics/{id}/preview`: links to pages that are not public yet.

use actix_web::{post, web};
use magnetiq_shared::scopes::right;
use magnetiq_shared::staff::PreviewLink;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::{ApiResult, Id};
use crate::sessions::preview::{Subject, link};

/// Links to previews, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config.service(preview_session).service(preview_topic);
}

/// A link to a session's page before it is public
///
/// Whoever has the link sees for an hour what is saved now, as visitors would. Nothing is counted there, and nobody can
/// register.
#[utoipa::path(
    tag = "Sessions", operation_id = "previewSession", security(("staff" = ["sessions:read"])),
    params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = PreviewLink), (status = 404, description = "`not-found`")),
)]
#[post("/sessions/{id}/preview")]
async fn preview_session(
    _: Allowed<right::SessionsRead>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<web::Json<PreviewLink>> {
    Ok(web::Json(link(&ctx, Subject::Session, id.0).await?))
}

/// A link to a topic as a page would show it
///
/// As the page of a session of it, with a placeholder for the date; else as the preview of a session.
#[utoipa::path(
    tag = "Topics", operation_id = "previewTopic", security(("staff" = ["topics:read"])),
    params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = PreviewLink), (status = 404, description = "`not-found`")),
)]
#[post("/topics/{id}/preview")]
async fn preview_topic(_: Allowed<right::TopicsRead>, ctx: Ctx, id: Id) -> ApiResult<web::Json<PreviewLink>> {
    Ok(web::Json(link(&ctx, Subject::Topic, id.0).await?))
}
