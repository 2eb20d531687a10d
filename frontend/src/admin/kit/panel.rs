//! The panel beside a list that shows one of its rows; over the list where there is little room.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use crate::i18n::{t_string, use_i18n};
use crate::ui::Icon;

/// The panel. It takes the focus when it opens; Escape and the corner button close it.
#[component]
pub fn SidePanel(
    /// What it shows, as its heading.
    #[prop(into)]
    title: Signal<String>,
    /// Closes it: goes to the address without it.
    #[prop(into)]
    on_close: Callback<()>,
    /// Sections.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            // A heading that has gone meanwhile needs no focus.
            let _ = heading.focus();
        }
    });
    let escape = window_event_listener(ev::keydown, move |event| {
        let is_above = document().query_selector("dialog[open], :popover-open").ok().flatten().is_some();
        if event.key() == "Escape" && !is_above && !event.default_prevented() {
            on_close.run(());
        }
    });
    on_cleanup(move || escape.remove());
    view! {
        <div class="panel-scrim" on:click=move |_| on_close.run(())></div>
        <aside class="side-panel" aria-label=title>
            <header>
                <h2 tabindex="-1" node_ref=heading>{title}</h2>
                <button
                    type="button" class="icon-button" aria-label=t_string!(i18n, admin.close)
                    on:click=move |_| on_close.run(())
                >
                    <Icon name="close" />
                </button>
            </header>
            {children()}
        </aside>
    }
}
