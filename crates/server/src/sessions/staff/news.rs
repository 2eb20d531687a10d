//! What those who registered are to hear. It goes up as a job: who they are, the registrations know.

use magnetiq_jobs::{NewJob, enqueue};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::db::{Error, Tx};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tidings {
    /// It has another time, or another way in.
    Changed,
    /// It was cancelled.
    Cancelled,
}

/// Something that everybody who registered for a session is told, by mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionNews {
    /// Which session.
    pub session: Uuid,
    /// What happened.
    pub tidings: Tidings,
    /// The session's sequence since: each is told once.
    pub sequence: i32,
}

impl SessionNews {
    /// The kind of the job.
    pub const JOB: &str = "session-news";
}

/// Queues the news.
pub(super) async fn tell(
    ctx: &Ctx,
    tx: &Tx,
    session: Uuid,
    tidings: Tidings,
    sequence: i32,
) -> Result<(), Error> {
    let news = SessionNews { session, tidings, sequence };
    let payload = serde_json::to_value(&news).unwrap_or_default();
    let key = format!("{}:{}:{sequence}", SessionNews::JOB, session.simple());
    let job = NewJob::new(ctx.new_id(), SessionNews::JOB, payload, ctx.now).dedup(key);
    enqueue(tx, &[job], ctx.now).await.map(drop)
}

/// Has freed seats offered at once, not only by the next sweep.
pub(super) async fn settle_soon(ctx: &Ctx, tx: &Tx) -> Result<(), Error> {
    let job = NewJob::new(ctx.new_id(), "settle-sessions", json!({}), ctx.now);
    enqueue(tx, &[job], ctx.now).await.map(drop)
}
