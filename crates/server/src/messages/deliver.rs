//! Handing a mail to the mail server, and what its refusal says of the address.

use magnetiq_domain::bounces;
use magnetiq_jobs::JobError;
use magnetiq_mail::{Brand, Envelope, Rendered, SendError};
use magnetiq_shared::fields::email_key;
use magnetiq_shared::suppressions::SuppressionReason;

use crate::ctx::Ctx;
use crate::suppressions;

/// Sends it. An address that the mail server refuses for good gets no more mails.
///
/// # Errors
/// `Fail` where it was refused, or can't be put together; `Retry` where it may work later.
pub(super) async fn deliver(
    ctx: &Ctx,
    envelope: Envelope,
    (rendered, brand): (&Rendered, &Brand),
) -> Result<(), JobError> {
    let message = envelope.message(rendered, brand).map_err(|error| JobError::Fail(error.to_string()))?;
    match ctx.transport.send(message).await {
        Ok(()) => Ok(()),
        Err(error @ SendError::Transient(_)) => Err(JobError::Retry(error.to_string())),
        Err(SendError::Permanent { code, text }) => {
            if bounces::is_bounce(code, &text) {
                bounced(ctx, &envelope.to_email, &text).await?;
            }
            Err(JobError::Fail(SendError::Permanent { code, text }.to_string()))
        }
    }
}

async fn bounced(ctx: &Ctx, address: &str, said: &str) -> Result<(), JobError> {
    let tx = ctx.db.begin().await?;
    let detail = Some(said.to_owned());
    suppressions::suppress(&tx, ctx, &email_key(address), SuppressionReason::Bounced, detail).await?;
    Ok(tx.commit().await?)
}

/// Whether the address takes no mail.
///
/// # Errors
/// `Retry` with what the database says.
pub(super) async fn takes_no_mail(ctx: &Ctx, address: &str) -> Result<bool, JobError> {
    Ok(suppressions::is_suppressed(ctx.db.read(), &email_key(address)).await?)
}
