//! The public site.

pub mod shell;

use leptos::prelude::*;

/// Takes over the page: the first content in `#app` gives way to the program.
pub fn mount() {
    use wasm_bindgen::JsCast;
    let Some(app) = document().get_element_by_id("app") else { return };
    let Ok(app) = app.dyn_into::<web_sys::HtmlElement>() else { return };
    app.set_inner_html("");
    mount_to(app, shell::App).forget();
}
