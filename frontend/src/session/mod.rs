//! Views of a session that several pages show: its picture, its speaker, its price, its one call-to-action.

pub mod picture;

pub use picture::{CoverPicture, Portrait};
