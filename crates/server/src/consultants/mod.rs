//! Consultants: the people of the house. Speakers of the house are some of them, and one manages the program.
//!
//! Invariants: whoever is a speaker or manages the program can't be deleted; a user is one consultant at most. Their
//! names, photos and booking pages are shown with their sessions, so each change is one of the program.

mod queries;
mod routes;
mod service;
#[cfg(test)]
mod tests;

pub use queries::by_id;
pub use routes::routes;
