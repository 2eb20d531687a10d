//! Writing a mail and handing it to the mail server, and what its refusal says of the address.

use magnetiq_domain::bounces;
use magnetiq_jobs::JobError;
use magnetiq_mail::{Brand, Envelope, Mail, Rendered, SendError};
use magnetiq_shared::Language;
use magnetiq_shared::fields::email_key;
use magnetiq_shared::suppressions::SuppressionReason;

use crate::ctx::Ctx;
use crate::suppressions;

/// Renders a mail, out of the way of those who wait for an answer.
///
/// # Errors
/// `Fail` where it can't be rendered.
pub(super) async fn render(
    ctx: &Ctx,
    mail: Mail,
    language: Language,
    brand: &Brand,
) -> Result<Rendered, JobError> {
    let (renderer, brand) = (ctx.renderer.clone(), brand.clone());
    let rendered = ctx.press.run(move || renderer.render(&mail, language, &brand)).await;
    rendered.map_err(failed)?.map_err(failed)
}

/// Sends it. An address that the mail server refuses for good gets no more mails.
///
/// # Errors
/// `Fail` where it was refused, or can't be put together; `Retry` where it may work later.
pub(super) async fn deliver(
    ctx: &Ctx,
    envelope: Envelope,
    (rendered, brand): (Rendered, &Brand),
) -> Result<(), JobError> {
    let (address, brand) = (envelope.to_email.clone(), brand.clone());
    let message = ctx.press.run(move || envelope.message(&rendered, &brand)).await;
    match ctx.transport.send(message.map_err(failed)?.map_err(failed)?).await {
        Ok(()) => Ok(()),
        Err(error @ SendError::Transient(_)) => Err(JobError::Retry(error.to_string())),
        Err(SendError::Permanent { code, text }) => {
            if bounces::is_bounce(code, &text) {
                bounced(ctx, &address, &text).await?;
            }
            Err(failed(SendError::Permanent { code, text }))
        }
    }
}

fn failed(error: impl std::fmt::Display) -> JobError {
    JobError::Fail(error.to_string())
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
