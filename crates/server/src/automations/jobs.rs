//! Once a minute: what fell due.

use std::time::Duration;

use actix_web::web;
use magnetiq_jobs::{Claimed, Handler, JobError, Schedule};

use super::round;
use crate::app::App;
use crate::ctx::Ctx;

const KIND: &str = "mail-program";

/// Queues the program's mails when they are due.
pub struct MailProgram(pub web::Data<App>);

/// When it runs.
pub fn schedule() -> Schedule {
    Schedule { name: KIND, every: Duration::from_secs(60), kind: KIND }
}

impl Handler for MailProgram {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, _: &Claimed) -> Result<(), JobError> {
        let ctx = Ctx::new(&self.0);
        round::run(&ctx).await?;
        ctx.wake.poke();
        Ok(())
    }
}
