//! The browser side: the public site (and, as a second entry point, the admin panel).
//!
//! The server sends HTML with a first content and the page's data; the program then takes over the page. All
//! that is shown comes from the types of `magnetiq_shared`; dates and numbers are written by the browser's
//! `Intl`, so that no timezone data travels.

pub mod admin;
pub mod api;
pub mod crash;
pub mod format;
pub mod i18n;
pub mod public;
pub mod registration;
pub mod routes;
pub mod session;
pub mod state;
pub mod ui;
