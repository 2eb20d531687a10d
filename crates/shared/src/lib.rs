//! The wire contract of the API, for both sides of it: the server answers with these types and the browser
//! reads them. One file of types per slice, and one set of rules that the form and the API share.
//!
//! JSON is camelCase, ids are UUIDv7 strings, times are RFC 3339 in UTC, money is in minor units, texts are
//! `{ "en", "de" }`.

pub mod accounts;
pub mod ai;
pub mod attendance;
pub mod audit;
pub mod automations;
pub mod campaigns;
pub mod certificates;
pub mod colour;
pub mod consultants;
pub mod dashboard;
pub mod feedback;
pub mod fields;
mod flat;
pub mod integrations;
pub mod links;
pub mod mail_templates;
pub mod media;
pub mod messages;
pub mod money;
pub mod networks;
pub mod page;
pub mod patch;
pub mod posts;
pub mod privacy;
pub mod problem;
pub mod registrations;
pub mod reviews;
pub mod scopes;
pub mod search;
pub mod sessions;
pub mod settings;
pub mod site;
pub mod speakers;
pub mod staff;
pub mod suppressions;
pub mod texts;
pub mod topics;
pub mod views;
pub mod visits;
pub mod webhooks;
pub mod words;

pub use fields::{Code, FieldError};
pub use money::{Currency, Money};
pub use page::Page;
pub use problem::{Problem, ProblemType};
pub use search::Search;
pub use texts::{Language, TranslatedText};
