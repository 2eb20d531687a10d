//! How a worker is put together, and how tests drain the queue with it.

use std::{collections::HashMap, slice, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::{
    handler::{DynHandler, Handler, run_caught},
    job::{Claimed, Finished},
    queue::{Claim, claim},
    record::{Hook, HookFuture, RecordError},
    schedule::{Schedule, ensure_schedules, fire_schedules},
    store::Store,
    wake::Wake,
};

/// Says what time it is.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// Gives a new unique id.
pub type IdSource = Arc<dyn Fn() -> Uuid + Send + Sync>;

/// How much a worker does at once, and how it waits.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// How many jobs are claimed and not yet recorded, at most. At least 1.
    pub concurrency: usize,
    /// How long a claim holds without renewal; it is renewed at a third of it. After a crash the jobs rest so
    /// long. At least a few seconds.
    pub lease: Duration,
    /// How often to look for work without being poked: retries, schedules, jobs of other processes.
    pub poll: Duration,
}

impl Default for Options {
    /// 8 at once, leases of a minute, a look each second.
    fn default() -> Self {
        Self { concurrency: 8, lease: Duration::from_secs(60), poll: Duration::from_secs(1) }
    }
}

/// Claims due jobs and runs them. Any number of workers, in any number of processes, share one queue.
pub struct Worker<S> {
    pub(crate) store: S,
    pub(crate) options: Options,
    pub(crate) hook: Option<Hook>,
    pub(crate) wake: Wake,
    clock: Clock,
    new_id: IdSource,
    handlers: HashMap<&'static str, Arc<dyn DynHandler>>,
    kinds: Vec<&'static str>,
    schedules: Vec<Schedule>,
    /// Whether the table knows the schedules.
    ensured: OnceCell<()>,
}

impl<S: Store> Worker<S> {
    /// A worker without handlers.
    pub fn new(store: S, clock: Clock, new_id: IdSource, options: Options) -> Self {
        Self {
            store,
            options: Options { concurrency: options.concurrency.max(1), ..options },
            hook: None,
            wake: Wake::default(),
            clock,
            new_id,
            handlers: HashMap::new(),
            kinds: Vec::new(),
            schedules: Vec::new(),
            ensured: OnceCell::new(),
        }
    }

    /// Runs jobs of this handler's kind; a later handler of the same kind takes its place.
    pub fn handler(mut self, handler: impl Handler) -> Self {
        let kind = handler.kind();
        if self.handlers.insert(kind, Arc::new(handler)).is_none() {
            self.kinds.push(kind);
        }
        self
    }

    /// Queues periodic work.
    pub fn schedule(mut self, schedule: Schedule) -> Self {
        self.schedules.push(schedule);
        self
    }

    /// Is poked by this handle, which may be shared by several workers.
    pub fn wake(mut self, wake: Wake) -> Self {
        self.wake = wake;
        self
    }

    /// Calls `hook` with the outcomes that count, inside the transaction that records them. It writes through
    /// the given transaction only. If it fails, that transaction is rolled back and each outcome tried alone;
    /// one that fails alone is left to its lease, and the job runs again.
    pub fn on_finished<F>(mut self, hook: F) -> Self
    where
        F: for<'a> Fn(&'a DatabaseTransaction, &'a [Finished]) -> HookFuture<'a> + Send + Sync + 'static,
    {
        self.hook = Some(Arc::new(hook));
        self
    }

    /// Runs everything that is due by the clock, one job after the other in exact order and in the calling
    /// task, until nothing is due; gives what ran. Schedules count. For tests.
    ///
    /// # Errors
    /// If the database or the hook fails; the outcome in question is not recorded.
    pub async fn drain(&self) -> Result<Vec<Finished>, RecordError> {
        let mut ran = Vec::new();
        loop {
            let Some(job) = self.claim_due(1, true).await?.pop() else { return Ok(ran) };
            let result = run_caught(self.handler_of(&job), &job).await;
            let finished = Finished { outcome: job.outcome(result, self.now()), job };
            self.commit(slice::from_ref(&finished)).await?;
            ran.push(finished);
        }
    }

    /// Claims up to `limit` due jobs in a transaction of its own, after queueing what the schedules ask for.
    pub(crate) async fn claim_due(&self, limit: usize, schedules: bool) -> Result<Vec<Claimed>, DbErr> {
        self.ensured.get_or_try_init(|| self.ensure_schedules()).await?;
        let now = self.now();
        let tx = self.store.begin_write().await?;
        if schedules {
            fire_schedules(&tx, &self.schedules, &self.new_id, now).await?;
        }
        let lease_token = (self.new_id)();
        let claim_of = Claim { kinds: &self.kinds, limit, lease_token, lease: self.options.lease };
        let claimed = claim(&tx, claim_of, now).await?;
        tx.commit().await?;
        Ok(claimed)
    }

    async fn ensure_schedules(&self) -> Result<(), DbErr> {
        let tx = self.store.begin_write().await?;
        ensure_schedules(&tx, &self.schedules, self.now()).await?;
        tx.commit().await
    }

    pub(crate) fn handler_of(&self, job: &Claimed) -> Option<Arc<dyn DynHandler>> {
        self.handlers.get(job.kind.as_str()).cloned()
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    pub(crate) fn clock(&self) -> Clock {
        self.clock.clone()
    }
}
