//! The services of others that the product talks to: one folder each, with a client that keeps the provider's JSON
//! to itself and, behind the feature `fakes`, a server that speaks the same protocol for tests.
//!
//! Every call goes through [`outbound`]. Nothing here knows a database or the server; what the interface sees is
//! said in the types of `magnetiq_shared`.

pub mod ai;
pub mod outbound;
