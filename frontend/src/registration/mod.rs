//! Views of a registration that several pages show: how it stands, the ways into a calendar, the way into the
//! meeting, and what to say when a call fails.

pub mod calendar;
pub mod join;
pub mod status;
pub mod trouble;
pub mod when;

pub use calendar::CalendarButtons;
pub use join::JoinButton;
pub use status::{StatusPill, status_text};
pub use trouble::TroubleNotice;
pub use when::When;
