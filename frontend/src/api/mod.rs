//! The API as the browser calls it: a small client over `fetch`, and one function per endpoint, a file per
//! slice. Paths, methods and types stand here and nowhere else in the frontend.
//!
//! Every function is a future that can be dropped at any time: its request is then aborted. So a call made
//! in a resource or in a scoped task ends with the component that asked for it.

pub mod accounts;
pub mod ai;
pub mod audit_log;
pub mod automations;
pub mod campaigns;
pub mod client;
pub mod closing;
pub mod consultants;
pub mod dashboard;
pub mod error;
pub mod integrations;
pub mod mail_templates;
pub mod media;
pub mod networks;
pub mod own_profile;
pub mod planning;
pub mod posts;
pub mod privacy;
pub mod registration_list;
pub mod registrations;
pub mod sessions;
pub mod set_up;
pub mod settings;
pub mod site;
pub mod speaker_directory;
pub mod speakers;
pub mod staff;
pub mod stream;
pub mod tokens;
pub mod topics;
pub mod users;
pub mod views;
pub mod visits;
pub mod webhooks;

pub use error::{ApiError, ApiResult};
