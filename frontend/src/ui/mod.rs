//! The kit: the smallest pieces of the interface, each with its stylesheet beside it (`<piece>.css`).
//!
//! No piece knows a page or the API. Texts come in from outside, so that a piece has no language.

pub mod button;
pub mod date_tile;
pub mod dialog;
pub mod field;
pub mod focus;
pub mod follow;
pub mod icon;
pub mod menu;
pub mod notice;
pub mod pill;
pub mod select;
pub mod skeleton;
pub mod toast;
pub mod zones;

pub use button::{Button, Look};
pub use date_tile::DateTile;
pub use dialog::Dialog;
pub use field::{Checkbox, Field};
pub use focus::focus_soon;
pub use follow::follow;
pub use icon::Icon;
pub use menu::Menu;
pub use notice::{Notice, Tone};
pub use pill::Pill;
pub use select::Select;
pub use skeleton::Skeleton;
pub use toast::{Toasts, use_toasts};
pub use zones::ZoneSelect;
