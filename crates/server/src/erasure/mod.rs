//! Forgetting somebody everywhere. A registration is emptied in the transaction that forgets its person; this follows
//! at once, and reaches what the slices above keep of it: messages, mails in the folder, what applications were told.
//!
//! Invariant: afterwards no table and no file of ours has anything that the person typed; a test looks through all.
//! Figures stay.

mod jobs;
#[cfg(test)]
mod tests;

pub use jobs::ForgetPerson;
