//! `/categories` and `/tags`.

use actix_web::{HttpResponse, delete, get, patch, post, web};
use magnetiq_shared::Page;
use magnetiq_shared::scopes::right;
use magnetiq_shared::topics::{Category, CategoryPatch, MoveTo, NewCategory, NewTag, Tag, TagPatch};
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::{TopicError, labels, queries};
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::idempotency::{self, Key};
use crate::http::{ApiResult, Body, Id, IfMatch, Query, versioned};

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(list_categories)
        .service(create_category)
        .service(get_category)
        .service(change_category)
        .service(delete_category)
        .service(list_tags)
        .service(create_tag)
        .service(get_tag)
        .service(change_tag)
        .service(delete_tag);
}

/// Categories
///
/// All of them on one page, in their order, with how many topics are in each.
#[utoipa::path(
    tag = "Topics", operation_id = "listCategories", security(("staff" = ["topics:read"])),
    responses((status = 200, body = Page<Category>)),
)]
#[get("/categories")]
async fn list_categories(_: Allowed<right::TopicsRead>, ctx: Ctx) -> ApiResult<web::Json<Page<Category>>> {
    let data = queries::labels::categories(ctx.db.read()).await?;
    Ok(web::Json(Page { total: Some(data.len() as u64), data, next_cursor: None }))
}

/// Make a category
#[utoipa::path(
    tag = "Topics", operation_id = "createCategory", security(("staff" = ["topics:write"])), request_body = NewCategory,
    params(("Idempotency-Key" = Option<String>, Header, description = "Sent again, the same answer comes again")),
    responses(
        (status = 201, body = Category),
        (status = 409, description = "`idempotency-in-flight`"),
        (status = 422, description = "`validation`, `idempotency-mismatch`; the code `taken` where another category has the slug"),
    ),
)]
#[post("/categories")]
async fn create_category(
    who: Allowed<right::TopicsWrite>,
    ctx: Ctx,
    key: Key,
    body: Body<NewCategory>,
) -> ApiResult<HttpResponse> {
    let find = async |id| queries::labels::category(ctx.db.read(), id).await?.ok_or(TopicError::NotFound);
    let make = labels::create_category(&ctx, &who, body.value);
    let made = idempotency::once(&ctx, who.caller(), (key, &body.bytes), make, |made| made.id, find).await?;
    let mut answer = HttpResponse::Created();
    answer.insert_header(("location", format!("/api/v1/categories/{}", made.id)));
    Ok(versioned(answer, made.version, &made))
}

/// A category
#[utoipa::path(
    tag = "Topics", operation_id = "getCategory", security(("staff" = ["topics:read"])), params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Category), (status = 404, description = "`not-found`")),
)]
#[get("/categories/{id}")]
async fn get_category(_: Allowed<right::TopicsRead>, ctx: Ctx, id: Id) -> ApiResult<HttpResponse> {
    let found = queries::labels::category(ctx.db.read(), id.0).await?.ok_or(TopicError::NotFound)?;
    Ok(versioned(HttpResponse::Ok(), found.version, &found))
}

/// Change a category
#[utoipa::path(
    tag = "Topics", operation_id = "changeCategory", security(("staff" = ["topics:write"])), request_body = CategoryPatch,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 200, body = Category),
        (status = 404, description = "`not-found`"),
        (status = 412, description = "`stale`"),
        (status = 428, description = "`precondition-required`"),
        (status = 422, description = "`validation`; the code `taken` where another category has the slug"),
    ),
)]
#[patch("/categories/{id}")]
async fn change_category(
    who: Allowed<right::TopicsWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
    body: Body<CategoryPatch>,
) -> ApiResult<HttpResponse> {
    let changed = labels::change_category(&ctx, &who, id.0, &seen, body.value).await?;
    Ok(versioned(HttpResponse::Ok(), changed.version, &changed))
}

/// Delete a category
///
/// Its topics go to the one that `moveTo` names.
#[utoipa::path(
    tag = "Topics", operation_id = "deleteCategory", security(("staff" = ["topics:write"])),
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header, description = "The `ETag` that you read"), MoveTo),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: topics use it, and no other one is named"),
        (status = 412, description = "`stale`"),
        (status = 428, description = "`precondition-required`"),
        (status = 422, description = "`validation`: the other one is none"),
    ),
)]
#[delete("/categories/{id}")]
async fn delete_category(
    who: Allowed<right::TopicsWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
    query: Query<MoveTo>,
) -> ApiResult<HttpResponse> {
    labels::delete_category(&ctx, &who, id.0, &seen, query.0.move_to).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Tags
///
/// All of them on one page, by slug, with how many topics have each.
#[utoipa::path(
    tag = "Topics", operation_id = "listTags", security(("staff" = ["topics:read"])),
    responses((status = 200, body = Page<Tag>)),
)]
#[get("/tags")]
async fn list_tags(_: Allowed<right::TopicsRead>, ctx: Ctx) -> ApiResult<web::Json<Page<Tag>>> {
    let data = queries::labels::tags(ctx.db.read()).await?;
    Ok(web::Json(Page { total: Some(data.len() as u64), data, next_cursor: None }))
}

/// Make a tag
#[utoipa::path(
    tag = "Topics", operation_id = "createTag", security(("staff" = ["topics:write"])), request_body = NewTag,
    params(("Idempotency-Key" = Option<String>, Header, description = "Sent again, the same answer comes again")),
    responses(
        (status = 201, body = Tag),
        (status = 409, description = "`idempotency-in-flight`"),
        (status = 422, description = "`validation`, `idempotency-mismatch`; the code `taken` where another tag has the slug"),
    ),
)]
#[post("/tags")]
async fn create_tag(
    who: Allowed<right::TopicsWrite>,
    ctx: Ctx,
    key: Key,
    body: Body<NewTag>,
) -> ApiResult<HttpResponse> {
    let find = async |id| queries::labels::tag(ctx.db.read(), id).await?.ok_or(TopicError::NotFound);
    let make = labels::create_tag(&ctx, &who, body.value);
    let made = idempotency::once(&ctx, who.caller(), (key, &body.bytes), make, |made| made.id, find).await?;
    let mut answer = HttpResponse::Created();
    answer.insert_header(("location", format!("/api/v1/tags/{}", made.id)));
    Ok(versioned(answer, made.version, &made))
}

/// A tag
#[utoipa::path(
    tag = "Topics", operation_id = "getTag", security(("staff" = ["topics:read"])), params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Tag), (status = 404, description = "`not-found`")),
)]
#[get("/tags/{id}")]
async fn get_tag(_: Allowed<right::TopicsRead>, ctx: Ctx, id: Id) -> ApiResult<HttpResponse> {
    let found = queries::labels::tag(ctx.db.read(), id.0).await?.ok_or(TopicError::NotFound)?;
    Ok(versioned(HttpResponse::Ok(), found.version, &found))
}

/// Change a tag
#[utoipa::path(
    tag = "Topics", operation_id = "changeTag", security(("staff" = ["topics:write"])), request_body = TagPatch,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 200, body = Tag),
        (status = 404, description = "`not-found`"),
        (status = 412, description = "`stale`"),
        (status = 428, description = "`precondition-required`"),
        (status = 422, description = "`validation`; the code `taken` where another tag has the slug"),
    ),
)]
#[patch("/tags/{id}")]
async fn change_tag(
    who: Allowed<right::TopicsWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
    body: Body<TagPatch>,
) -> ApiResult<HttpResponse> {
    let changed = labels::change_tag(&ctx, &who, id.0, &seen, body.value).await?;
    Ok(versioned(HttpResponse::Ok(), changed.version, &changed))
}

/// Delete a tag
///
/// Its topics get the one that `moveTo` names instead.
#[utoipa::path(
    tag = "Topics", operation_id = "deleteTag", security(("staff" = ["topics:write"])),
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header, description = "The `ETag` that you read"), MoveTo),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: topics use it, and no other one is named"),
        (status = 412, description = "`stale`"),
        (status = 428, description = "`precondition-required`"),
        (status = 422, description = "`validation`: the other one is none"),
    ),
)]
#[delete("/tags/{id}")]
async fn delete_tag(
    who: Allowed<right::TopicsWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
    query: Query<MoveTo>,
) -> ApiResult<HttpResponse> {
    labels::delete_tag(&ctx, &who, id.0, &seen, query.0.move_to).await?;
    Ok(HttpResponse::NoContent().finish())
}
