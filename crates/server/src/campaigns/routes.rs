//! `/campaigns`.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use actix_web::{HttpResponse, delete, get, patch, post, web};
use magnetiq_shared::accounts::TestMailOutcome;
use magnetiq_shared::campaigns::{
    Campaign, CampaignAudience, CampaignFilters, CampaignLanguage, CampaignPatch, CampaignPreview,
    CampaignRecipients, NewCampaign, SendCampaign,
};
use magnetiq_shared::scopes::{Scope, right};
use magnetiq_shared::{Page, ProblemType};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::{group, queries, sending, service};
use crate::accounts::{Actor, Allowed};
use crate::crypto::Purpose;
use crate::ctx::Ctx;
use crate::http::idempotency::{self, Key};
use crate::http::{ApiError, ApiResult, Body, Client, Cursor, Id, IfMatch, Limit, Query, limit, versioned};

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_campaigns)
        .service(create_campaign)
        .service(count_campaign_recipients)
        .service(get_campaign)
        .service(change_campaign)
        .service(delete_campaign)
        .service(preview_campaign)
        .service(test_campaign)
        .service(send_campaign)
        .service(stop_campaign);
}

/// A mail brings its own styles and pictures. It runs nothing, sends nothing, and reads nothing of ours.
const MAIL_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: https:; \
     form-action 'none'; frame-ancestors 'self'; sandbox";

/// `/campaign-preview/{token}`, for frames of the panel.
pub fn pages(config: &mut web::ServiceConfig) {
    config.route("/campaign-preview/{token}", web::get().to(show_preview));
}

async fn show_preview(
    ctx: Ctx,
    token: web::Path<String>,
    query: Query<CampaignLanguage>,
) -> ApiResult<HttpResponse> {
    let link = ctx.keys.read_link(&token, Purpose::CampaignPreview, ctx.now)?;
    let shown = service::preview(&ctx, link.id, query.0.language).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((CONTENT_SECURITY_POLICY, MAIL_POLICY))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(shown.html))
}

/// Mails to groups
///
/// Newest first, each with how far it is.
#[utoipa::path(
    tag = "Campaigns", operation_id = "listCampaigns", params(CampaignFilters),
    security(("staff" = ["messages:read"])),
    responses((status = 200, body = Page<Campaign>), (status = 422, description = "`validation`")),
)]
#[get("/campaigns")]
async fn list_campaigns(
    _: Allowed<right::MessagesRead>,
    ctx: Ctx,
    query: Query<CampaignFilters>,
) -> ApiResult<web::Json<Page<Campaign>>> {
    let (limit, cursor) = (limit(query.0.limit)?, Cursor::read(query.0.cursor.as_deref())?);
    Ok(web::Json(queries::list(ctx.db.read(), &query.0, limit, cursor).await?))
}

/// Draft a mail to a group
///
/// Subject and body may have placeholders: `{first_name}`, `{last_name}`, `{company}`, `{session_title}`, `{starts_at}`,
/// `{session_link}`, `{join_link}`, `{manage_link}`. Another word in braces is refused.
#[utoipa::path(
    tag = "Campaigns", operation_id = "createCampaign", security(("staff" = ["messages:write"])),
    request_body = NewCampaign,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body make one draft")),
    responses(
        (status = 201, body = Campaign),
        (status = 409, description = "`idempotency-in-flight`"),
        (status = 422, description = "`validation`, `idempotency-mismatch`"),
    ),
)]
#[post("/campaigns")]
async fn create_campaign(
    who: Allowed<right::MessagesWrite>,
    ctx: Ctx,
    key: Key,
    body: Body<NewCampaign>,
) -> ApiResult<HttpResponse> {
    let make = service::create(&ctx, &who, body.value);
    let find = async |id| service::get(&ctx, id).await;
    let made = idempotency::once(&ctx, who.caller(), (key, &body.bytes), make, |made| made.id, find).await?;
    let mut answer = HttpResponse::Created();
    answer.insert_header(("location", format!("/api/v1/campaigns/{}", made.id)));
    Ok(versioned(answer, made.version, &made))
}

/// Who would get a mail to a group
///
/// Now; who is left out, and why.
#[utoipa::path(
    tag = "Campaigns", operation_id = "countCampaignRecipients", security(("staff" = ["messages:read"])),
    request_body = CampaignAudience,
    responses((status = 200, body = CampaignRecipients), (status = 422, description = "`validation`")),
)]
#[post("/campaigns/recipients")]
async fn count_campaign_recipients(
    _: Allowed<right::MessagesRead>,
    ctx: Ctx,
    body: Body<CampaignAudience>,
) -> ApiResult<web::Json<CampaignRecipients>> {
    Ok(web::Json(group::count(ctx.db.read(), &body.value).await?))
}

/// A mail to a group
#[utoipa::path(
    tag = "Campaigns", operation_id = "getCampaign", security(("staff" = ["messages:read"])),
    params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Campaign), (status = 404, description = "`not-found`")),
)]
#[get("/campaigns/{id}")]
async fn get_campaign(_: Allowed<right::MessagesRead>, ctx: Ctx, id: Id) -> ApiResult<HttpResponse> {
    let found = service::get(&ctx, id.0).await?;
    Ok(versioned(HttpResponse::Ok(), found.version, &found))
}

/// Change a draft
///
/// JSON Merge Patch; texts and the group are replaced as a whole.
#[utoipa::path(
    tag = "Campaigns", operation_id = "changeCampaign", security(("staff" = ["messages:write"])),
    request_body = CampaignPatch,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 200, body = Campaign),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: it is no draft any more"),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[patch("/campaigns/{id}")]
async fn change_campaign(
    who: Allowed<right::MessagesWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
    body: Body<CampaignPatch>,
) -> ApiResult<HttpResponse> {
    let changed = service::change(&ctx, &who, id.0, &seen, body.value).await?;
    Ok(versioned(HttpResponse::Ok(), changed.version, &changed))
}

/// Delete a draft
#[utoipa::path(
    tag = "Campaigns", operation_id = "deleteCampaign", security(("staff" = ["messages:write"])),
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: it is no draft any more"),
        (status = 412, description = "`stale`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[delete("/campaigns/{id}")]
async fn delete_campaign(
    who: Allowed<right::MessagesWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
) -> ApiResult<HttpResponse> {
    service::delete(&ctx, &who, id.0, &seen).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// How a mail to a group looks
///
/// As the first of the group gets it, whose name it shows: a token needs `registrations:read`, too. Its links open
/// nobody's registration.
#[utoipa::path(
    tag = "Campaigns", operation_id = "previewCampaign", security(("staff" = ["messages:read"])),
    params(("id" = uuid::Uuid, Path), CampaignLanguage),
    responses((status = 200, body = CampaignPreview), (status = 404, description = "`not-found`")),
)]
#[get("/campaigns/{id}/preview")]
async fn preview_campaign(
    who: Allowed<right::MessagesRead>,
    ctx: Ctx,
    id: Id,
    query: Query<CampaignLanguage>,
) -> ApiResult<web::Json<CampaignPreview>> {
    may_see_people(&ctx, &who, id.0).await?;
    Ok(web::Json(service::preview(&ctx, id.0, query.0.language).await?))
}

/// Send a mail to a group to oneself
///
/// As its preview shows it.
#[utoipa::path(
    tag = "Campaigns", operation_id = "testCampaign", security(("staff" = ["messages:write"])),
    params(("id" = uuid::Uuid, Path)), request_body = CampaignLanguage,
    responses(
        (status = 200, body = TestMailOutcome),
        (status = 404, description = "`not-found`"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/campaigns/{id}/test")]
async fn test_campaign(
    who: Allowed<right::MessagesWrite>,
    client: Client,
    ctx: Ctx,
    id: Id,
    body: Body<CampaignLanguage>,
) -> ApiResult<web::Json<TestMailOutcome>> {
    may_see_people(&ctx, &who, id.0).await?;
    ctx.limits.check(&ctx, Limit::SignIn, &client)?;
    Ok(web::Json(service::test(&ctx, &who, id.0, body.value.language).await?))
}

/// Send a mail to a group
///
/// Now or at a time. Who gets it is fixed when sending begins; what became of it stands in `counts`.
#[utoipa::path(
    tag = "Campaigns", operation_id = "sendCampaign", security(("staff" = ["messages:write"])),
    request_body = SendCampaign,
    params(
        ("id" = uuid::Uuid, Path),
        ("If-Match" = String, Header, description = "The `ETag` that you read"),
        ("Idempotency-Key" = Option<String>, Header, description = "Sent again, the same answer comes again"),
    ),
    responses(
        (status = 202, body = Campaign, description = "It goes out at its time"),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: it is no draft, or nobody or others than `recipients` would get it; `idempotency-in-flight`"),
        (status = 412, description = "`stale`: somebody changed it since"),
        (status = 422, description = "`validation`: words lack, or the time is past; `idempotency-mismatch`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[post("/campaigns/{id}/send")]
async fn send_campaign(
    who: Allowed<right::MessagesWrite>,
    ctx: Ctx,
    id: Id,
    seen: IfMatch,
    key: Key,
    body: Body<SendCampaign>,
) -> ApiResult<HttpResponse> {
    let send = sending::send(&ctx, &who, id.0, &seen, body.value);
    let find = async |id| service::get(&ctx, id).await;
    let sent = idempotency::once(&ctx, who.caller(), (key, &body.bytes), send, |sent| sent.id, find).await?;
    Ok(versioned(HttpResponse::Accepted(), sent.version, &sent))
}

/// Stop a mail to a group
///
/// One that waits for its time is a draft again. Of one that is going out, nothing more goes out but what is on its way
/// this very moment.
#[utoipa::path(
    tag = "Campaigns", operation_id = "stopCampaign", security(("staff" = ["messages:write"])),
    params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, body = Campaign),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`invalid-state`: there is nothing to stop"),
    ),
)]
#[post("/campaigns/{id}/stop")]
async fn stop_campaign(who: Allowed<right::MessagesWrite>, ctx: Ctx, id: Id) -> ApiResult<HttpResponse> {
    let stopped = sending::stop(&ctx, &who, id.0).await?;
    Ok(versioned(HttpResponse::Ok(), stopped.version, &stopped))
}

/// What is shown as somebody of the group gets it is for those who may see these people. That there is no such mail is
/// said first: whoever may not see people may know that.
async fn may_see_people(ctx: &Ctx, who: &Actor, id: Uuid) -> ApiResult<()> {
    service::get(ctx, id).await?;
    match who.may(Scope::RegistrationsRead) {
        true => Ok(()),
        false => Err(ApiError::new(ProblemType::Forbidden).detail("this needs the right registrations:read")),
    }
}
