//! What outlives a page: language, timezone, theme, the site's data, and the visit.

pub mod address;
pub mod attribution;
pub mod clock;
pub mod height;
pub mod load;
pub mod locale;
pub mod page_data;
pub mod site;
pub mod storage;
pub mod theme;
pub mod timezone;
pub mod title;
pub mod visit;
