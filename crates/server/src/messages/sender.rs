//! The handler that composes and sends one mail.

use actix_web::web;
use magnetiq_jobs::{Claimed, Handler, JobError};
use magnetiq_mail::Envelope;
use magnetiq_shared::messages::Reason;

use super::compose::{self, Composed};
use super::deliver::{deliver, render, takes_no_mail};
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
        if queries::is_settled(&ctx, mail.message_id()).await? {
            return Ok(());
        }
        match compose::compose(&ctx, &mail).await? {
            Composed::Mail(composed) => send(&ctx, &mail, *composed).await,
            Composed::Gathered => Ok(()),
            Composed::Skip(reason) => {
                queries::skip(&ctx, &mail, reason).await?;
                Ok(())
            }
        }
    }
}

async fn send(ctx: &Ctx, mail: &MailJob, composed: compose::Outgoing) -> Result<(), JobError> {
    if takes_no_mail(ctx, &composed.to_email).await? {
        queries::skip(ctx, mail, Reason::Suppressed).await?;
        return Ok(());
    }
    if mail.is_caused_by_form()
        && ctx.config.rate_limits
        && queries::too_many(ctx, &composed.to_email).await?
    {
        queries::skip(ctx, mail, Reason::TooMany).await?;
        return Ok(());
    }
    let rendered = render(ctx, composed.mail, composed.language, &composed.brand).await?;
    let envelope = Envelope {
        to_email: composed.to_email,
        to_name: composed.to_name,
        message_id: format!("{}@{}", mail.message_id(), composed.brand.calendar_host),
        list_unsubscribe: None,
        date: ctx.now,
    };
    deliver(ctx, envelope, (rendered, &composed.brand)).await
}
