//! The schema of the database, for SQLite and PostgreSQL, as a list of steps that go up and down.
//!
//! The steps are plain SQL in PostgreSQL's words ([`script::Script`] translates the two types that SQLite calls
//! otherwise): every table can be read in one place with its constraints and indexes. Nothing is imported from
//! the entities, so that a step never changes after its release.
//!
//! Conventions:
//! - Instants are `bigint`, Unix milliseconds UTC; their columns end in `_at`. Ids are UUIDv7.
//! - Money is `bigint` in the currency's minor unit beside a three-letter currency; no amount means free.
//! - Enumerations are `text` with a CHECK. Translated texts and other structures are `jsonb`.
//! - A foreign key without `ON DELETE` refuses to delete what is still in use.
//! - Who did something (`created_by`, `updated_by`, `decided_by`) is an id without a foreign key: it may be a
//!   user or, later, an external app.
//! - A release only adds (columns, tables, indexes); what is no longer used goes in a later release.

pub mod script;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

mod m20261121_000001_foundations;
mod m20261121_000002_people;
mod m20261121_000003_program;
mod m20261121_000004_sessions;
mod m20261121_000005_registrations;
mod m20261121_000006_messages;
mod m20261121_000007_jobs;
mod m20261121_000009_landing;
mod m20261121_000010_view_visitors;
mod m20261121_000011_accounts;
mod m20261121_000012_topics;
mod m20261121_000014_media;
mod m20261121_000015_speaker_messages;
mod m20261121_000016_webhooks;
mod m20261121_000017_registration_lists;
mod m20261121_000018_session_changes;
mod m20261121_000019_figures;
mod m20261121_000020_label_versions;
mod m20261121_000021_registration_words;
mod m20261121_000022_automations;
mod m20261122_000023_registration_imports;
mod m20261122_000024_campaigns;
mod m20261122_000025_mail_templates;
mod m20261122_000026_aftermath;
mod m20261122_000027_privacy;
mod m20261122_000028_social_posts;
mod m20261122_000031_post_publications;
mod m20261122_000032_recording_at;
mod m20261122_000033_feedback_versions;
#[cfg(test)]
mod tests;

use sea_orm_migration::prelude::*;
pub use sea_orm_migration::{DbErr, MigratorTrait};

/// Every step in its order: `Migrator::up(&db, None)` brings a database to the newest schema.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261121_000001_foundations::SCRIPT),
            Box::new(m20261121_000002_people::SCRIPT),
            Box::new(m20261121_000003_program::SCRIPT),
            Box::new(m20261121_000004_sessions::SCRIPT),
            Box::new(m20261121_000005_registrations::SCRIPT),
            Box::new(m20261121_000006_messages::SCRIPT),
            Box::new(m20261121_000007_jobs::SCRIPT),
            Box::new(m20261121_000009_landing::SCRIPT),
            Box::new(m20261121_000010_view_visitors::SCRIPT),
            Box::new(m20261121_000011_accounts::SCRIPT),
            Box::new(m20261121_000012_topics::SCRIPT),
            Box::new(m20261121_000014_media::SCRIPT),
            Box::new(m20261121_000015_speaker_messages::SCRIPT),
            Box::new(m20261121_000016_webhooks::SCRIPT),
            Box::new(m20261121_000017_registration_lists::SCRIPT),
            Box::new(m20261121_000018_session_changes::SCRIPT),
            Box::new(m20261121_000019_figures::SCRIPT),
            Box::new(m20261121_000020_label_versions::SCRIPT),
            Box::new(m20261121_000021_registration_words::SCRIPT),
            Box::new(m20261121_000022_automations::SCRIPT),
            Box::new(m20261122_000023_registration_imports::SCRIPT),
            Box::new(m20261122_000024_campaigns::SCRIPT),
            Box::new(m20261122_000025_mail_templates::SCRIPT),
            Box::new(m20261122_000026_aftermath::SCRIPT),
            Box::new(m20261122_000027_privacy::SCRIPT),
            Box::new(m20261122_000028_social_posts::SCRIPT),
            Box::new(m20261122_000031_post_publications::SCRIPT),
            Box::new(m20261122_000032_recording_at::SCRIPT),
            Box::new(m20261122_000033_feedback_versions::SCRIPT),
        ]
    }
}
