//! Texts by a language model: the connection to its provider, and the texts as they are written.

pub(super) mod connection;
pub(super) mod texts;
