//! Menus over the native popover: a button and what it opens. The browser closes it on Escape and on a click
//! elsewhere, and moves the focus back.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::dialog::fresh_id;

/// A button that opens a menu. Where the browser lacks anchor positioning, the menu is put below the button
/// by hand when it opens. A click on a link or a button inside closes it.
#[component]
pub fn Menu(
    /// What the button is called, where it shows an icon alone.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// Classes of the button.
    #[prop(default = "icon-button")]
    class: &'static str,
    /// What the button shows.
    #[prop(into)]
    button: ViewFn,
    /// Links and buttons of the menu.
    children: Children,
) -> impl IntoView {
    let id = fresh_id("menu");
    let opener = NodeRef::<html::Button>::new();
    let panel = NodeRef::<html::Div>::new();
    let place = move |_: ev::Event| {
        if let (Some(opener), Some(panel)) = (opener.get_untracked(), panel.get_untracked()) {
            put_below(&opener, &panel);
        }
    };
    let close = move |event: ev::MouseEvent| {
        let chosen = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let inside = chosen.and_then(|element| element.closest("a, button").ok().flatten()).is_some();
        if let (true, Some(panel)) = (inside, panel.get_untracked()) {
            // A menu that is closed already stays closed.
            let _ = panel.hide_popover();
        }
    };
    view! {
        <button
            type="button"
            class=class
            popovertarget=id.clone()
            aria-label=move || label.map(|label| label.get())
            node_ref=opener
        >
            {button.run()}
        </button>
        <div class="menu" id=id popover="auto" node_ref=panel on:toggle=place on:click=close>
            {children()}
        </div>
    }
}

/// Puts the panel below its button, or above where there is no room, inside the window: for browsers that cannot
/// anchor it by its stylesheet.
fn put_below(opener: &web_sys::HtmlElement, panel: &web_sys::HtmlElement) {
    if web_sys::css::supports_with_value("position-area", "block-end").unwrap_or(false) {
        return;
    }
    let button = opener.get_bounding_client_rect();
    let size = panel.get_bounding_client_rect();
    let width = window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or_default();
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let margin = 8.0;
    let left = button.left().min(width - size.width() - margin).max(margin);
    let below = button.bottom() + margin;
    let top = if below + size.height() > height {
        (button.top() - size.height() - margin).max(margin)
    } else {
        below
    };
    let style = panel.style();
    for (name, value) in [("left", left), ("top", top)] {
        // Setting a known property to a length cannot fail.
        let _ = style.set_property(name, &format!("{}px", value as i32));
    }
}
