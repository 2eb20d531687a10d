//! What mails say: the list of all mails, and the editor of one with its preview.

mod around;
mod editor;
mod list;
mod preview;

pub use editor::TemplatePage;
pub use list::TemplatesPage;

/// Where the list is.
pub const LIST: &str = "/admin/webinars/settings/templates";
