//! Messages: the one owner of every mail. A mail is queued as a job in the transaction that causes it; the job's
//! handler composes it from what is true when it goes out, sends it, and its fate is written down in the same
//! transaction that ends the job.
//!
//! Invariants: each message has one key (recipient's registration, kind, start time, number) and from it one id,
//! one row and one Message-ID, whatever happens; a row says `sent` only after the server took the mail.

mod campaigns;
mod compose;
mod deliver;
mod fate;
mod manager;
mod news;
mod program;
mod queries;
mod retry;
mod routes;
mod sender;
mod speakers;
mod staff;
mod summaries;

pub use campaigns::{SendCampaignMail, progress, queue_campaign, show_campaign, test_campaign};
pub use compose::campaign::CampaignWords;
pub use manager::{SendManagerMail, next_report, report_if_due};
pub use news::TellNews;
pub use program::{
    Afterwards, Reader, Reminded, Reminder, Summary, follow, reader, remind, set_aside, summarise,
    summary_is_known,
};
pub use queries::forget;
#[cfg(test)]
pub use queries::log;
pub use routes::routes;
pub use sender::SendMail;
pub use speakers::SendSpeakerMail;
pub use staff::{SendStaffMail, send, try_out};
pub use summaries::SendSummary;

use magnetiq_jobs::Finished;

use crate::ctx::Ctx;
use crate::db::{self, Tx};

/// Writes the fate of the mails among the finished jobs, in the transaction that ends these jobs.
///
/// # Errors
/// What the database says.
pub async fn record(tx: &Tx, ctx: &Ctx, finished: &[Finished]) -> Result<(), db::Error> {
    queries::record(tx, ctx, finished).await?;
    summaries::record(tx, ctx, finished).await?;
    campaigns::record(tx, ctx, finished).await?;
    manager::record(tx, ctx, finished).await?;
    speakers::record(tx, ctx, finished).await
}
