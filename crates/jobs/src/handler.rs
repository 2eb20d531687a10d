//! What runs a job.

use std::{any::Any, panic::AssertUnwindSafe, sync::Arc};

use futures_util::{FutureExt, future::BoxFuture};

use crate::job::{Claimed, JobError};

/// Runs the jobs of one kind. May run twice for one job, so it must be idempotent.
///
/// Implementations write `async fn run(&self, job: &Claimed) -> Result<(), JobError>`.
pub trait Handler: Send + Sync + 'static {
    /// The kind of job it runs; unique in a worker.
    fn kind(&self) -> &'static str;

    /// Does the work. A panic counts as [`JobError::Retry`].
    ///
    /// # Errors
    /// Says whether to try again or to give up.
    fn run(&self, job: &Claimed) -> impl Future<Output = Result<(), JobError>> + Send;
}

/// [`Handler`] with a boxed future, so that a worker can keep different ones.
pub(crate) trait DynHandler: Send + Sync {
    fn run_boxed<'a>(&'a self, job: &'a Claimed) -> BoxFuture<'a, Result<(), JobError>>;
}

impl<H: Handler> DynHandler for H {
    fn run_boxed<'a>(&'a self, job: &'a Claimed) -> BoxFuture<'a, Result<(), JobError>> {
        Box::pin(self.run(job))
    }
}

/// Runs the job and turns a panic into a retry. `None` is a kind without handler.
pub(crate) async fn run_caught(handler: Option<Arc<dyn DynHandler>>, job: &Claimed) -> Result<(), JobError> {
    if job.attempts > job.max_attempts {
        return Err(JobError::Fail("the last allowed attempt never ended".into()));
    }
    let Some(handler) = handler else {
        return Err(JobError::Retry(format!("no handler for {}", job.kind)));
    };
    // The call itself may panic too, before there is a future.
    let attempt = async { handler.run_boxed(job).await };
    match AssertUnwindSafe(attempt).catch_unwind().await {
        Ok(result) => result,
        Err(panic) => Err(JobError::Retry(format!("panicked: {}", panic_text(&*panic)))),
    }
}

/// What a panic said.
pub(crate) fn panic_text(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no text")
}
