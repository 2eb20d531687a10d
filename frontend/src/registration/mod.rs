//! Views of a registration that several pages show: how it stands, the ways into a calendar and the meeting, what
//! to prepare, what is printed, and what to say when a call fails.

pub mod calendar;
pub mod claim;
pub mod guide;
pub mod join;
pub mod slip;
pub mod status;
pub mod trouble;
pub mod when;

pub use calendar::CalendarButtons;
pub use claim::ClaimLink;
pub use guide::GuideView;
pub use join::JoinButton;
pub use slip::Slip;
pub use status::{StatusPill, status_text};
pub use trouble::TroubleNotice;
pub use when::When;
