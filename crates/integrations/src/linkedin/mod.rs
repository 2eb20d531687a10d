//! LinkedIn: posts of a page, or of a person, by its Posts API.

mod client;
#[cfg(feature = "fakes")]
pub mod fake;
mod little;

pub use client::{Article, Author, Client};
