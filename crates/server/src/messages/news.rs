//! News of a session, to everybody who has a place or waits for one: a mail each.

use actix_web::web;
use magnetiq_jobs::{Claimed, Handler, JobError, enqueue};

use crate::app::App;
use crate::ctx::Ctx;
use crate::registrations::{MailJob, queries as rows};
use crate::sessions::staff::{SessionNews, Tidings};

/// Makes a mail for each of them. Done again, it makes the same ones.
pub struct TellNews(pub web::Data<App>);

impl Handler for TellNews {
    fn kind(&self) -> &'static str {
        SessionNews::JOB
    }

    async fn run(&self, job: &Claimed) -> Result<(), JobError> {
        let ctx = Ctx::new(&self.0);
        let news: SessionNews = job.payload_as()?;
        let kind = match news.tidings {
            Tidings::Changed => MailJob::SESSION_CHANGED,
            Tidings::Cancelled => MailJob::SESSION_CANCELLED,
        };
        let tx = ctx.db.begin().await?;
        let people = rows::concerned(&tx, news.session).await?;
        let mails: Vec<_> =
            people.into_iter().map(|id| MailJob::new(kind, id, news.sequence).job(&ctx)).collect();
        enqueue(&tx, &mails, ctx.now).await?;
        tx.commit().await?;
        ctx.wake.poke();
        Ok(())
    }
}
