//! The editor of a topic: English and German side by side, what is the same in both, and beside it what became of the
//! topic, how search engines show it, and its versions.
//!
//! Invariants: nothing reaches visitors before somebody saves; what is typed is kept as a draft meanwhile; a save on
//! top of somebody else's change is asked about first.

mod agenda;
mod around;
mod assist;
mod compare;
mod conflict;
mod desk;
mod draft;
mod facts;
mod form;
mod model;
mod page;
mod points;
mod search;
mod text;
mod usage;
mod versions;

pub use around::{Around, plain};
pub use assist::AssistNotice;
pub use model::Both;
pub use page::{NewTopicPage, TopicPage};
pub use text::TextPair;
