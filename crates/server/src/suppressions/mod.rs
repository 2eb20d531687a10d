//! Addresses that take no mail: a mail server refused them for good, or their owner complained.
//!
//! Invariants: nothing that goes to registrants, speakers or the program's manager is sent to such an address (mails by
//! which people of the house sign in are: nobody is locked out by a bounce); only staff take an address from the list,
//! and forgetting a person does.

mod queries;
mod routes;
#[cfg(test)]
mod tests;

use magnetiq_shared::ProblemType;
use magnetiq_shared::suppressions::SuppressionReason;

pub use queries::{among, forget, is_suppressed, reason};
pub use routes::routes;

use crate::accounts::Actor;
use crate::audit::{self, Act};
use crate::ctx::Ctx;
use crate::db::{Error, Tx};
use crate::http::ApiError;

/// Writes down that the address takes no mail, and what was said. Where that was known, it stays as it is.
///
/// # Errors
/// What the database says.
pub async fn suppress(
    tx: &Tx,
    ctx: &Ctx,
    key: &str,
    reason: SuppressionReason,
    detail: Option<String>,
) -> Result<(), Error> {
    let detail = detail.map(|text| text.chars().take(500).collect());
    queries::insert(tx, key, reason, detail, ctx.now).await
}

/// Lets mails go to the address again. What was skipped meanwhile is not sent.
///
/// # Errors
/// `not-found`.
async fn lift(ctx: &Ctx, who: &Actor, key: &str) -> Result<(), ApiError> {
    let tx = ctx.db.begin().await?;
    if !queries::delete(&tx, key).await? {
        return Err(ApiError::new(ProblemType::NotFound));
    }
    // The log names no one outside the house.
    let domain = key.rsplit('@').next().unwrap_or_default();
    let act = Act {
        action: "suppressed-address.lifted",
        subject: None,
        name: format!("…@{domain}"),
        changes: Vec::new(),
    };
    audit::record(&tx, ctx, &who.author(), act).await?;
    tx.commit().await?;
    Ok(())
}
