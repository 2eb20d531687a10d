//! What happened, told to those outside who want to hear of it.
//!
//! Invariants: an event is queued in the transaction in which it happens, as ids alone; nothing at all is done for an
//! event that no application wants. Who wants what is kept in memory and read again within a second of a change: what
//! happens in that second may go untold. The slice `webhooks` above turns events into deliveries.

mod queries;

use std::collections::HashSet;
use std::sync::Arc;

use arc_swap::ArcSwap;
use chrono::{DateTime, Utc};
use magnetiq_jobs::{NewJob, enqueue};
use magnetiq_shared::webhooks::EventKind;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::db::{self, Conn, Error, Kept, Tx};

/// Which events applications want to hear of.
#[derive(Debug, Default)]
pub struct Wanted(ArcSwap<Kinds>);

#[derive(Debug, Default)]
struct Kinds {
    version: i64,
    kinds: HashSet<EventKind>,
}

impl Wanted {
    /// Reads it for the first time.
    ///
    /// # Errors
    /// What the database says.
    pub async fn load(conn: &Conn) -> Result<Self, Error> {
        let wanted = Self::default();
        wanted.refresh(conn).await?;
        Ok(wanted)
    }

    /// Looks whether the database has something newer, and takes it over.
    ///
    /// # Errors
    /// What the database says; what was known stays.
    pub async fn refresh(&self, conn: &Conn) -> Result<(), Error> {
        // The version first: what changes meanwhile is then found at the next look.
        let version = db::version(conn, Kept::Webhooks).await?;
        if version != self.0.load().version {
            self.0.store(Arc::new(Kinds { version, kinds: queries::wanted(conn).await? }));
        }
        Ok(())
    }

    /// Whether anybody wants to hear of it.
    pub fn has(&self, kind: EventKind) -> bool {
        self.0.load().kinds.contains(&kind)
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its id.
    pub id: Uuid,
    /// What happened.
    pub kind: EventKind,
    /// To what.
    pub subject: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

impl Event {
    /// The kind of the job that tells of it.
    pub const JOB: &str = "tell-event";

    /// The job that tells of it.
    fn job(self) -> NewJob {
        let (id, at) = (self.id, self.at);
        let payload = serde_json::to_value(self).unwrap_or_default();
        // Mails go first: people wait for them.
        NewJob::new(id, Self::JOB, payload, at).priority(-10)
    }
}

/// The job that tells of what happened, to be queued in the same transaction; `None` while nobody wants to hear of it.
pub fn job(ctx: &Ctx, kind: EventKind, subject: Uuid) -> Option<NewJob> {
    ctx.wanted.has(kind).then(|| Event { id: ctx.new_id(), kind, subject, at: ctx.now }.job())
}

/// This has happened to the subject: a topic, a session, a registration. To be called in the transaction that does it,
/// for each event that follows from it.
///
/// # Errors
/// What the database says.
pub async fn happened(tx: &Tx, ctx: &Ctx, kind: EventKind, subject: Uuid) -> Result<(), Error> {
    match job(ctx, kind, subject) {
        Some(job) => enqueue(tx, &[job], ctx.now).await.map(drop),
        None => Ok(()),
    }
}
