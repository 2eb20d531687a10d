//! Getting no more news, by the link that each of them has: `/unsubscribe/{token}`, a page with a button for people, and
//! at the same address what mail programs call by themselves (RFC 8058).
//!
//! Invariants: opening the page changes nothing, for scanners open every link; the link works after everything else of
//! the registration was revoked; confirmations, reminders and links into meetings go on.

mod routes;
#[cfg(test)]
mod tests;
mod words;

pub use routes::{api_routes, routes};
