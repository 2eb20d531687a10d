//! The modal dialog over the native `<dialog>`: the browser traps the focus, closes on Escape and gives the
//! focus back to where it was.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::ui::Icon;

/// An id that no other element of the page has.
pub fn fresh_id(stem: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("{stem}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// A modal dialog. Its content is built when it opens and dropped when it closes. Closing by Escape, by the
/// corner button or by a click beside it sets `open` to false.
#[component]
pub fn Dialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Id of the element inside that names it.
    #[prop(into)]
    labelled_by: Signal<String>,
    /// What the corner button is called.
    #[prop(into)]
    close_label: Signal<String>,
    /// Extra classes.
    #[prop(default = "")]
    class: &'static str,
    /// Whether a click beside it closes it. Not where much would be lost.
    #[prop(default = true)]
    light_dismiss: bool,
    /// Its content.
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let (Some(dialog), open) = (dialog.get(), open.get()) else { return };
        match (open, dialog.open()) {
            // Fails only where it is modal already.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let beside = move |event: ev::MouseEvent| {
        // What is inside has its own elements; only the backdrop is the dialog itself.
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let on_backdrop = target.is_some_and(|target| target.tag_name() == "DIALOG");
        if light_dismiss && on_backdrop {
            open.set(false);
        }
    };
    view! {
        <dialog
            class=format!("dialog {class}")
            aria-labelledby=labelled_by
            node_ref=dialog
            on:close=move |_| open.set(false)
            on:mousedown=beside
        >
            <Show when=move || open.get()>
                <button
                    type="button"
                    class="icon-button close"
                    aria-label=close_label
                    on:click=move |_| open.set(false)
                >
                    <Icon name="close" />
                </button>
                {children()}
            </Show>
        </dialog>
    }
}
