//! Sessions. What visitors see of them is the published program, kept in memory and answered from there; how people of
//! the house plan them is in [`staff`].
//!
//! Invariants: nothing that is not published is ever in a [`Program`]; the program in memory is at most a second
//! older than the database, its seat counts at most 30 seconds.

mod cache;
mod calendar;
mod card;
pub mod earlier;
pub mod facets;
pub mod list;
pub mod plain;
pub mod preview;
pub mod program;
pub mod queries;
pub mod recommend;
mod related;
mod routes;
mod search;
pub mod staff;
#[cfg(test)]
mod tests;

pub use cache::ProgramCache;
pub use calendar::{brand, mail_facts};
pub use program::{Content, Program, Session};
pub use related::related;
pub use routes::{calendar_file, routes, session};
