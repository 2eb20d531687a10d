//! Texts from a language model, of any provider that speaks the protocol of OpenAI's chat completions.
//!
//! [`prompt`] makes words for the model from a task; [`Client`] brings back what it writes, piece by piece. What comes
//! is a suggestion, of which nobody has checked a word: HTML in it is sanitised like any that people send.

mod client;
mod error;
#[cfg(feature = "fakes")]
pub mod fake;
mod parts;
mod sse;
mod tasks;
mod wire;

pub use client::{Client, Connection, Pieces};
pub use error::AiError;
pub use tasks::{Prompt, prompt};
