//! Registrations as the house sees them: lists, counts, and one with all that is known of it. Lists are asked of tables
//! with hundred thousands of rows: what they filter and sort by is taken from an index wherever that is the usual case.

mod queries;
mod routes;
#[cfg(test)]
mod tests;

pub use queries::details::details;
pub use queries::list::newest;
pub(super) use routes::routes;
