//! What happens in this process, told to those who watch: ids of visits and registrations, nothing more.

use tokio::sync::broadcast;
use uuid::Uuid;

/// How far a watcher may fall behind; then it looks for itself.
const KEPT: usize = 1_024;

/// Tells watchers of changes.
#[derive(Clone, Debug)]
pub struct Changes(broadcast::Sender<Uuid>);

impl Default for Changes {
    fn default() -> Self {
        Self(broadcast::Sender::new(KEPT))
    }
}

impl Changes {
    /// Something about this visit or registration has changed, and is committed.
    pub fn notify(&self, id: Uuid) {
        // Nobody may be watching.
        let _ = self.0.send(id);
    }

    /// Watches from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Uuid> {
        self.0.subscribe()
    }
}
