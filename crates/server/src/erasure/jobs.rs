//! The job that forgets somebody.

use actix_web::web;
use magnetiq_jobs::{Claimed, Handler, JobError};

use crate::app::App;
use crate::ctx::Ctx;
use crate::registrations::Forgotten;
use crate::{messages, webhooks};

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
        magnetiq_jobs::forget_errors(&tx, registration).await?;
        tx.commit().await?;
        ctx.transport.forget(&sent).await.map_err(|error| JobError::Retry(error.to_string()))
    }
}
