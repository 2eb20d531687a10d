//! Forgotten passwords.
//!
//! Invariant: nobody learns whether an address has an account, neither from the answer nor from the time it takes: the
//! same is written for every address.

use magnetiq_shared::fields::{self, email_key};

use super::queries::users;
use super::{AccountError, StaffMailKind, mail_job};
use crate::ctx::Ctx;
use crate::http::Limit;

/// Sends a link to a new password to whoever has this address: three an hour, ten a day; what is more is dropped.
///
/// # Errors
/// `validation` where it is no address.
pub(super) async fn forgotten(ctx: &Ctx, email: &str) -> Result<(), AccountError> {
    let email = fields::email(email).map_err(|code| AccountError::Field("/email", code))?;
    let key = email_key(&email);
    let limits = [Limit::Forgotten, Limit::ForgottenDaily];
    if !limits.into_iter().all(|limit| ctx.limits.check_for(ctx, limit, &key).is_ok()) {
        return Ok(());
    }
    let found = users::by_email(ctx.db.read(), &key).await?.filter(|account| account.is_active);
    let kind = match found.as_ref().map(|account| account.password_hash.is_some()) {
        Some(false) => StaffMailKind::Invitation,
        _ => StaffMailKind::Reset,
    };
    // Where nobody has the address, the mail is for an account that there is not; its job finds that out.
    let user = found.map_or_else(|| ctx.new_id(), |account| account.id);
    let tx = ctx.db.begin().await?;
    mail_job::queue(&tx, ctx, kind, user).await?;
    tx.commit().await?;
    Ok(())
}
