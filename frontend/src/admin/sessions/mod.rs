//! Sessions: the list, planning a new one step by step, and changing one.
//!
//! What is typed lives in [`draft::Draft`] until it is saved; what goes to the server are the fields that differ from
//! what it said last.

mod acts;
mod bulk;
mod busy;
mod calendar;
mod checklist;
mod choices;
mod closing;
mod conflict;
mod demographics;
mod dialogs;
mod draft;
mod editor;
mod export;
mod figures;
mod help;
mod history;
mod list;
mod listing;
mod new;
mod promotion;
mod question;
mod review;
mod row;
mod sections;
mod steps;
mod waitlist;
pub mod words;

pub use draft::Moment;
pub use editor::SessionPage;
pub use list::SessionsPage;
pub use new::NewSessionPage;

/// Where the list is.
pub const LIST: &str = "/admin/webinars/sessions";
/// Where a new one is planned.
pub const NEW: &str = "/admin/webinars/sessions/new";
