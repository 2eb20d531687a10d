//! The panel's kit: denser pieces than those of [`crate::ui`], for lists and long forms, each with its stylesheet
//! beside it. They know no page and no call; what they show and do comes in from outside.

pub mod avatar;
pub mod bulk;
pub mod chips;
pub mod confirm;
pub mod copy;
pub mod empty;
pub mod growing;
pub mod guard;
pub mod inputs;
pub mod langs;
pub mod menu_act;
pub mod pager;
pub mod panel;
pub mod search;
pub mod sortable;
pub mod status;
pub mod status_tabs;
pub mod table;
pub mod tags;
pub mod toggle;

pub use avatar::Avatar;
pub use bulk::BulkBar;
pub use chips::{Filter, FilterChips, FilterKind};
pub use confirm::Confirm;
pub use copy::CopyField;
pub use empty::Empty;
pub use growing::GrowingLine;
pub use guard::FormDock;
pub use inputs::{DateInput, NumberInput, TimeInput};
pub use langs::{BothLanguages, BothLanguagesHead};
pub use menu_act::menu_act;
pub use pager::Pager;
pub use panel::SidePanel;
pub use search::SearchField;
pub use sortable::SortableList;
pub use status::{State, Status};
pub use status_tabs::StatusTabs;
pub use table::{Column, DataTable, Row, Rows, Selection};
pub use tags::TagInput;
pub use toggle::Toggle;
