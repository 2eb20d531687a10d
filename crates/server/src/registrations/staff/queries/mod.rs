//! The statements about registrations as the house sees them.

pub(super) mod copies;
pub(super) mod demographics;
pub(super) mod details;
pub(super) mod group;
pub(super) mod imports;
pub(super) mod list;
pub(super) mod writes;
