//! Speakers: who presents sessions, of the house or from outside; their profiles, figures, calendars, and what is
//! written to them.
//!
//! Invariants: a speaker with sessions or topics is never deleted, only set inactive; a mailed link opens the profile of
//! one speaker from outside and nothing else, until it is withdrawn, the address changes, or the speaker is inactive;
//! rich text is clean when it is stored; of people outside the house the audit log has only the names of fields.

mod directory;
mod fields;
mod mails;
mod own;
mod queries;
mod routes;
mod service;
#[cfg(test)]
mod tests;
mod wire;

pub use mails::{Content, Due, Letter, SpeakerMail, letter, settle};
pub use routes::routes;
