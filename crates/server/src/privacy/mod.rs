//! What people may ask about their data: a copy of it, or that it be erased; by themselves with a code that is mailed
//! to the address, or by staff for them. And retention: what is older than the house keeps it.
//!
//! Forgetting empties a registration in the transaction that forgets its person; [`ForgetPerson`] follows at once, and
//! reaches what the slices above keep of it: messages, mails in the folder, what applications were told.
//!
//! Invariants: nobody learns from an answer whether an address is known; a code is good for one use, five tries and
//! fifteen minutes, and stands nowhere; afterwards no table and no file of ours has anything that the person typed (a
//! test looks through all). Figures stay.

mod jobs;
mod page;
mod queries;
mod requests;
mod retention;
mod routes;
#[cfg(test)]
mod tests;
mod words;

pub use jobs::{EraseAddress, ForgetPerson, SendCode};
pub use page::routes as pages;
pub use retention::{Retain, schedule};
pub use routes::routes;
