//! `/topics/{id}/draft`: what the person who asks has typed and not saved.

use actix_web::{HttpResponse, delete, get, put, web};
use magnetiq_shared::scopes::right;
use magnetiq_shared::topics::{NewTopicDraft, TopicDraft};
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::drafts;
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::{ApiResult, Body, Id};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(get_draft).service(keep_draft).service(delete_draft);
}

/// Your draft of a topic
#[utoipa::path(
    tag = "Topics", operation_id = "getTopicDraft", security(("staff" = ["topics:write"])),
    params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, body = TopicDraft),
        (status = 404, description = "`not-found`: nothing is typed that was not saved"),
    ),
)]
#[get("/topics/{id}/draft")]
async fn get_draft(who: Allowed<right::TopicsWrite>, ctx: Ctx, id: Id) -> ApiResult<web::Json<TopicDraft>> {
    Ok(web::Json(drafts::get(&ctx, id.0, who.user).await?))
}

/// Keep your draft of a topic
///
/// As often as you like while you type. Nobody else sees it, and no rule is applied but the fields' shape.
#[utoipa::path(
    tag = "Topics", operation_id = "keepTopicDraft", security(("staff" = ["topics:write"])),
    params(("id" = uuid::Uuid, Path)), request_body = NewTopicDraft,
    responses(
        (status = 200, body = TopicDraft),
        (status = 404, description = "`not-found`"),
        (status = 422, description = "`validation`"),
    ),
)]
#[put("/topics/{id}/draft")]
async fn keep_draft(
    who: Allowed<right::TopicsWrite>,
    ctx: Ctx,
    id: Id,
    body: Body<NewTopicDraft>,
) -> ApiResult<web::Json<TopicDraft>> {
    Ok(web::Json(drafts::keep(&ctx, id.0, who.user, body.value).await?))
}

/// Throw your draft away
#[utoipa::path(
    tag = "Topics", operation_id = "deleteTopicDraft", security(("staff" = ["topics:write"])),
    params(("id" = uuid::Uuid, Path)),
    responses((status = 204, description = "There is none any more")),
)]
#[delete("/topics/{id}/draft")]
async fn delete_draft(who: Allowed<right::TopicsWrite>, ctx: Ctx, id: Id) -> ApiResult<HttpResponse> {
    drafts::end(&ctx, id.0, who.user).await?;
    Ok(HttpResponse::NoContent().finish())
}
