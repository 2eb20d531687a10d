//! The waitlist: first validated, first served. A freed seat is offered to the next at once; the offer is a hold,
//! and when it lapses the seat passes on.
//!
//! Invariant: after [`settle`] no hold of the session has lapsed unnoticed, and no seat is free while somebody
//! waits for it.

mod jobs;
mod queries;
mod routes;
mod service;
#[cfg(test)]
mod tests;

pub use jobs::{SettleSessions, schedule};
pub use routes::routes;
pub use service::settle;
