//! X: posts of one account, by its API of version 2.

mod client;
#[cfg(feature = "fakes")]
pub mod fake;

pub use client::{Client, challenge};
