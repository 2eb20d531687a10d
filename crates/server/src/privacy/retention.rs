//! Once a day: registrations whose session is longer over than the house keeps people's data are emptied.

use std::time::Duration;

use actix_web::web;
use chrono::Months;
use magnetiq_jobs::{Claimed, Handler, JobError, Schedule};

use super::{jobs, queries};
use crate::app::App;
use crate::ctx::Ctx;
use crate::registrations::BY_RETENTION;

const KIND: &str = "retention";

/// Anonymises what is older.
pub struct Retain(pub web::Data<App>);

/// When it runs.
pub fn schedule() -> Schedule {
    Schedule { name: KIND, every: Duration::from_secs(24 * 3_600), kind: KIND }
}

impl Handler for Retain {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, _: &Claimed) -> Result<(), JobError> {
        let ctx = Ctx::new(&self.0);
        let tx = ctx.db.begin().await?;
        queries::forget_requests(&tx, ctx.now - chrono::Duration::days(1)).await?;
        tx.commit().await?;
        let months = ctx.program.at(ctx.now).program.settings.retention.retention_months;
        let Some(before) = months.and_then(|months| ctx.now.checked_sub_months(Months::new(months))) else {
            return Ok(());
        };
        loop {
            let batch = queries::older(ctx.db.read(), before).await?;
            if batch.is_empty() {
                return Ok(());
            }
            for id in batch {
                jobs::forget(&ctx, id, BY_RETENTION).await?;
            }
        }
    }
}
