//! The statements about registrations as the house sees them.

pub(super) mod details;
pub(super) mod list;
