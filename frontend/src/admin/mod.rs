//! The admin panel: the program's second entry point. Visitors never load it.
//!
//! `routes` lists its pages, `menu` where they stand in the menu; `shell` is what surrounds them, `kit` what they
//! are made of. Each folder beside them is a page or several that belong together.

pub mod account;
pub mod activity;
pub mod consultants;
pub mod dashboard;
pub mod delete;
pub mod download;
pub mod filters;
pub mod form;
pub mod integrations;
pub mod kit;
pub mod list;
pub mod mails;
mod me;
pub mod menu;
pub mod month;
pub mod once;
pub mod own_profile;
pub mod photo;
pub mod picture;
mod posts;
pub mod preview;
pub mod prose;
pub mod registrations;
pub mod rich;
pub mod routes;
pub mod saved_views;
pub mod sessions;
pub mod set_up;
pub mod settings;
pub mod shell;
pub mod sign_in;
pub mod speakers;
pub mod templates;
pub mod timeline;
pub mod topics;
pub mod users;
pub mod webhooks;
pub mod words;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::api::staff;

/// Asks who sits here, then draws the panel: so that nobody sees the sign-in for a moment who has signed in.
pub fn mount() {
    crate::crash::tell_the_visitor();
    wasm_bindgen_futures::spawn_local(async {
        staff::start().await;
        let Some(panel) = document().get_element_by_id("panel") else { return };
        let Ok(panel) = panel.dyn_into::<web_sys::HtmlElement>() else { return };
        panel.set_inner_html("");
        mount_to(panel, shell::App).forget();
    });
}
