//! `/sessions/{id}/concerned`.

use actix_web::{get, web};
use magnetiq_shared::scopes::right;
use magnetiq_shared::staff::sessions::Concerned;

use super::{RegistrationError, queries};
use crate::accounts::Allowed;
use crate::ctx::Ctx;
use crate::http::{ApiResult, Id};

/// Whom an act on a session concerns
///
/// How many people would be told if it were moved or cancelled now; whose address is not validated yet is not.
#[utoipa::path(
    tag = "Sessions", operation_id = "countConcerned", security(("staff" = ["sessions:read"])),
    params(("id" = uuid::Uuid, Path)), responses((status = 200, body = Concerned)),
)]
#[get("/sessions/{id}/concerned")]
pub(super) async fn count_concerned(
    _: Allowed<right::SessionsRead>,
    ctx: Ctx,
    id: Id,
) -> ApiResult<web::Json<Concerned>> {
    let concerned = queries::count_concerned(ctx.db.read(), id.0).await.map_err(RegistrationError::from)?;
    Ok(web::Json(concerned))
}
