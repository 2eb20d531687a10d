//! Recording outcomes: all that wait in one transaction, together with what the application writes about them.

use std::{panic::AssertUnwindSafe, sync::Arc};

use futures_util::{FutureExt, future::BoxFuture};
use sea_orm::{DatabaseTransaction, DbErr};

use crate::{handler::panic_text, job::Finished, queue::settle, store::Store, worker::Worker};

/// Any error.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// What the hook [`Worker::on_finished`] gives back.
pub type HookFuture<'a> = BoxFuture<'a, Result<(), BoxError>>;

pub(crate) type Hook =
    Arc<dyn for<'a> Fn(&'a DatabaseTransaction, &'a [Finished]) -> HookFuture<'a> + Send + Sync>;

/// Why outcomes were not recorded. Nothing of them is written.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// No transaction could be begun: worth another try.
    #[error("no transaction could be begun: {0}")]
    Unavailable(DbErr),
    /// The database refused a statement or the commit.
    #[error("the database refused: {0}")]
    Database(#[from] DbErr),
    /// The application's hook failed or panicked.
    #[error("the hook failed: {0}")]
    Hook(BoxError),
}

impl<S: Store> Worker<S> {
    /// Commits these outcomes in one transaction: all or nothing. Those that lost their lease change nothing.
    pub(crate) async fn commit(&self, finished: &[Finished]) -> Result<(), RecordError> {
        let tx = self.store.begin_write().await.map_err(RecordError::Unavailable)?;
        let written = self.write(&tx, finished).await;
        match written {
            Ok(()) => Ok(tx.commit().await?),
            Err(error) => {
                // If even this fails the connection is gone, and the transaction with it.
                tx.rollback().await.ok();
                Err(error)
            }
        }
    }

    async fn write(&self, tx: &DatabaseTransaction, finished: &[Finished]) -> Result<(), RecordError> {
        let counted = settle(tx, finished, self.now()).await?;
        if counted.len() < finished.len() {
            tracing::warn!(lost = finished.len() - counted.len(), "outcomes dropped, their leases were lost");
        }
        let Some(hook) = self.hook.as_ref().filter(|_| !counted.is_empty()) else {
            return Ok(());
        };
        let call = async { hook(tx, &counted).await };
        match AssertUnwindSafe(call).catch_unwind().await {
            Ok(result) => result.map_err(RecordError::Hook),
            Err(panic) => Err(RecordError::Hook(format!("panicked: {}", panic_text(&*panic)).into())),
        }
    }

    /// Commits together; if that fails, one by one, so that a single bad outcome spoils no other. A bad one is
    /// logged and left to its lease. What remains in `finished` could not be tried.
    ///
    /// # Errors
    /// If no transaction could be begun.
    pub(crate) async fn record(&self, finished: &mut Vec<Finished>) -> Result<(), DbErr> {
        let mut batch = finished.len();
        while !finished.is_empty() {
            match self.commit(&finished[..batch]).await {
                Ok(()) => drop(finished.drain(..batch)),
                Err(RecordError::Unavailable(error)) => return Err(error),
                Err(error) if batch > 1 => {
                    tracing::warn!(%error, batch, "outcomes are recorded one by one");
                    batch = 1;
                }
                Err(error) => {
                    let Finished { job, .. } = finished.remove(0);
                    tracing::error!(%error, id = %job.id, kind = job.kind, "an outcome is left to its lease");
                }
            }
        }
        Ok(())
    }
}
