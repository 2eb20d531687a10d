//! Durable background work over the tables `jobs` and `job_schedules`, on SQLite and PostgreSQL.
//!
//! What must happen because something was written is [`enqueue`]d **in the transaction that writes it**, so
//! the job exists exactly if its cause does. A [`Worker`] claims due jobs under a lease, runs each with the
//! [`Handler`] of its kind, and records how it ended. The crate knows no job of the application.
//!
//! Invariants:
//! - **At least once.** A job is deleted only after its handler said it is done. A process that dies leaves
//!   its jobs `running`; once their lease has run out another worker takes them. Handlers are idempotent.
//! - **Fenced.** Each claim gives a new lease token. Only who holds the current one can change the job, so a
//!   slow worker that lost its lease changes nothing.
//! - **At most once beside the job.** The hook [`Worker::on_finished`] writes in the same transaction that
//!   removes or postpones the jobs, and sees only the outcomes that count.
//! - **Bounded.** At most `concurrency` jobs of a worker are claimed and not yet recorded.
//! - **One text per statement.** Rows travel as one JSON parameter, so plans stay prepared.
//!
//! Everything here that writes expects to be in a write transaction; on SQLite one begun with
//! `BEGIN IMMEDIATE` (see [`Store`]).

mod handler;
mod inspect;
mod job;
mod queue;
mod record;
mod run;
mod schedule;
mod sql;
mod store;
mod wake;
mod worker;

pub use handler::Handler;
pub use inspect::{
    FailedJob, PendingJob, Stats, failed, forget_errors, pending, retry_failed, retry_failed_keys, stats,
};
pub use job::{Claimed, DEFAULT_MAX_ATTEMPTS, Finished, JobError, NewJob, Outcome, backoff};
pub use queue::{Claim, Lease, claim, enqueue, renew, settle};
pub use record::{BoxError, HookFuture, RecordError};
pub use schedule::{Schedule, ensure_schedules, fire_schedules};
pub use store::Store;
pub use wake::Wake;
pub use worker::{Clock, IdSource, Options, Worker};
