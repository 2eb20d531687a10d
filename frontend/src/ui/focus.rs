//! Moving the focus to where the keyboard should go on.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Focuses the element with this id at the next frame, when what was drawn for it is there.
pub fn focus_soon(id: &'static str) {
    request_animation_frame(move || {
        let element =
            document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
        if let Some(element) = element {
            // What has gone meanwhile needs no focus.
            let _ = element.focus();
        }
    });
}
