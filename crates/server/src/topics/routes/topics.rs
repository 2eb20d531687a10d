//! `/topics`.

use actix_web::{HttpResponse, delete, get, patch, post, web};
use magnetiq_shared::Page;
use magnetiq_shared::scopes::right;
use magnetiq_shared::topics::{
    NewTopic, Topic, TopicBulk, TopicBulkResults, TopicCounts, TopicFilters, TopicPatch, TopicRow,
};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::super::{bulk, copies, list, write};
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::idempotency::{self, Key};
use crate::http::{ApiResult, Body, Cursor, Id, IfMatch, Query, limit, versioned};

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(list_topics)
        .service(count_topics)
        .service(create_topic)
        .service(change_topics)
        .service(get_topic)
        .service(change_topic)
        .service(delete_topic)
        .service(duplicate_topic)
        .service(create_topic_of_session);
}

/// The library of topics
///
/// With what became of each so far: sessions, registrations, ratings.
#[utoipa::path(
    tag = "Topics", operation_id = "listTopics", params(TopicFilters), security(("staff" = ["topics:read"])),
    responses((status = 200, body = Page<TopicRow>), (status = 422, description = "`validation`")),
)]
#[get("/topics")]
async fn list_topics(
    _: Allowed<right::TopicsRead>,
    ctx: Ctx,
    query: Query<TopicFilters>,
) -> ApiResult<web::Json<Page<TopicRow>>> {
    let (limit, cursor) = (limit(query.0.limit)?, Cursor::read(query.0.cursor.as_deref())?);
    Ok(web::Json(list::page(&ctx, &query.0, limit, cursor).await?))
}

/// How many topics there are
#[utoipa::path(
    tag = "Topics", operation_id = "countTopics", security(("staff" = ["topics:read"])),
    responses((status = 200, body = TopicCounts)),
)]
#[get("/topics/counts")]
async fn count_topics(_: Allowed<right::TopicsRead>, ctx: Ctx) -> ApiResult<web::Json<TopicCounts>> {
    Ok(web::Json(list::counts(&ctx).await?))
}

/// Make a topic
///
/// Title and category are needed. Without a slug it gets one of its title.
#[utoipa::path(
    tag = "Topics", operation_id = "createTopic", security(("staff" = ["topics:write"])), request_body = NewTopic,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body make one topic, for 24 hours")),
    responses(
        (status = 201, body = Topic),
        (status = 409, description = "`idempotency-in-flight`"),
        (status = 422, description = "`validation`, `idempotency-mismatch`"),
    ),
)]
#[post("/topics")]
async fn create_topic(
    who: Allowed<right::TopicsWrite>,
    ctx: Ctx,
    key: Key,
    body: Body<NewTopic>,
) -> ApiResult<HttpResponse> {
    let make = write::create(&ctx, &who, body.value);
    let id =
        idempotency::once(&ctx, who.caller(), (key, &body.bytes), make, |id| *id, async |id| Ok(id)).await?;
    created(&ctx, id).await
}

/// Change several topics
///
/// All in one go: archive, activate, put into a category, give or take a tag, duplicate. The answer says of each what
/// happened.
#[utoipa::path(
    tag = "Topics", operation_id = "changeTopics", security(("staff" = ["topics:write"])), request_body = TopicBulk,
    responses((status = 200, body = TopicBulkResults), (status = 422, description = "`validation`")),
)]
#[post("/topics/bulk")]
async fn change_topics(
    who: Allowed<right::TopicsWrite>,
    ctx: Ctx,
    body: Body<TopicBulk>,
) -> ApiResult<web::Json<TopicBulkResults>> {
    Ok(web::Json(bulk::run(&ctx, &who, body.value).await?))
}

/// A topic
#[utoipa::path(
    tag = "Topics", operation_id = "getTopic", security(("staff" = ["topics:read"])), params(("id" = Uuid, Path)),
    responses((status = 200, body = Topic), (status = 404, description = "`not-found`")),
)]
#[get("/topics/{id}")]
async fn get_topic(_: Allowed<right::TopicsRead>, ctx: Ctx, id: Id) -> ApiResult<HttpResponse> {
    let topic = write::get(&ctx, id.0).await?;
    Ok(versioned(HttpResponse::Ok(), topic.version, &topic))
}

/// Change a topic
///
/// Published sessions show it at once. Your draft of it ends.
#[utoipa::path(
    tag = "Topics", operation_id = "changeTopic", security(("staff" = ["topics:write"])), request_body = TopicPatch,
    params(("id" = Uuid, Path), ("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 200, body = Topic),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`taken`: another topic got this slug at the same moment"),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`; the code `taken` where another topic has the slug"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[patch("/topics/{id}")]
async fn change_topic(
    who: Allowed<right::TopicsWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
    body: Body<TopicPatch>,
) -> ApiResult<HttpResponse> {
    let topic = write::change(&ctx, &who, id.0, &seen, body.value).await?;
    Ok(versioned(HttpResponse::Ok(), topic.version, &topic))
}

/// Delete a topic
///
/// With its earlier versions. Where a session uses it, archive it instead.
#[utoipa::path(
    tag = "Topics", operation_id = "deleteTopic", security(("staff" = ["topics:write"])),
    params(("id" = Uuid, Path), ("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: a session uses it"),
        (status = 412, description = "`stale`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[delete("/topics/{id}")]
async fn delete_topic(
    who: Allowed<right::TopicsWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
) -> ApiResult<HttpResponse> {
    write::delete(&ctx, &who, id.0, &seen).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Copy a topic
///
/// The copy is a draft with a slug of its own.
#[utoipa::path(
    tag = "Topics", operation_id = "duplicateTopic", security(("staff" = ["topics:write"])),
    params(
        ("id" = Uuid, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key makes one copy, for 24 hours"),
    ),
    responses(
        (status = 201, body = Topic),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`idempotency-in-flight`"),
    ),
)]
#[post("/topics/{id}/duplicate")]
async fn duplicate_topic(
    who: Allowed<right::TopicsWrite>,
    ctx: Ctx,
    id: Id,
    key: Key,
) -> ApiResult<HttpResponse> {
    let make = copies::duplicate(&ctx, &who, id.0);
    let made = idempotency::once(&ctx, who.caller(), (key, b""), make, |id| *id, async |id| Ok(id)).await?;
    created(&ctx, made).await
}

/// Make a topic of a session
///
/// A draft with what the session says otherwise than its topic: title, description, length, price, places, speaker.
#[utoipa::path(
    tag = "Topics", operation_id = "createTopicOfSession", security(("staff" = ["topics:write"])),
    params(
        ("id" = Uuid, Path, description = "The session"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key makes one topic, for 24 hours"),
    ),
    responses(
        (status = 201, body = Topic),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`idempotency-in-flight`"),
    ),
)]
#[post("/sessions/{id}/topic")]
async fn create_topic_of_session(
    who: Allowed<right::TopicsWrite>,
    ctx: Ctx,
    id: Id,
    key: Key,
) -> ApiResult<HttpResponse> {
    let make = copies::of_session(&ctx, &who, id.0);
    let made = idempotency::once(&ctx, who.caller(), (key, b""), make, |id| *id, async |id| Ok(id)).await?;
    created(&ctx, made).await
}

async fn created(ctx: &Ctx, id: Uuid) -> ApiResult<HttpResponse> {
    let topic = write::get(ctx, id).await?;
    let mut answer = HttpResponse::Created();
    answer.insert_header(("location", format!("/api/v1/topics/{id}")));
    Ok(versioned(answer, topic.version, &topic))
}
