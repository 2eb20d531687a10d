//! The tables as sea-orm entities, one file each, named as the table. No logic: what a status or a role means is
//! known in `domain`; here they are text.
//!
//! A field without a comment means what its name says. Instants are [`UtcMillis`], structured values [`JsonOf`];
//! amounts are minor units, and ids UUIDv7 that the caller gives.
#![allow(missing_docs, reason = "a column that says all by its name needs no comment")]

mod instant;
mod json;

pub mod api_tokens;
pub mod audit_log;
pub mod automation_marks;
pub mod automation_rounds;
pub mod campaigns;
pub mod categories;
pub mod certificates;
pub mod change_versions;
pub mod consents;
pub mod consultants;
pub mod feedback;
pub mod hook_events;
pub mod idempotency_keys;
pub mod legal_texts;
pub mod mail_templates;
pub mod media;
pub mod messages;
pub mod organisations;
pub mod post_publications;
pub mod privacy_requests;
pub mod rate_limits;
pub mod recovery_codes;
pub mod registration_events;
pub mod registration_imports;
pub mod registrations;
pub mod session_changes;
pub mod session_closings;
pub mod session_slugs;
pub mod sessions;
pub mod settings;
pub mod sign_ins;
pub mod social_posts;
pub mod speaker_messages;
pub mod speakers;
pub mod suppressed_addresses;
pub mod tags;
pub mod testimonials;
pub mod topic_default_speakers;
pub mod topic_drafts;
pub mod topic_tags;
pub mod topic_versions;
pub mod topics;
pub mod users;
pub mod view_salts;
pub mod view_visitors;
pub mod views_daily;
pub mod visit_registrations;
pub mod visits;
pub mod webhook_deliveries;
pub mod webhook_endpoints;

pub use instant::UtcMillis;
pub use json::{JsonOf, Texts};
