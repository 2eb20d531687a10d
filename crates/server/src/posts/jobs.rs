//! Once a minute: what is due on a network that publishes by itself. And the publication of one post.

use std::time::Duration;

use actix_web::web;
use magnetiq_jobs::{Claimed, Handler, JobError, NewJob, Schedule};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{publish, service};
use crate::app::App;
use crate::ctx::Ctx;

const ROUND: &str = "publish-due-posts";
const PUBLISH: &str = "publish-post";
/// With the usual waits in between this spans four hours.
const ATTEMPTS: i32 = 12;

/// When rounds are.
pub fn schedule() -> Schedule {
    Schedule { name: ROUND, every: Duration::from_secs(60), kind: ROUND }
}

/// The payload of a job that publishes a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Wanted {
    /// The session.
    pub session: Uuid,
    /// Which of its posts.
    pub key: String,
    /// Changes each time that staff ask anew.
    pub attempt: Uuid,
}

/// The job that publishes a post: one for each attempt.
pub(super) fn job(ctx: &Ctx, wanted: &Wanted) -> NewJob {
    let payload = serde_json::to_value(wanted).unwrap_or_default();
    let key = format!("{PUBLISH}:{}", wanted.attempt);
    NewJob::new(ctx.new_id(), PUBLISH, payload, ctx.now).dedup(key).max_attempts(ATTEMPTS)
}

/// Queues what is due.
pub struct PublishDuePosts(pub web::Data<App>);

impl Handler for PublishDuePosts {
    fn kind(&self) -> &'static str {
        ROUND
    }

    async fn run(&self, _: &Claimed) -> Result<(), JobError> {
        let ctx = Ctx::new(&self.0);
        service::queue_due(&ctx).await?;
        ctx.wake.poke();
        Ok(())
    }
}

/// Publishes one post.
pub struct PublishPost(pub web::Data<App>);

impl Handler for PublishPost {
    fn kind(&self) -> &'static str {
        PUBLISH
    }

    async fn run(&self, job: &Claimed) -> Result<(), JobError> {
        let ctx = Ctx::new(&self.0);
        let wanted: Wanted = job.payload_as()?;
        publish::run(&ctx, job, &wanted).await
    }
}
