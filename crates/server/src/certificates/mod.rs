//! Certificates of attendance: issued to those who were there, checked by anybody who has the number.
//!
//! Invariants: a registration has one certificate at most, whose number nobody guesses; the document is drawn anew from
//! what is true, and the same truth gives the same bytes; it stands as long as it is not revoked and the person counts
//! as having been there; with the person's erasure it is gone.

mod drawing;
mod page;
mod queries;
mod routes;
mod service;
#[cfg(test)]
mod tests;

pub use page::routes as pages;
pub use queries::{count, forget, is_lacking};
pub use routes::routes;
pub use service::{issue, link, mailed};
