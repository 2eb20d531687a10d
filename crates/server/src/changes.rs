//! What happens in this process, told to those who watch: ids of visits and registrations, nothing more.

use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// How far a watcher may fall behind; then it looks for itself.
const KEPT: usize = 1_024;

/// Tells watchers of changes.
#[derive(Clone, Debug)]
pub struct Changes {
    sender: broadcast::Sender<Uuid>,
    closed: CancellationToken,
}

impl Default for Changes {
    fn default() -> Self {
        Self { sender: broadcast::Sender::new(KEPT), closed: CancellationToken::new() }
    }
}

impl Changes {
    /// Something about this visit or registration has changed, and is committed.
    pub fn notify(&self, id: Uuid) {
        // Nobody may be watching.
        let _ = self.sender.send(id);
    }

    /// The process ends: whoever watches is to stop, and to ask another.
    pub fn close(&self) {
        self.closed.cancel();
    }

    /// Ends when the process does.
    pub fn closed(&self) -> CancellationToken {
        self.closed.clone()
    }

    /// Watches from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Uuid> {
        self.sender.subscribe()
    }
}
