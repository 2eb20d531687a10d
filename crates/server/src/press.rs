//! Work that takes the processor's time, such as writing thousands of mails: on threads of its own, so that the desk's
//! writer and all others who share the program's main thread do not wait for it.

use tokio::runtime::{Builder, Handle, Runtime};
use tokio::task::JoinError;

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
