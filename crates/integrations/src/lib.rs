//! The services of others that the product talks to: one folder each, with a client that keeps the provider's JSON
//! to itself and, behind the feature `fakes`, a server that speaks the same protocol for tests.
//!
//! Every call goes through [`outbound`]. Nothing here knows a database or the server; what the interface sees is
//! said in the types of `magnetiq_shared`.

pub mod ai;
#[cfg(feature = "fakes")]
mod fakes;
pub mod linkedin;
pub mod outbound;
pub mod social;
pub mod x;
