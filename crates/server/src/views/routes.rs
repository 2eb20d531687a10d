//! `/public/views`.

use actix_web::http::header::USER_AGENT;
use actix_web::{HttpRequest, HttpResponse, post};
use magnetiq_shared::views::View;
use utoipa_actix_web::service_config::ServiceConfig;

use super::service::{self, Visitor};
use crate::config::Network;
use crate::ctx::Ctx;
use crate::http::{ApiResult, Body, Client, Limit};

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config.service(count_view);
}

/// Count a view
///
/// Told by the page when it is seen. Kept are numbers per day, step and source, no cookie and no address; two
/// visitors of a day are told apart by a hash whose random salt is deleted with the day. With `DNT: 1` or
/// `Sec-GPC: 1` there is no hash either.
#[utoipa::path(
    tag = "Program", operation_id = "countView", request_body = View,
    responses(
        (status = 202, description = "It is counted, unless a robot sent it"),
        (status = 404, description = "`not-found`"),
        (status = 410, description = "`gone`"),
        (status = 422, description = "`validation`"),
        (status = 429, description = "`rate-limited`"),
    ),
)]
#[post("/public/views")]
async fn count_view(
    client: Client,
    ctx: Ctx,
    request: HttpRequest,
    body: Body<View>,
) -> ApiResult<HttpResponse> {
    ctx.limits.check(&ctx, Limit::View, &client)?;
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let prefix = if client.address.is_ipv4() { 32 } else { 64 };
    let visitor = Visitor {
        address: Network::around(client.address, prefix).to_string(),
        user_agent: header(USER_AGENT.as_str()).unwrap_or_default().to_owned(),
        unseen: header("dnt") == Some("1") || header("sec-gpc") == Some("1"),
    };
    service::count(&ctx, &body.value, &visitor).await?;
    Ok(HttpResponse::Accepted().finish())
}
