//! What people say of a session: a form behind a mailed link, what staff read of it, and what they release to the
//! landing page.
//!
//! Invariants: only who has a place says something, once, and may change it for a month; words are shown to visitors
//! only where their author allows it and staff released them; with the person's erasure all of it is gone but the stars.

mod page;
mod queries;
mod routes;
mod service;
#[cfg(test)]
mod tests;

pub use page::routes as pages;
pub use queries::forget;
pub use routes::routes;
