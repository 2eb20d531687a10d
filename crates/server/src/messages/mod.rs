//! Messages: the one owner of every mail. A mail is queued as a job in the transaction that causes it; the job's
//! handler composes it from what is true when it goes out, sends it, and its fate is written down in the same
//! transaction that ends the job.
//!
//! Invariants: each message has one key (recipient's registration, kind, start time, number) and from it one id,
//! one row and one Message-ID, whatever happens; a row says `sent` only after the server took the mail.

mod compose;
mod news;
mod queries;
mod routes;
mod sender;
mod staff;

pub use news::TellNews;
#[cfg(test)]
pub use queries::log;
pub use queries::record;
pub use routes::routes;
pub use sender::SendMail;
pub use staff::SendStaffMail;
