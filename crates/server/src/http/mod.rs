//! Everything between a request and a slice: routes, who asks, what was sent, errors, limits, headers.

mod allowed;
mod bearer;
mod body;
pub mod cached;
mod checks;
mod client;
pub mod csv;
mod cursor;
mod described;
mod docs;
mod error;
mod frame;
mod id;
pub mod idempotency;
mod json;
mod language;
mod limits;
mod openapi;
mod patch;
pub mod request_id;
mod server;
pub mod sheet;
pub mod table;
#[cfg(test)]
mod tests;
mod version;

pub use bearer::{FeedbackBearer, ManageBearer, MaybeVisit, ProfileBearer, VisitBearer, bearer};
pub use body::{Body, MAX_BODY, Query, parse_json, parse_query, read_body};
pub use checks::{Checks, timezone};
pub use client::Client;
pub use cursor::{Cursor, PageOf, limit};
pub use error::{ApiError, ApiResult};
pub use frame::EMBEDDED_POLICY;
pub use id::Id;
pub use language::browser_language;
pub use limits::{Limit, Limits};
pub use openapi::document;
pub use patch::{Patch, patch_schema};
pub use server::{application, serve};
pub use version::{IfMatch, versioned};
