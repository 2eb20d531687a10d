//! Work that takes the processor's time and that nobody waits for, such as writing thousands of mails: on threads of
//! its own, which give way to those that answer people.

use tokio::runtime::{Builder, Handle, Runtime};
use tokio::task::JoinError;

/// By how much its threads are nicer than others.
const NICE: i32 = 10;

/// The threads.
pub struct Press {
    threads: Handle,
    /// Taken only when it ends.
    runtime: Option<Runtime>,
}

impl Press {
    /// Starts them: half as many as there are processors.
    ///
    /// # Errors
    /// Where the system gives no threads.
    pub fn start() -> std::io::Result<Self> {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let runtime = Builder::new_multi_thread()
            .worker_threads((processors / 2).max(1))
            .thread_name("press")
            .on_thread_start(give_way)
            .build()?;
        Ok(Self { threads: runtime.handle().clone(), runtime: Some(runtime) })
    }

    /// Does the work when one of the threads is free.
    ///
    /// # Errors
    /// Where it panicked.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, JoinError> {
        self.threads.spawn(async move { work() }).await
    }
}

impl Drop for Press {
    fn drop(&mut self) {
        // A runtime that waits for its threads must not end among others.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// Where the system has no such thing, or refuses, the threads are like all others.
fn give_way() {
    #[cfg(unix)]
    if let Err(error) = rustix::process::nice(NICE) {
        tracing::debug!(%error, "threads that write mails are like all others");
    }
}
