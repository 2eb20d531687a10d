//! Views of a session that several pages show: its picture, its speaker, its price, its one call-to-action.

pub mod action;
pub mod card;
pub mod facts;
pub mod offer;
pub mod person;
pub mod picture;
pub mod row;
pub mod share;

pub use action::{Action, Size, has_own};
pub use card::{BriefCard, SessionCardView, WaitingCards};
pub use person::Person;
pub use picture::{CoverPicture, Portrait};
pub use row::SessionRow;
pub use share::ShareMenu;
