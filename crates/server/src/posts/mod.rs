//! Posts on social networks: when each of a session's posts is due, what it says, and what staff did with it.
//!
//! Only what staff changed is kept; the rest follows from the session, and moves with it. Invariant: nothing is posted
//! that staff left out, and a changed text stays as it was written whatever becomes of the session.

mod queries;
mod routes;
mod service;
#[cfg(test)]
mod tests;
mod words;

pub use routes::routes;
