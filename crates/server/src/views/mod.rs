//! How often the pages of a session are seen, per day, step and source: without cookies, and without keeping who
//! saw them.
//!
//! Two visitors of a day are told apart by a hash of address and browser with a random salt of that day. Salt and
//! hashes go when the day is over; what stays are numbers. Whoever asks not to be tracked is counted without a hash,
//! and robots are not counted.
//!
//! Each process counts in memory and adds its counts to the database every second, and once more when it ends.
//! Invariant: a day's visitor is counted once per session and step, whichever processes answered.

mod counter;
mod queries;
mod routes;
mod service;
mod source;
#[cfg(test)]
mod tests;

pub use counter::Views;
pub use queries::forget_before;
pub use routes::routes;
pub use service::{day_of, flush};
