//! Who was there, and what follows from it: certificates, mails to those who were there and to those who were not.
//!
//! Sources are the personal links, the report of the meeting service, and staff. Once a minute a round looks at
//! sessions that ended: what is due is decided by [`magnetiq_domain::closing`].
//!
//! Invariants: nobody is called absent unless something told who was there; each person gets one mail of afterwards
//! and one certificate at most, whatever is looked at twice; what ended before the first round is left alone until
//! staff take it up.

mod fates;
mod jobs;
mod queries;
mod report;
mod round;
mod routes;
mod service;
#[cfg(test)]
mod tests;

pub use jobs::{CloseSessions, schedule};
pub use routes::routes;
pub use service::to_follow;
