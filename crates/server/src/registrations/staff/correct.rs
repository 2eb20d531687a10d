//! Staff put right what somebody mistyped: a name, a company, the language. Where mails go, and whether news may be sent,
//! only the owner of the address says.

use magnetiq_shared::registrations::{PersonPatch, RegistrationDetails};
use magnetiq_shared::{Code, FieldError};
use uuid::Uuid;

use super::queries::details;
use crate::accounts::Actor;
use crate::audit::{self, Act};
use crate::ctx::Ctx;
use crate::http::{ApiError, ApiResult, IfMatch};
use crate::registrations::{RegistrationError, manage, queries};

/// Changes what is known of the person.
///
/// # Errors
/// `not-found`, `stale`, `validation`; `invalid-state` where the person was forgotten.
pub(super) async fn correct(
    ctx: &Ctx,
    who: &Actor,
    id: Uuid,
    seen: &IfMatch,
    patch: &PersonPatch,
) -> ApiResult<RegistrationDetails> {
    if patch.marketing_consent.is_some() {
        return Err(ApiError::validation(vec![FieldError::new("/marketingConsent", Code::UnknownField)]));
    }
    let tx = ctx.db.begin().await?;
    let row = queries::find(&tx, id).await?.ok_or_else(ApiError::not_found)?;
    queries::lock_session(&tx, row.session_id).await?;
    let row = queries::find(&tx, id).await?.ok_or_else(ApiError::not_found)?;
    seen.check(row.version)?;
    if row.erased_at.is_some() {
        return Err(RegistrationError::InvalidState.into());
    }
    let row = manage::correct(&tx, ctx, row, patch, &format!("staff:{}", who.user)).await?;
    // The log outlives the person's data: it says that something was changed, and not what.
    audit::record(&tx, ctx, &who.author(), Act::new("registration.corrected", id, &row.reference)).await?;
    tx.commit().await?;
    ctx.wake.poke();
    ctx.changes.notify(id);
    details::details(ctx.db.read(), id).await?.ok_or_else(ApiError::not_found)
}
