//! Somebody was forgotten: told to the slices above, which keep things of theirs, too.

use magnetiq_jobs::NewJob;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ctx::Ctx;

/// A registration out of which everything personal was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forgotten {
    /// Its id.
    pub registration: Uuid,
}

impl Forgotten {
    /// The kind of the job that takes it out everywhere else.
    pub const JOB: &str = "forget-person";

    /// That job. It goes before everything else: what waits must not go out any more.
    pub(super) fn job(self, ctx: &Ctx) -> NewJob {
        let payload = serde_json::to_value(self).unwrap_or_default();
        NewJob::new(ctx.new_id(), Self::JOB, payload, ctx.now).priority(20)
    }
}
