//! `/integrations/networks/…` for admins, `/public/networks/…` for those who come back from one.

use actix_web::cookie::time::Duration as CookieAge;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::{HttpRequest, HttpResponse, delete, get, post, put, web};
use magnetiq_shared::Page;
use magnetiq_shared::networks::{Consent, NetworkCheck, NetworkConnection, NewNetworkConnection};
use magnetiq_shared::posts::Network;
use magnetiq_shared::scopes::right;
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::{IntegrationError, networks};
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::{ApiResult, Body, Client, IfMatch, Limit, Query, versioned};

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(list_networks)
        .service(get_network)
        .service(set_network)
        .service(delete_network)
        .service(connect_network)
        .service(disconnect_network)
        .service(check_network)
        .service(come_back);
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
