//! What follows a request, and what follows when somebody was forgotten.

use actix_web::web;
use magnetiq_jobs::{Claimed, Handler, JobError};
use magnetiq_mail::Mail;
use magnetiq_mail::messages::{PrivacyCode, PrivacyRequest};

use super::queries;
use super::requests::{Asked, LASTS};
use crate::app::App;
use crate::ctx::Ctx;
use crate::registrations::{self, Forgotten, RegistrationError};
use crate::sessions::brand;
use crate::{certificates, feedback, messages, webhooks};

/// Mails the code, where anything is kept of the address.
pub struct SendCode(pub web::Data<App>);

impl Handler for SendCode {
    fn kind(&self) -> &'static str {
        Asked::SEND_CODE
    }

    async fn run(&self, job: &Claimed) -> Result<(), JobError> {
        let ctx = Ctx::new(&self.0);
        let Asked { request } = job.payload_as()?;
        let Some(row) = queries::find(ctx.db.read(), request).await? else { return Ok(()) };
        if row.expires_at.utc() <= ctx.now {
            return Ok(());
        }
        let Some((email, name)) = queries::recipient(ctx.db.read(), &row.email_key).await? else {
            return Ok(());
        };
        let mail = Mail::PrivacyCode(PrivacyCode {
            name,
            request: if row.kind == "export" { PrivacyRequest::Export } else { PrivacyRequest::Erasure },
            code: ctx.keys.code(request),
            minutes: LASTS.num_minutes().unsigned_abs() as u32,
        });
        let brand = brand(&ctx.program.at(ctx.now).program, &ctx.config);
        let language = row.language.parse().unwrap_or_default();
        messages::send(&ctx, request, mail, (language, &brand), (email, String::new())).await
    }
}

/// Erases all that is kept of an address, one registration after the other. Begun again, it goes on where it ended.
pub struct EraseAddress(pub web::Data<App>);

impl Handler for EraseAddress {
    fn kind(&self) -> &'static str {
        Asked::ERASE
    }

    async fn run(&self, job: &Claimed) -> Result<(), JobError> {
        let ctx = Ctx::new(&self.0);
        let Asked { request } = job.payload_as()?;
        let Some(row) = queries::find(ctx.db.read(), request).await? else { return Ok(()) };
        let by = if row.created_by.is_some() { "staff" } else { "person" };
        for id in queries::registrations_of(ctx.db.read(), &row.email_key).await? {
            forget(&ctx, id, by).await?;
        }
        let tx = ctx.db.begin().await?;
        let asked = queries::forget_address(&tx, &row.email_key).await?;
        let host = ctx.config.host();
        let mails: Vec<String> = asked.into_iter().map(|id| format!("{id}@{host}")).collect();
        // Before the rows are gone, of which a second try would learn what to forget.
        ctx.transport.forget(&mails).await.map_err(|error| JobError::Retry(error.to_string()))?;
        tx.commit().await?;
        Ok(())
    }
}

/// Forgets a registration's person; whoever is forgotten already stays so.
pub(super) async fn forget(ctx: &Ctx, id: uuid::Uuid, by: &str) -> Result<(), JobError> {
    match registrations::forget(ctx, id, by).await {
        Ok(()) | Err(RegistrationError::Gone) => Ok(()),
        Err(error) => Err(JobError::Retry(error.to_string())),
    }
}

/// Takes a registration's person out of all that was made of it.
pub struct ForgetPerson(pub web::Data<App>);

impl Handler for ForgetPerson {
    fn kind(&self) -> &'static str {
        Forgotten::JOB
    }

    async fn run(&self, job: &Claimed) -> Result<(), JobError> {
        let ctx = Ctx::new(&self.0);
        let Forgotten { registration } = job.payload_as()?;
        let tx = ctx.db.begin().await?;
        let sent = messages::forget(&tx, registration).await?;
        webhooks::forget(&tx, registration).await?;
        certificates::forget(&tx, registration).await?;
        feedback::forget(&tx, registration).await?;
        magnetiq_jobs::forget_errors(&tx, registration).await?;
        tx.commit().await?;
        ctx.transport.forget(&sent).await.map_err(|error| JobError::Retry(error.to_string()))
    }
}
