//! Telling workers of this process that there is work.

use tokio::sync::watch;

/// A handle to poke workers with after a commit that queued jobs. Cheap to clone; clones are one.
///
/// A poke is never lost, also while the worker is busy; many pokes are one. Workers of other processes find
/// the work when they poll.
#[derive(Debug, Clone, Default)]
pub struct Wake(watch::Sender<()>);

impl Wake {
    /// Says that there may be work.
    pub fn poke(&self) {
        self.0.send_replace(());
    }

    pub(crate) fn subscribe(&self) -> watch::Receiver<()> {
        self.0.subscribe()
    }
}
