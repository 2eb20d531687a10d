//! What can be done with the selected rows.

use leptos::ev;
use leptos::prelude::*;

use super::table::Selection;
use crate::i18n::{counted, t_string, use_i18n};

/// A bar at the lower edge while rows are selected. Escape clears the selection.
#[component]
pub fn BulkBar(
    /// The selection.
    selection: Selection,
    /// What can be done with it: buttons.
    children: ChildrenFn,
) -> impl IntoView {
    let i18n = use_i18n();
    let escape = window_event_listener(ev::keydown, move |event| {
        let in_dialog = document().query_selector("dialog[open], :popover-open").ok().flatten().is_some();
        if event.key() == "Escape" && !in_dialog {
            selection.clear();
        }
    });
    on_cleanup(move || escape.remove());
    let count = move || {
        counted(selection.count() as u32, t_string!(i18n, admin.selected), t_string!(i18n, admin.selected))
    };
    view! {
        <Show when=move || { selection.count() > 0 }>
            <div class="bulk" role="region" aria-label=t_string!(i18n, admin.selection)>
                <b role="status">{count}</b>
                <hr />
                {children()}
                <hr />
                <button type="button" class="button plain small" on:click=move |_| selection.clear()>
                    {t_string!(i18n, admin.clear)}
                    <kbd>"Esc"</kbd>
                </button>
            </div>
        </Show>
    }
}
