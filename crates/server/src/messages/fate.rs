//! What became of a message, as its row tells.

use magnetiq_jobs::{Finished, Outcome};
use magnetiq_shared::messages::Reason;

/// What became of a message.
pub(super) struct Fate {
    /// As the row calls it.
    pub state: &'static str,
    /// Why it is not sent, where it isn't.
    pub reason: Option<String>,
    /// How often it was tried.
    pub attempts: i32,
}

impl Fate {
    /// By how its job ended.
    pub(super) fn of(done: &Finished) -> Self {
        let (state, reason) = match &done.outcome {
            Outcome::Done => ("sent", None),
            Outcome::Retried { error, .. } => ("queued", Some(error.clone())),
            Outcome::Failed { error } => ("failed", Some(error.clone())),
        };
        Self { state, reason, attempts: done.job.attempts }
    }

    /// It does not go out.
    pub(super) fn skipped(why: Reason) -> Self {
        Self { state: "skipped", reason: Some(why.to_string()), attempts: 0 }
    }
}
