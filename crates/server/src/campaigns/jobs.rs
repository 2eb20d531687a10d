//! The job that begins a campaign at its time.

use actix_web::web;
use chrono::{DateTime, Utc};
use magnetiq_jobs::{Claimed, Handler, JobError, NewJob};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::sending;
use crate::app::App;
use crate::ctx::Ctx;

const KIND: &str = "send-campaign";

/// Gathers a campaign's recipients, and queues their mails.
pub struct SendCampaign(pub web::Data<App>);

#[derive(Serialize, Deserialize)]
struct Gathering {
    campaign: Uuid,
}

/// The job that does so at this time.
pub(super) fn gathering(ctx: &Ctx, campaign: Uuid, at: DateTime<Utc>) -> NewJob {
    let payload = serde_json::to_value(Gathering { campaign }).unwrap_or_default();
    NewJob::new(ctx.new_id(), KIND, payload, at)
}

impl Handler for SendCampaign {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, job: &Claimed) -> Result<(), JobError> {
        let Gathering { campaign } = job.payload_as()?;
        loop {
            let ctx = Ctx::new(&self.0);
            let more = sending::gather(&ctx, campaign).await?;
            // The first mails go out while the others are gathered.
            ctx.wake.poke();
            if !more {
                return Ok(());
            }
        }
    }
}
