//! `/suppressed-addresses`.

use actix_web::{HttpResponse, delete, get, web};
use magnetiq_shared::Page;
use magnetiq_shared::fields::email_key;
use magnetiq_shared::scopes::right;
use magnetiq_shared::suppressions::{SuppressedAddress, SuppressionFilters};
use utoipa_actix_web::service_config::ServiceConfig;

use super::queries;
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::{ApiResult, Cursor, Query, limit};

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config.service(list_suppressed_addresses).service(lift_suppression);
}

/// Addresses that take no mail
///
/// Those that came last first.
#[utoipa::path(
    tag = "Campaigns", operation_id = "listSuppressedAddresses", params(SuppressionFilters),
    security(("staff" = ["messages:read"])),
    responses((status = 200, body = Page<SuppressedAddress>), (status = 422, description = "`validation`")),
)]
#[get("/suppressed-addresses")]
async fn list_suppressed_addresses(
    _: Allowed<right::MessagesRead>,
    ctx: Ctx,
    query: Query<SuppressionFilters>,
) -> ApiResult<web::Json<Page<SuppressedAddress>>> {
    let (limit, cursor) = (limit(query.0.limit)?, Cursor::read(query.0.cursor.as_deref())?);
    Ok(web::Json(queries::list(ctx.db.read(), &query.0, limit, cursor).await?))
}

/// Let mails go to an address again
///
/// What was skipped meanwhile is not sent.
#[utoipa::path(
    tag = "Campaigns", operation_id = "liftSuppression", security(("staff" = ["messages:write"])),
    params(("address" = String, Path, description = "The address, percent-encoded")),
    responses(
        (status = 204, description = "It gets mails again"),
        (status = 404, description = "`not-found`: it is not on the list"),
    ),
)]
#[delete("/suppressed-addresses/{address}")]
async fn lift_suppression(
    who: Allowed<right::MessagesWrite>,
    ctx: Ctx,
    address: web::Path<String>,
) -> ApiResult<HttpResponse> {
    super::lift(&ctx, &who, &email_key(&address)).await?;
    Ok(HttpResponse::NoContent().finish())
}
