//! `/media`: the library of what was uploaded.

use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use magnetiq_shared::Page;
use magnetiq_shared::media::{Media, MediaFilters, MediaPatch, MediaUse};
use magnetiq_shared::scopes::right;
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::{library, queries, read_upload, take, wire};
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::{ApiError, ApiResult, Body, Cursor, Id, IfMatch, Query, limit, versioned};

/// The slice's routes, below `/api/v1`.
pub fn api_routes(config: &mut ServiceConfig) {
    config
        .service(list_media)
        .service(upload_media)
        .service(get_media)
        .service(change_media)
        .service(delete_media)
        .service(list_media_uses);
}

/// What is sent to upload a file.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "only its description is used")]
pub struct UploadForm {
    /// JPEG, PNG, WebP or GIF (its first picture) of at most 10 MB and 40 megapixels, or a PDF of at most 25 MB. Its
    /// content tells what it is, whatever its name says.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// JSON: what the picture shows, `{ "en": "…", "de": "…" }`.
    #[schema(value_type = Option<String>)]
    alt: Option<String>,
    /// `x,y,width,height`: the part of a picture that is kept, in pixels of the picture as it is seen.
    crop: Option<String>,
}

/// Uploaded files
///
/// Newest first.
#[utoipa::path(
    tag = "Media", operation_id = "listMedia", params(MediaFilters), security(("staff" = ["media:read"])),
    responses((status = 200, body = Page<Media>), (status = 422, description = "`validation`")),
)]
#[get("/media")]
async fn list_media(
    _: Allowed<right::MediaRead>,
    ctx: Ctx,
    query: Query<MediaFilters>,
) -> ApiResult<web::Json<Page<Media>>> {
    let (limit, cursor) = (limit(query.0.limit)?, Cursor::read(query.0.cursor.as_deref())?);
    Ok(web::Json(queries::list(ctx.db.read(), &query.0, limit, cursor).await?))
}

/// Upload a file
///
/// Pictures are drawn anew in several sizes, turned as the camera was held, and without what else the file said. The
/// same file, cut the same way, is there once: sent again, it is answered with what is there.
#[utoipa::path(
    tag = "Media", operation_id = "uploadMedia", security(("staff" = ["media:write"])),
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses(
        (status = 201, body = Media),
        (status = 200, body = Media, description = "The same was uploaded before"),
        (status = 413, description = "`too-large`: in bytes or pixels"),
        (status = 415, description = "`unsupported-media-type`: this is no form"),
        (status = 422, description = "`validation`: `/file` is nothing that is taken, or can't be read"),
        (status = 503, description = "`busy`"),
    ),
)]
#[post("/media")]
async fn upload_media(
    who: Allowed<right::MediaWrite>,
    ctx: Ctx,
    request: HttpRequest,
    payload: web::Payload,
) -> ApiResult<HttpResponse> {
    let upload = read_upload(&request, payload.into_inner()).await?;
    let (row, is_new) = take(&ctx, &who.author(), upload).await?;
    let mut answer = if is_new { HttpResponse::Created() } else { HttpResponse::Ok() };
    answer.insert_header(("location", format!("/api/v1/media/{}", row.id)));
    Ok(versioned(answer, row.version, &wire(&row)))
}

/// An uploaded file
#[utoipa::path(
    tag = "Media", operation_id = "getMedia", security(("staff" = ["media:read"])),
    params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Media), (status = 404, description = "`not-found`")),
)]
#[get("/media/{id}")]
async fn get_media(_: Allowed<right::MediaRead>, ctx: Ctx, id: Id) -> ApiResult<HttpResponse> {
    let row = queries::by_id(ctx.db.read(), id.0).await?.ok_or_else(ApiError::not_found)?;
    Ok(versioned(HttpResponse::Ok(), row.version, &wire(&row)))
}

/// Where a file is used
#[utoipa::path(
    tag = "Media", operation_id = "listMediaUses", security(("staff" = ["media:read"])),
    params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Page<MediaUse>), (status = 404, description = "`not-found`")),
)]
#[get("/media/{id}/uses")]
async fn list_media_uses(
    _: Allowed<right::MediaRead>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<web::Json<Page<MediaUse>>> {
    queries::by_id(ctx.db.read(), id.0).await?.ok_or_else(ApiError::not_found)?;
    let data = queries::uses(ctx.db.read(), id.0).await?;
    Ok(web::Json(Page { total: Some(data.len() as u64), data, next_cursor: None }))
}

/// Change a file's name, or what it shows
#[utoipa::path(
    tag = "Media", operation_id = "changeMedia", security(("staff" = ["media:write"])), request_body = MediaPatch,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 200, body = Media),
        (status = 404, description = "`not-found`"),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[patch("/media/{id}")]
async fn change_media(
    who: Allowed<right::MediaWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
    body: Body<MediaPatch>,
) -> ApiResult<HttpResponse> {
    let media = library::change(&ctx, &who.author(), id.0, &seen, body.value).await?;
    Ok(versioned(HttpResponse::Ok(), media.version, &media))
}

/// Delete a file
///
/// Only what nothing uses.
#[utoipa::path(
    tag = "Media", operation_id = "deleteMedia", security(("staff" = ["media:write"])),
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: it is used; `detail` says where"),
        (status = 412, description = "`stale`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[delete("/media/{id}")]
async fn delete_media(
    who: Allowed<right::MediaWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
) -> ApiResult<HttpResponse> {
    library::delete(&ctx, &who.author(), id.0, &seen).await?;
    Ok(HttpResponse::NoContent().finish())
}
