//! The registration desk: one writer takes the wishes that wait, decides them in their order and commits them in
//! one transaction of a few statements, whatever their number. A wish that is in the desk's hands is decided even
//! if the one who sent it hangs up.
//!
//! Invariants: nothing is answered before it is committed; seats are decided on rows that this transaction holds;
//! one bad wish never spoils the others.

mod added;
mod batch;
mod reads;
mod writes;

use chrono::{DateTime, Utc};
use magnetiq_domain::seats::{Placement, Refusal};
use magnetiq_shared::registrations::{Attribution, Person};
use magnetiq_shared::visits::VisitData;
use magnetiq_shared::{Language, Money};
use thiserror::Error;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use crate::audit::Author;
use crate::ctx::Ctx;
use batch::decide;
pub use batch::{Verdicts, rehearse};
#[cfg(test)]
pub(in crate::registrations) use reads::EXISTING;

/// How many wishes may wait. More are turned away at once instead of being answered late.
const QUEUE: usize = 4_096;
/// How many wishes one transaction takes.
const BATCH: usize = 256;

/// One person's wish for a place.
#[derive(Clone, Debug)]
pub struct Wish {
    /// The session.
    pub session_id: Uuid,
    /// Who.
    pub person: Person,
    /// The address as addresses are compared.
    pub email_key: String,
    /// Language of pages and mails.
    pub language: Language,
    /// IANA timezone; the session's where the person told none.
    pub timezone: Option<String>,
    /// `website`, `embed`, …
    pub source: String,
    /// Where the visitor came from.
    pub attribution: Option<Attribution>,
    /// Whether news may be sent.
    pub marketing_consent: bool,
    /// Versions of the texts that were accepted.
    pub terms_version: Option<u32>,
    /// Likewise.
    pub privacy_version: Option<u32>,
    /// A pseudonym of the client's network; `None` where holds are not limited.
    pub network: Option<String>,
    /// By whom it is made.
    pub by: By,
    /// When it was made.
    pub now: DateTime<Utc>,
}

/// By whom a wish is made.
#[derive(Clone, Debug)]
pub enum By {
    /// By the person, in their visit.
    Visit(VisitOfWish),
    /// By staff.
    Staff(StaffOfWish),
}

/// Staff who add somebody.
#[derive(Clone, Debug)]
pub struct StaffOfWish {
    /// Whoever does it.
    pub user: Uuid,
    /// As whom the audit log names them; `None` where it hears of many at once.
    pub author: Option<Author>,
    /// Whether they vouch for the address.
    pub vouched: bool,
    /// Whether the person may wait where all seats are taken.
    pub waitlist: bool,
}

impl Wish {
    /// Whether the address is known to be the person's: shown in the visit, or vouched for.
    fn is_validated(&self) -> bool {
        match &self.by {
            By::Visit(visit) => visit.validated,
            By::Staff(staff) => staff.vouched,
        }
    }

    fn visit(&self) -> Option<&VisitOfWish> {
        match &self.by {
            By::Visit(visit) => Some(visit),
            By::Staff(_) => None,
        }
    }

    fn staff(&self) -> Option<&StaffOfWish> {
        match &self.by {
            By::Visit(_) => None,
            By::Staff(staff) => Some(staff),
        }
    }
}

/// The visit in which a wish is made.
#[derive(Clone, Debug)]
pub struct VisitOfWish {
    /// Its id: known, or new.
    pub id: Uuid,
    /// Whether the visit has shown that the wish's address is its own.
    pub validated: bool,
    /// What was typed, to fill in the next form.
    pub data: VisitData,
}

/// What the desk decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A validation mail is on its way. The same for an address that is registered already.
    Accepted {
        /// Whether there is no seat now.
        waitlist: bool,
        /// Until when a seat is held.
        hold_expires_at: Option<DateTime<Utc>>,
        /// What a place costs now.
        price: Option<Money>,
    },
    /// The address was validated in this visit: here is the registration, new or found.
    Registered(Uuid),
    /// Staff added somebody, who has this place.
    Added(Uuid, Placement),
    /// Staff wanted to add somebody who is registered already.
    Known(Uuid),
}

/// Why a wish was not taken.
#[derive(Clone, Debug, Error)]
pub enum DeskError {
    /// Nobody can register.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// There is no such session.
    #[error("there is no such session")]
    NoSuchSession,
    /// Too many unconfirmed places are held from one network or mail domain.
    #[error("too many places are waiting for confirmation from your network or company")]
    TooManyHolds,
    /// The queue is full.
    #[error("more registrations are waiting than can be taken on")]
    Busy,
    /// The database failed.
    #[error("the registration could not be written down")]
    Failed,
}

type Reply = oneshot::Sender<Result<Verdict, DeskError>>;

/// Where wishes are handed in.
#[derive(Clone)]
pub struct Desk(mpsc::Sender<(Wish, Reply)>);

/// The writer's end.
pub struct DeskWriter(mpsc::Receiver<(Wish, Reply)>);

impl Desk {
    /// A desk and its writer, to be run by [`DeskWriter::run`].
    pub fn new() -> (Self, DeskWriter) {
        let (sender, receiver) = mpsc::channel(QUEUE);
        (Self(sender), DeskWriter(receiver))
    }

    /// Hands a wish in and waits for the verdict.
    ///
    /// # Errors
    /// Where the wish was not taken.
    pub async fn register(&self, wish: Wish) -> Result<Verdict, DeskError> {
        let (reply, verdict) = oneshot::channel();
        self.0.try_send((wish, reply)).map_err(|_| DeskError::Busy)?;
        verdict.await.unwrap_or(Err(DeskError::Failed))
    }
}

impl DeskWriter {
    /// Decides wishes until `stop` is cancelled; then takes no more, decides those that wait, and ends.
    pub async fn run(mut self, ctx: impl Fn() -> Ctx, stop: tokio_util::sync::CancellationToken) {
        let mut waiting = Vec::with_capacity(BATCH);
        loop {
            let taken = tokio::select! {
                biased;
                taken = self.0.recv_many(&mut waiting, BATCH) => taken,
                () = stop.cancelled(), if !self.0.is_closed() => {
                    self.0.close();
                    continue;
                }
            };
            if taken == 0 {
                return;
            }
            let (wishes, replies): (Vec<Wish>, Vec<Reply>) = waiting.drain(..).unzip();
            let verdicts = decide(&ctx(), &wishes).await;
            for (reply, verdict) in replies.into_iter().zip(verdicts) {
                // Whoever hung up finds the registration when asking again.
                let _ = reply.send(verdict);
            }
        }
    }
}
