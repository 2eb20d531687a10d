//! The public site.

pub mod landing;
pub mod legal;
pub mod manage;
pub mod message;
pub mod overview;
pub mod parts;
pub mod register;
pub mod shell;
pub mod speaker;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::routes::Place;
use crate::state::height;

/// Takes over the page once it can be drawn: the first content in `#app` gives way to the program in one task,
/// so that nothing is painted in between.
pub fn mount(parts: parts::Parts) {
    crate::crash::tell_the_visitor();
    wasm_bindgen_futures::spawn_local(async move {
        let path = window().location().pathname().unwrap_or_default();
        parts::prepare(&parts, &Place::of(&path).1).await;
        let Some(app) = document().get_element_by_id("app") else { return };
        let Ok(app) = app.dyn_into::<web_sys::HtmlElement>() else { return };
        app.set_inner_html("");
        let program = move || {
            provide_context(parts);
            shell::App()
        };
        mount_to(app, program).forget();
        height::restore();
    });
}
