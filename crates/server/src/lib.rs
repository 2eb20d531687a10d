//! Magnetiq Webinars: the server. `main.rs` has its commands; [`app::App`] is built once; each folder is a slice of
//! the product with its routes, use cases and queries (see `docs/ARCHITECTURE.md`).

pub mod accounts;
pub mod app;
mod audit;
pub mod changes;
pub mod clock;
pub mod commands;
pub mod config;
mod consultants;
pub mod crypto;
pub mod ctx;
mod dashboard;
pub mod db;
pub mod demo;
pub mod erasure;
pub mod events;
mod files;
pub mod health;
mod html;
pub mod http;
mod integrations;
mod join;
pub mod media;
pub mod messages;
pub mod registrations;
pub mod sessions;
pub mod settings;
mod site;
mod speakers;
#[cfg(test)]
mod test_support;
mod tidy;
mod tokens;
mod topics;
pub mod views;
pub mod visits;
pub mod waitlist;
pub mod webhooks;
