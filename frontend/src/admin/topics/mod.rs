//! Topics: the library, its categories and tags, and the editor of one topic.

mod acts;
mod bulk;
pub mod editor;
mod label_edit;
mod labels;
mod library;
mod rows;
mod words;

pub use editor::{NewTopicPage, TopicPage};
pub use library::TopicsPage;

/// Where the library is.
pub(super) const LIBRARY: &str = "/admin/webinars/topics";

/// Where a topic is edited.
fn href(id: impl std::fmt::Display) -> String {
    format!("{LIBRARY}/{id}")
}
