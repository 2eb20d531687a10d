//! `/ai` for those who write, `/integrations/…` for admins, `/public/hooks/…` for providers, `/public/networks/…` for those
//! who come back from one.

use actix_web::cookie::time::Duration as CookieAge;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::{HttpRequest, HttpResponse, delete, get, post, put, web};
use magnetiq_shared::Page;
use magnetiq_shared::ai::{AiEvent, AiState, AiTask};
use magnetiq_shared::integrations::{AiCheck, AiConnection, MailEvents, NewAiConnection, NewMailEvents};
use magnetiq_shared::networks::{Consent, NetworkCheck, NetworkConnection, NewNetworkConnection};
use magnetiq_shared::posts::Network;
use magnetiq_shared::scopes::right;
use utoipa_actix_web::service_config::ServiceConfig;

use super::ai::{connection, texts};
use super::mail_events::{connection as mail_events, hook};
use super::{IntegrationError, networks};
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::{ApiResult, Body, Client, IfMatch, Limit, MAX_BODY, Query, read_body, versioned};

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(get_ai)
        .service(write_text)
        .service(get_ai_connection)
        .service(set_ai_connection)
        .service(delete_ai_connection)
        .service(check_ai_connection)
        .service(get_mail_events)
        .service(set_mail_events)
        .service(delete_mail_events)
        .service(receive_mail_events)
        .service(list_networks)
        .service(get_network)
        .service(set_network)
        .service(delete_network)
        .service(connect_network)
        .service(disconnect_network)
        .service(check_network)
        .service(come_back);
}

/// Whether texts can be asked for
#[utoipa::path(
    tag = "AI", operation_id = "getAi", security(("staff" = ["ai:write"])),
    responses((status = 200, body = AiState)),
)]
#[get("/ai")]
async fn get_ai(_: Allowed<right::AiWrite>, ctx: Ctx) -> ApiResult<web::Json<AiState>> {
    Ok(web::Json(connection::state(&ctx).await?))
}

/// Have a text written
///
/// Server-sent events, each an AiEvent: the text is that of all pieces in a row, and whole with `done`. Nothing is
/// saved. HTML comes in whole blocks, sanitised. What the provider has against it comes as `failed`.
#[utoipa::path(
    tag = "AI", operation_id = "writeText", security(("staff" = ["ai:write"])), request_body = AiTask,
    responses(
        (status = 200, body = AiEvent, content_type = "text/event-stream", description = "Each event's data is an AiEvent"),
        (status = 409, description = "`invalid-state`: no provider is set"),
        (status = 422, description = "`validation`"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/ai/texts")]
async fn write_text(who: Allowed<right::AiWrite>, ctx: Ctx, body: Body<AiTask>) -> ApiResult<HttpResponse> {
    texts::stream(&ctx, &who, &body.value).await
}

/// The connection to a provider of texts
#[utoipa::path(
    tag = "Integrations", operation_id = "getAiConnection", security(("staff" = ["integrations:read"])),
    responses((status = 200, body = AiConnection)),
)]
#[get("/integrations/ai")]
async fn get_ai_connection(_: Allowed<right::IntegrationsRead>, ctx: Ctx) -> ApiResult<HttpResponse> {
    let found = connection::get(&ctx).await?;
    Ok(versioned(HttpResponse::Ok(), found.version, &found))
}

/// Set the connection to a provider of texts
///
/// The key is kept encrypted and never shown. For another host it has to be given anew.
#[utoipa::path(
    tag = "Integrations", operation_id = "setAiConnection", security(("staff" = ["integrations:write"])),
    request_body = NewAiConnection,
    params(("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 200, body = AiConnection),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[put("/integrations/ai")]
async fn set_ai_connection(
    who: Allowed<right::IntegrationsWrite>,
    ctx: Ctx,
    seen: IfMatch,
    body: Body<NewAiConnection>,
) -> ApiResult<HttpResponse> {
    let set = connection::set(&ctx, &who, &seen, body.value).await?;
    Ok(versioned(HttpResponse::Ok(), set.version, &set))
}

/// Forget the connection to a provider of texts
#[utoipa::path(
    tag = "Integrations", operation_id = "deleteAiConnection", security(("staff" = ["integrations:write"])),
    params(("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 204, description = "It is forgotten, and its key"),
        (status = 412, description = "`stale`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[delete("/integrations/ai")]
async fn delete_ai_connection(
    who: Allowed<right::IntegrationsWrite>,
    ctx: Ctx,
    seen: IfMatch,
) -> ApiResult<HttpResponse> {
    connection::forget(&ctx, &who, &seen).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// See whether the connection works
///
/// Has the model say a word.
#[utoipa::path(
    tag = "Integrations", operation_id = "checkAiConnection", security(("staff" = ["integrations:write"])),
    responses(
        (status = 200, body = AiCheck),
        (status = 409, description = "`invalid-state`: no provider is set"),
    ),
)]
#[post("/integrations/ai/check")]
async fn check_ai_connection(
    _: Allowed<right::IntegrationsWrite>,
    ctx: Ctx,
) -> ApiResult<web::Json<AiCheck>> {
    Ok(web::Json(connection::check(&ctx).await?))
}

/// How the mail provider tells of bounces
///
/// Its events go to `url`, and are taken where they are signed with the secret.
#[utoipa::path(
    tag = "Integrations", operation_id = "getMailEvents", security(("staff" = ["integrations:read"])),
    responses((status = 200, body = MailEvents)),
)]
#[get("/integrations/mail-events")]
async fn get_mail_events(_: Allowed<right::IntegrationsRead>, ctx: Ctx) -> ApiResult<HttpResponse> {
    let found = mail_events::get(&ctx).await?;
    Ok(versioned(HttpResponse::Ok(), found.version, &found))
}

/// Set the secret of the mail provider's events
///
/// It is kept encrypted and never shown.
#[utoipa::path(
    tag = "Integrations", operation_id = "setMailEvents", security(("staff" = ["integrations:write"])),
    request_body = NewMailEvents,
    params(("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 200, body = MailEvents),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[put("/integrations/mail-events")]
async fn set_mail_events(
    who: Allowed<right::IntegrationsWrite>,
    ctx: Ctx,
    seen: IfMatch,
    body: Body<NewMailEvents>,
) -> ApiResult<HttpResponse> {
    let set = mail_events::set(&ctx, &who, &seen, body.value).await?;
    Ok(versioned(HttpResponse::Ok(), set.version, &set))
}

/// Take no more events of the mail provider
#[utoipa::path(
    tag = "Integrations", operation_id = "deleteMailEvents", security(("staff" = ["integrations:write"])),
    params(("If-Match" = String, Header, description = "The `ETag` that you read")),
    responses(
        (status = 204, description = "The secret is forgotten"),
        (status = 412, description = "`stale`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[delete("/integrations/mail-events")]
async fn delete_mail_events(
    who: Allowed<right::IntegrationsWrite>,
    ctx: Ctx,
    seen: IfMatch,
) -> ApiResult<HttpResponse> {
    mail_events::forget(&ctx, &who, &seen).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take an event of a provider
///
/// `resend`: bounces and complaints. Signed on the bytes of the body after Standard Webhooks (headers `svix-…` or
/// `webhook-…`), at most five minutes old. An event that comes again changes nothing.
#[utoipa::path(
    tag = "Integrations", operation_id = "receiveMailEvents",
    params(("provider" = String, Path, description = "`resend`")),
    request_body(content = serde_json::Value, description = "The provider's event"),
    responses(
        (status = 204, description = "It is taken"),
        (status = 401, description = "`unauthenticated`: the signature is wrong or too old, or no secret is set"),
        (status = 404, description = "`not-found`: no such provider"),
        (status = 413, description = "`too-large`"),
    ),
)]
#[post("/public/hooks/{provider}")]
async fn receive_mail_events(
    ctx: Ctx,
    provider: web::Path<String>,
    request: HttpRequest,
    body: web::Payload,
) -> ApiResult<HttpResponse> {
    hook::take(&ctx, &provider, &request, &read_body(body, MAX_BODY).await?).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The connections to social networks
///
/// LinkedIn and X, in this order: what is set, and whether an account is connected.
#[utoipa::path(
    tag = "Integrations", operation_id = "listNetworks", security(("staff" = ["integrations:read"])),
    responses((status = 200, body = Page<NetworkConnection>)),
)]
#[get("/integrations/networks")]
async fn list_networks(
    _: Allowed<right::IntegrationsRead>,
    ctx: Ctx,
) -> ApiResult<web::Json<Page<NetworkConnection>>> {
    let data = networks::list(&ctx).await?;
    Ok(web::Json(Page { total: Some(data.len() as u64), data, next_cursor: None }))
}

/// The connection to a social network
#[utoipa::path(
    tag = "Integrations", operation_id = "getNetwork", security(("staff" = ["integrations:read"])),
    params(("network" = Network, Path, description = "Which")),
    responses(
        (status = 200, body = NetworkConnection),
        (status = 404, description = "`not-found`: no such network"),
    ),
)]
#[get("/integrations/networks/{network}")]
async fn get_network(
    _: Allowed<right::IntegrationsRead>,
    ctx: Ctx,
    network: web::Path<String>,
) -> ApiResult<HttpResponse> {
    let found = networks::get(&ctx, named(&network)?).await?;
    Ok(versioned(HttpResponse::Ok(), found.version, &found))
}

/// Set the application of a social network
///
/// The secret is kept encrypted and never shown. For another application, page or address the account has to be
/// connected anew.
#[utoipa::path(
    tag = "Integrations", operation_id = "setNetwork", security(("staff" = ["integrations:write"])),
    request_body = NewNetworkConnection,
    params(
        ("network" = Network, Path, description = "Which"),
        ("If-Match" = String, Header, description = "The `ETag` that you read"),
    ),
    responses(
        (status = 200, body = NetworkConnection),
        (status = 404, description = "`not-found`: no such network"),
        (status = 412, description = "`stale`"),
        (status = 422, description = "`validation`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[put("/integrations/networks/{network}")]
async fn set_network(
    who: Allowed<right::IntegrationsWrite>,
    ctx: Ctx,
    network: web::Path<String>,
    seen: IfMatch,
    body: Body<NewNetworkConnection>,
) -> ApiResult<HttpResponse> {
    let set = networks::set(&ctx, &who, named(&network)?, &seen, body.value).await?;
    Ok(versioned(HttpResponse::Ok(), set.version, &set))
}

/// Forget a social network
///
/// Its application, the account and its tokens.
#[utoipa::path(
    tag = "Integrations", operation_id = "deleteNetwork", security(("staff" = ["integrations:write"])),
    params(
        ("network" = Network, Path, description = "Which"),
        ("If-Match" = String, Header, description = "The `ETag` that you read"),
    ),
    responses(
        (status = 204, description = "All of it is forgotten"),
        (status = 404, description = "`not-found`: no such network"),
        (status = 412, description = "`stale`"),
        (status = 428, description = "`precondition-required`"),
    ),
)]
#[delete("/integrations/networks/{network}")]
async fn delete_network(
    who: Allowed<right::IntegrationsWrite>,
    ctx: Ctx,
    network: web::Path<String>,
    seen: IfMatch,
) -> ApiResult<HttpResponse> {
    networks::forget(&ctx, &who, named(&network)?, &seen).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Begin to connect an account of a social network
///
/// Open `url` in the browser that made this call, which keeps a cookie for the way back.
#[utoipa::path(
    tag = "Integrations", operation_id = "connectNetwork", security(("staff" = ["integrations:write"])),
    params(("network" = Network, Path, description = "Which")),
    responses(
        (status = 200, body = Consent),
        (status = 404, description = "`not-found`: no such network"),
        (status = 409, description = "`invalid-state`: no application is set"),
    ),
)]
#[post("/integrations/networks/{network}/connect")]
async fn connect_network(
    who: Allowed<right::IntegrationsWrite>,
    ctx: Ctx,
    network: web::Path<String>,
) -> ApiResult<HttpResponse> {
    let (url, browser) = networks::begin(&ctx, &who, named(&network)?).await?;
    let cookie = Cookie::build(networks::COOKIE, browser)
        .path(networks::BACK)
        .http_only(true)
        // It comes along when the network sends the browser back.
        .same_site(SameSite::Lax)
        .secure(ctx.config.base_url.starts_with("https://"))
        .max_age(CookieAge::minutes(10))
        .finish();
    Ok(HttpResponse::Ok().cookie(cookie).insert_header((CACHE_CONTROL, "no-store")).json(Consent { url }))
}

/// Disconnect the account of a social network
///
/// Its tokens are forgotten; the application stays set.
#[utoipa::path(
    tag = "Integrations", operation_id = "disconnectNetwork", security(("staff" = ["integrations:write"])),
    params(("network" = Network, Path, description = "Which")),
    responses(
        (status = 200, body = NetworkConnection),
        (status = 404, description = "`not-found`: no such network"),
    ),
)]
#[post("/integrations/networks/{network}/disconnect")]
async fn disconnect_network(
    who: Allowed<right::IntegrationsWrite>,
    ctx: Ctx,
    network: web::Path<String>,
) -> ApiResult<web::Json<NetworkConnection>> {
    Ok(web::Json(networks::disconnect(&ctx, &who, named(&network)?).await?))
}

/// See whether the connection to a social network works
///
/// Asks the network who we are. Nothing is posted.
#[utoipa::path(
    tag = "Integrations", operation_id = "checkNetwork", security(("staff" = ["integrations:write"])),
    params(("network" = Network, Path, description = "Which")),
    responses(
        (status = 200, body = NetworkCheck),
        (status = 404, description = "`not-found`: no such network"),
        (status = 409, description = "`invalid-state`: no application is set, or no account is connected"),
    ),
)]
#[post("/integrations/networks/{network}/check")]
async fn check_network(
    _: Allowed<right::IntegrationsWrite>,
    ctx: Ctx,
    network: web::Path<String>,
) -> ApiResult<web::Json<NetworkCheck>> {
    Ok(web::Json(networks::check(&ctx, named(&network)?).await?))
}

fn named(network: &str) -> Result<Network, IntegrationError> {
    Network::of(network).ok_or(IntegrationError::NotFound)
}

/// Come back from a social network
///
/// Where a network sends the browser of an admin who allowed the connection, or did not. Leads on to the panel, whose
/// address says what came of it: `outcome=connected`, `refused`, `expired` or `failed`.
#[utoipa::path(
    tag = "Integrations", operation_id = "comeBackFromNetwork",
    params(
        ("network" = Network, Path, description = "Which"),
        ("code" = Option<String>, Query, description = "What the network exchanges for tokens"),
        ("state" = Option<String>, Query, description = "As it was handed to the network"),
        ("error" = Option<String>, Query, description = "Why there is no code"),
    ),
    responses(
        (status = 303, description = "To the panel"),
        (status = 404, description = "`not-found`: no such network"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[get("/public/networks/{network}/callback")]
async fn come_back(
    client: Client,
    ctx: Ctx,
    network: web::Path<String>,
    query: Query<networks::Came>,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    ctx.limits.check(&ctx, Limit::Link, &client)?;
    let network = named(&network)?;
    let browser = request.cookie(networks::COOKIE);
    let browser = browser.as_ref().map(Cookie::value);
    let outcome = networks::come_back(&ctx, network, query.0, browser).await?;
    let to = format!("/admin/integrations?network={}&outcome={}", network.word(), outcome.word());
    let mut gone = Cookie::build(networks::COOKIE, "").path(networks::BACK).finish();
    gone.make_removal();
    Ok(HttpResponse::SeeOther()
        .cookie(gone)
        .insert_header((LOCATION, to))
        .insert_header((CACHE_CONTROL, "no-store"))
        .finish())
}
