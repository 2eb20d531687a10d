//! `/topics/{id}/versions`.

use actix_web::{HttpResponse, get, post, web};
use magnetiq_shared::Page;
use magnetiq_shared::scopes::right;
use magnetiq_shared::topics::{Topic, TopicVersion, TopicVersionContent};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::super::{TopicError, versions};
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::{ApiResult, Id, IfMatch, versioned};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(list_versions).service(get_version).service(restore_version);
}

/// What a topic said before
///
/// All versions on one page, the newest first: who wrote which fields, and when.
#[utoipa::path(
    tag = "Topics", operation_id = "listTopicVersions", security(("staff" = ["topics:read"])),
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Page<TopicVersion>), (status = 404, description = "`not-found`")),
)]
#[get("/topics/{id}/versions")]
async fn list_versions(
    _: Allowed<right::TopicsRead>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<web::Json<Page<TopicVersion>>> {
    let data = versions::list(&ctx, id.0).await?;
    Ok(web::Json(Page { total: Some(data.len() as u64), data, next_cursor: None }))
}

/// One version of a topic
#[utoipa::path(
    tag = "Topics", operation_id = "getTopicVersion", security(("staff" = ["topics:read"])),
    params(("id" = Uuid, Path), ("number" = i32, Path)),
    responses((status = 200, body = TopicVersionContent), (status = 404, description = "`not-found`")),
)]
#[get("/topics/{id}/versions/{number}")]
async fn get_version(
    _: Allowed<right::TopicsRead>,
    ctx: Ctx,
    path: web::Path<(String, String)>,
) -> ApiResult<web::Json<TopicVersionContent>> {
    let (id, number) = named(path.into_inner())?;
    Ok(web::Json(versions::get(&ctx, id, number).await?))
}

/// Go back to a version
///
/// What it said becomes a new version. The status stays; so do slug and category where the old ones are not to be had.
#[utoipa::path(
    tag = "Topics", operation_id = "restoreTopicVersion", security(("staff" = ["topics:write"])),
    params(
        ("id" = Uuid, Path), ("number" = i32, Path),
        ("If-Match" = String, Header, description = "The topic's `ETag` that you read"),
    ),
    responses(
        (status = 200, body = Topic),
        (status = 404, description = "`not-found`"),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`: today's rules refuse what it said"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[post("/topics/{id}/versions/{number}/restore")]
async fn restore_version(
    who: Allowed<right::TopicsWrite>,
    ctx: Ctx,
    path: web::Path<(String, String)>,
    seen: IfMatch,
) -> ApiResult<HttpResponse> {
    let topic = versions::restore(&ctx, &who, named(path.into_inner())?, &seen).await?;
    Ok(versioned(HttpResponse::Ok(), topic.version, &topic))
}

/// What the address names; what is no id or number names nothing.
fn named((id, number): (String, String)) -> Result<(Uuid, i32), TopicError> {
    id.parse().ok().zip(number.parse().ok()).ok_or(TopicError::NotFound)
}
