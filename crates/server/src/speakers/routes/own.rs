//! The own profile of a speaker from outside, by the token of a mailed link.

use actix_web::{HttpRequest, HttpResponse, get, patch, post, web};
use magnetiq_shared::speakers::own::{OwnProfile, OwnProfilePatch};
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::own;
use crate::ctx::Ctx;
use crate::http::{ApiResult, Body, Client, IfMatch, Limit, ProfileBearer, versioned};
use crate::media::{UploadForm, read_upload};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(get_own_profile).service(change_own_profile).service(change_own_photo);
}

/// The own profile of a speaker
#[utoipa::path(
    tag = "Speaker profile", operation_id = "getOwnProfile", security(("profileLink" = [])),
    responses(
        (status = 200, body = OwnProfile),
        (status = 401, description = "`unauthenticated`: the link is forged"),
        (status = 410, description = "`gone`: the link is too old, or was withdrawn"),
    ),
)]
#[get("/public/speaker-profile")]
async fn get_own_profile(link: ProfileBearer, ctx: Ctx) -> ApiResult<HttpResponse> {
    let profile = own::get(&ctx, &link.0).await?;
    Ok(versioned(HttpResponse::Ok(), profile.version, &profile))
}

/// Change the own profile
#[utoipa::path(
    tag = "Speaker profile", operation_id = "changeOwnProfile", security(("profileLink" = [])),
    request_body = OwnProfilePatch,
    params(("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 200, body = OwnProfile),
        (status = 401, description = "`unauthenticated`: the link is forged"),
        (status = 410, description = "`gone`: the link is too old, or was withdrawn"),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[patch("/public/speaker-profile")]
async fn change_own_profile(
    link: ProfileBearer,
    ctx: Ctx,
    seen: IfMatch,
    body: Body<OwnProfilePatch>,
) -> ApiResult<HttpResponse> {
    let profile = own::change(&ctx, &link.0, &seen, body.value).await?;
    Ok(versioned(HttpResponse::Ok(), profile.version, &profile))
}

/// Send one's own photo
///
/// It takes the place of the one before.
#[utoipa::path(
    tag = "Speaker profile", operation_id = "changeOwnPhoto", security(("profileLink" = [])),
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses(
        (status = 200, body = OwnProfile),
        (status = 401, description = "`unauthenticated`: the link is forged"),
        (status = 410, description = "`gone`: the link is too old, or was withdrawn"),
        (status = 413, description = "`too-large`: in bytes or pixels"),
        (status = 415, description = "`unsupported-media-type`: this is no form"),
        (status = 422, description = "`validation`: `/file` is no picture, or can't be read"),
        (status = 429, description = "`rate-limited`"),
        (status = 503, description = "`busy`"),
    ),
)]
#[post("/public/speaker-profile/photo")]
async fn change_own_photo(
    link: ProfileBearer,
    client: Client,
    ctx: Ctx,
    request: HttpRequest,
    payload: web::Payload,
) -> ApiResult<HttpResponse> {
    ctx.limits.check(&ctx, Limit::Upload, &client)?;
    // Whoever's link has ended is told so before anything is read.
    own::get(&ctx, &link.0).await?;
    let upload = read_upload(&request, payload.into_inner()).await?;
    let profile = own::change_photo(&ctx, &link.0, upload).await?;
    Ok(versioned(HttpResponse::Ok(), profile.version, &profile))
}
