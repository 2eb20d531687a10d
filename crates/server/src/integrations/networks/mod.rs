//! Accounts on social networks: which application the house registered there, who connected an account, and its tokens.
//!
//! Invariants: tokens are sealed, and never leave; they belong to the application and the addresses for which they were
//! given, and go with them. An attempt to connect is good for ten minutes, once, and in the browser that began it. A
//! token that gives the next is used by one process at a time, and what it gives is kept before anything is done with it.

mod access;
mod connection;
mod consent;
mod kept;
#[cfg(test)]
mod tests;

pub use access::{Access, NewPost, NoAccess, access, until};
pub use connection::{Connected, connected, ending};
pub(super) use connection::{check, disconnect, forget, get, list, set};
pub(super) use consent::{BACK, COOKIE, Came, begin, come_back};
