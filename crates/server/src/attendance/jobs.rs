//! Once a minute: what follows sessions that ended.

use std::time::Duration;

use actix_web::web;
use magnetiq_jobs::{Claimed, Handler, JobError, Schedule};

use super::round;
use crate::app::App;
use crate::ctx::Ctx;

const KIND: &str = "close-sessions";

/// Decides who was there, issues certificates, and queues the mails of afterwards.
pub struct CloseSessions(pub web::Data<App>);

/// When it runs.
pub fn schedule() -> Schedule {
    Schedule { name: KIND, every: Duration::from_secs(60), kind: KIND }
}

impl Handler for CloseSessions {
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
