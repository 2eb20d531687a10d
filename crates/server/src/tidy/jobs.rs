//! The hourly round.

use std::time::Duration;

use actix_web::web;
use magnetiq_jobs::{Claimed, Handler, JobError, Schedule};

use super::queries;
use crate::app::App;
use crate::ctx::Ctx;

const KIND: &str = "tidy";

/// Deletes what has served its time.
pub struct Tidy(pub web::Data<App>);

/// When it runs.
pub fn schedule() -> Schedule {
    Schedule { name: KIND, every: Duration::from_secs(3_600), kind: KIND }
}

impl Handler for Tidy {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, _: &Claimed) -> Result<(), JobError> {
        let ctx = Ctx::new(&self.0);
        let tx = ctx.db.begin().await?;
        queries::delete_expired(&tx, ctx.now).await?;
        tx.commit().await?;
        Ok(())
    }
}
