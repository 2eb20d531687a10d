//! `/posts`, `/sessions/{id}/posts/{key}`.

use actix_web::{HttpResponse, get, patch, post, web};
use chrono::Duration;
use magnetiq_shared::posts::{PostFilters, PostPatch, SocialPost};
use magnetiq_shared::scopes::right;
use magnetiq_shared::{Code, FieldError, Page};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::{look, service};
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::{ApiError, ApiResult, Body, IfMatch, Query, versioned};

/// How long ago the calendar begins, and how far it goes, unless told.
const BACK: Duration = Duration::days(7);
const AHEAD: Duration = Duration::days(30);
/// The longest time it shows.
const LONGEST: Duration = Duration::days(92);

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config.service(list_posts).service(change_post).service(publish_post);
}

/// Posts on social networks
///
/// Of published sessions, by the time at which they are due: each with its text, its picture, and a link that offers it
/// on its network.
#[utoipa::path(
    tag = "Posts", operation_id = "listPosts", security(("staff" = ["sessions:read"])), params(PostFilters),
    responses((status = 200, body = Page<SocialPost>), (status = 422, description = "`validation`")),
)]
#[get("/posts")]
async fn list_posts(
    _: Allowed<right::SessionsRead>,
    ctx: Ctx,
    query: Query<PostFilters>,
) -> ApiResult<web::Json<Page<SocialPost>>> {
    let filters = query.0;
    let data = match filters.session {
        Some(session) if filters.from.is_none() && filters.until.is_none() => {
            look::of_session(&ctx, session).await?
        }
        session => {
            let from = filters.from.unwrap_or(ctx.now - BACK);
            let until = filters.until.unwrap_or(from.max(ctx.now) + AHEAD);
            if until < from || until - from > LONGEST {
                return Err(ApiError::validation(vec![FieldError::new("until", Code::Type)]));
            }
            look::between(&ctx, session, (from, until)).await?
        }
    };
    Ok(web::Json(Page { total: Some(data.len() as u64), data, next_cursor: None }))
}

/// Change a post
///
/// What it says, and whether it was shared or is left out. JSON Merge Patch. A post that was not changed before has the
/// version 0.
#[utoipa::path(
    tag = "Posts", operation_id = "changePost", security(("staff" = ["sessions:write"])), request_body = PostPatch,
    params(
        ("id" = Uuid, Path, description = "The session's"),
        ("key" = String, Path, description = "Such as `linkedin-house-announcement`"),
        ("If-Match" = String, Header, description = "The `version` that you read, as an `ETag`"),
    ),
    responses(
        (status = 200, body = SocialPost),
        (status = 404, description = "`not-found`: there is no such post, or the session is not published"),
        (status = 409, description = "`invalid-state`: it is on its network, or being published"),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[patch("/sessions/{id}/posts/{key}")]
async fn change_post(
    who: Allowed<right::SessionsWrite>,
    ctx: Ctx,
    path: web::Path<(String, String)>,
    seen: IfMatch,
    body: Body<PostPatch>,
) -> ApiResult<HttpResponse> {
    let (session, key) = path.into_inner();
    let session: Uuid = session.parse().map_err(|_| ApiError::not_found())?;
    let post = service::change(&ctx, &who, (session, &key), &seen, body.value).await?;
    Ok(versioned(HttpResponse::Ok(), post.version, &post))
}

/// Publish a post
///
/// By the account of its network that is connected: posts of the house, in the session's language, before or when they
/// are due. Done in the background, once; what came of it is the post's `state`. A post that is `failed` is tried again,
/// a thread from where it broke off; one that is `unclear` may be there twice afterwards: look on the network first.
#[utoipa::path(
    tag = "Posts", operation_id = "publishPost", security(("staff" = ["sessions:write"])),
    params(
        ("id" = Uuid, Path, description = "The session's"),
        ("key" = String, Path, description = "Such as `linkedin-house-announcement`"),
        ("If-Match" = String, Header, description = "The `version` that you read, as an `ETag`"),
    ),
    responses(
        (status = 200, body = SocialPost),
        (status = 404, description = "`not-found`: there is no such post, or the session is not published"),
        (status = 409, description = "`invalid-state`: it can't be published, or its network is not connected"),
        (status = 412, description = "`stale`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[post("/sessions/{id}/posts/{key}/publish")]
async fn publish_post(
    who: Allowed<right::SessionsWrite>,
    ctx: Ctx,
    path: web::Path<(String, String)>,
    seen: IfMatch,
) -> ApiResult<HttpResponse> {
    let (session, key) = path.into_inner();
    let session: Uuid = session.parse().map_err(|_| ApiError::not_found())?;
    let post = service::publish(&ctx, &who, (session, &key), &seen).await?;
    Ok(versioned(HttpResponse::Ok(), post.version, &post))
}
