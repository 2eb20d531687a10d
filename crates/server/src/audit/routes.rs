//! `/audit-log`.

use actix_web::{get, web};
use magnetiq_shared::Page;
use magnetiq_shared::audit::{AuditEntry, AuditFilters};
use magnetiq_shared::scopes::right;
use utoipa_actix_web::service_config::ServiceConfig;

use super::queries;
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::{ApiResult, Cursor, Query, limit};

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    config.service(list_audit_log);
}

/// Who changed what
///
/// Newest first.
#[utoipa::path(
    tag = "Audit log", operation_id = "listAuditLog", params(AuditFilters),
    security(("staff" = ["audit-log:read"])),
    responses((status = 200, body = Page<AuditEntry>), (status = 422, description = "`validation`")),
)]
#[get("/audit-log")]
async fn list_audit_log(
    _: Allowed<right::AuditLogRead>,
    ctx: Ctx,
    query: Query<AuditFilters>,
) -> ApiResult<web::Json<Page<AuditEntry>>> {
    let (limit, cursor) = (limit(query.0.limit)?, Cursor::read(query.0.cursor.as_deref())?);
    Ok(web::Json(queries::list(ctx.db.read(), &query.0, limit, cursor).await?))
}
