//! The worker's loop. One task does all the bookkeeping, so nothing is shared and nothing locked: handlers run
//! as tasks of their own; what ends while a commit is under way waits and is committed with the next.

use std::collections::HashSet;

use tokio::{
    task::JoinSet,
    time::{Interval, MissedTickBehavior, interval},
};
use tokio_util::sync::CancellationToken;
use tracing::Instrument;

use crate::{
    handler::run_caught,
    job::{Claimed, Finished},
    queue::{Lease, renew},
    store::Store,
    worker::Worker,
};

/// What a worker holds. Dropping it ends the handlers; their jobs are left to their leases.
#[derive(Default)]
struct InFlight {
    running: JoinSet<Finished>,
    /// Of what runs.
    leases: HashSet<Lease>,
    /// Ended, but not yet recorded: still takes up a slot.
    finished: Vec<Finished>,
}

impl InFlight {
    fn len(&self) -> usize {
        self.running.len() + self.finished.len()
    }

    fn ended(&mut self, finished: Finished) {
        self.leases.remove(&Lease::from(&finished.job));
        self.finished.push(finished);
    }
}

impl<S: Store> Worker<S> {
    /// Works until `stop` is cancelled; then claims nothing more, lets running handlers end, records, returns.
    ///
    /// Dropping the future instead ends the handlers where they are; other workers take over their jobs when
    /// the leases have run out.
    pub async fn run(&self, stop: CancellationToken) {
        let mut flight = InFlight::default();
        let mut wake = self.wake.subscribe();
        let mut poll = steady(self.options.poll);
        let mut renewal = steady(self.options.lease / 3);
        // Whether there may be due jobs, and whether it is time to look at the schedules.
        let (mut look, mut schedules) = (false, false);
        loop {
            if !flight.finished.is_empty() {
                // What the hook queued, or what waited for a slot.
                look |= self.record_finished(&mut flight).await;
            }
            let free = self.options.concurrency.saturating_sub(flight.len());
            if look && free > 0 && !stop.is_cancelled() {
                look = self.start_due(&mut flight, free, schedules).await;
                schedules = false;
            }
            if stop.is_cancelled() && flight.running.is_empty() {
                break;
            }
            tokio::select! {
                Some(ended) = flight.running.join_next() => {
                    // A task that was cancelled with its runtime gives no outcome.
                    ended.into_iter().for_each(|finished| flight.ended(finished));
                    while let Some(ended) = flight.running.try_join_next() {
                        ended.into_iter().for_each(|finished| flight.ended(finished));
                    }
                }
                _ = renewal.tick() => self.renew_leases(&flight.leases).await,
                _ = poll.tick() => (look, schedules) = (true, true),
                _ = wake.changed() => look = true,
                () = stop.cancelled(), if !stop.is_cancelled() => {}
            }
        }
        if !flight.finished.is_empty() {
            tracing::error!(outcomes = flight.finished.len(), "stopped with outcomes left to their leases");
        }
    }

    /// Records what has ended; gives whether that worked. If the database is away it is tried at the next turn.
    async fn record_finished(&self, flight: &mut InFlight) -> bool {
        let recorded = self.record(&mut flight.finished).await;
        if let Err(error) = &recorded {
            tracing::error!(%error, waiting = flight.finished.len(), "outcomes wait for the database");
        }
        recorded.is_ok()
    }

    /// Fills the free slots; gives whether more jobs may be due.
    async fn start_due(&self, flight: &mut InFlight, free: usize, schedules: bool) -> bool {
        let claimed = match self.claim_due(free, schedules).await {
            Ok(claimed) => claimed,
            Err(error) => {
                tracing::error!(%error, "no jobs could be claimed");
                return false;
            }
        };
        let more = claimed.len() == free;
        for job in claimed {
            flight.leases.insert(Lease::from(&job));
            self.start(&mut flight.running, job);
        }
        more
    }

    fn start(&self, running: &mut JoinSet<Finished>, job: Claimed) {
        let (handler, clock) = (self.handler_of(&job), self.clock());
        let span = tracing::info_span!("job", id = %job.id, kind = job.kind, attempt = job.attempts);
        let attempt = async move {
            let result = run_caught(handler, &job).await;
            if let Err(error) = &result {
                let error = without_addresses(&format!("{error:?}"));
                tracing::warn!(error, "the job did not succeed");
            }
            Finished { outcome: job.outcome(result, clock()), job }
        };
        running.spawn(attempt.instrument(span));
    }

    async fn renew_leases(&self, leases: &HashSet<Lease>) {
        if leases.is_empty() {
            return;
        }
        let until = self.now() + self.options.lease;
        let renewal = async {
            let tx = self.store.begin_write().await?;
            let renewed = renew(&tx, leases.iter().copied(), until).await?;
            tx.commit().await?;
            Ok::<_, sea_orm::DbErr>(renewed)
        };
        match renewal.await {
            Ok(renewed) if renewed < leases.len() as u64 => {
                tracing::warn!(
                    lost = leases.len() as u64 - renewed,
                    "leases lost: those jobs run elsewhere too"
                );
            }
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "leases could not be renewed"),
        }
    }
}

/// Ticks at once and then at this distance, without catching up on missed ticks.
fn steady(period: std::time::Duration) -> Interval {
    let mut ticks = interval(period.max(std::time::Duration::from_millis(1)));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}

/// The text without people's addresses, which have no place in a log.
fn without_addresses(text: &str) -> String {
    let word = |word: &str| if word.contains('@') { "…@…".to_owned() } else { word.to_owned() };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_left_out() {
        let said = "Fail(\"550 5.1.1 <lina.carter@kestrel.example>: unknown user\")";
        assert_eq!(without_addresses(said), "Fail(\"550 5.1.1 …@… unknown user\")");
    }
}
