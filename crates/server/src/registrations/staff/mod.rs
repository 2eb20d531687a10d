//! Registrations as the house sees them: lists, counts, and one with all that is known of it. Lists are asked of tables
//! with hundred thousands of rows: what they filter and sort by is taken from an index wherever that is the usual case.
//! Also what staff do with them: decide, add, take in files, write again, move; and how lists are taken away.

mod acts;
mod add;
mod again;
mod correct;
mod demographics;
mod export;
mod import;
mod merge;
mod queries;
mod replies;
mod routes;
#[cfg(test)]
mod tests;
mod transfer;

pub use queries::details::details;
pub use queries::group::{Member, Part, group, unsubscribed};
pub(super) use queries::group::{willing, without_consent};
pub use queries::list::newest;
pub(super) use routes::routes;
