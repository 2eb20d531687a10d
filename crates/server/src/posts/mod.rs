//! Posts on social networks: when each of a session's posts is due, what it says, what staff did with it, and its
//! publication where its network is connected.
//!
//! Only what staff changed and what is published is kept; the rest follows from the session, and moves with it.
//! Invariants: nothing is posted that staff left out, and a changed text stays as it was written whatever becomes of the
//! session. A post is published once: that it is being published is written down before the network is called, and what
//! came of it after; where nobody knows what came of it, it is never repeated unless staff say so (ADR 0021).

mod jobs;
mod look;
mod publish;
mod queries;
mod routes;
mod service;
#[cfg(test)]
mod tests;
mod words;

pub use jobs::{PublishDuePosts, PublishPost, schedule};
pub use look::{Attention, attention};
pub use routes::routes;
