//! The demo's mailbox: without a mail server, mails are files in the data folder, and `/dev/mailbox` shows them as a
//! mail program would, so that one can follow their links.
//!
//! Invariants: nothing but files of that folder is ever read, and of those only what its listing names; what a mail
//! contains runs no script; the pages exist only in the demo.

mod folder;
mod letter;
mod routes;
#[cfg(test)]
mod tests;

pub use routes::mailbox_routes;
