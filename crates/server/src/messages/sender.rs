//! The handler that composes and sends one mail.

use actix_web::web;
use magnetiq_jobs::{Claimed, Handler, JobError};
use magnetiq_mail::{Envelope, SendError};

use super::compose::{self, Composed};
use super::queries;
use crate::app::App;
use crate::ctx::Ctx;
use crate::registrations::MailJob;

/// Sends mails.
pub struct SendMail(pub web::Data<App>);

impl Handler for SendMail {
    fn kind(&self) -> &'static str {
        MailJob::JOB
    }

    async fn run(&self, job: &Claimed) -> Result<(), JobError> {
        let ctx = Ctx::new(&self.0);
        let mail: MailJob = job.payload_as()?;
        if queries::is_settled(&ctx, &mail).await? {
            return Ok(());
        }
        match compose::compose(&ctx, &mail).await? {
            Composed::Mail(composed) => send(&ctx, &mail, *composed).await,
            Composed::Skip(reason) => {
                queries::skip(&ctx, &mail, reason).await?;
                Ok(())
            }
        }
    }
}

async fn send(ctx: &Ctx, mail: &MailJob, composed: compose::Outgoing) -> Result<(), JobError> {
    if mail.is_caused_by_form()
        && ctx.config.rate_limits
        && queries::too_many(ctx, &composed.to_email).await?
    {
        queries::skip(ctx, mail, "too many mails to this address").await?;
        return Ok(());
    }
    let rendered = ctx
        .renderer
        .render(&composed.mail, composed.language, &composed.brand)
        .map_err(|error| JobError::Fail(error.to_string()))?;
    let envelope = Envelope {
        to_email: composed.to_email,
        to_name: composed.to_name,
        message_id: format!("{}@{}", mail.message_id(), composed.brand.calendar_host),
        list_unsubscribe: None,
        date: ctx.now,
    };
    let message =
        envelope.message(&rendered, &composed.brand).map_err(|error| JobError::Fail(error.to_string()))?;
    ctx.transport.send(message).await.map_err(|error| match error {
        SendError::Permanent { .. } => JobError::Fail(error.to_string()),
        SendError::Transient(_) => JobError::Retry(error.to_string()),
    })
}
