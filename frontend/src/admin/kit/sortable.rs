//! A list whose order matters: by its buttons, by the keyboard, or by dragging.

use leptos::ev;
use leptos::prelude::*;

use crate::i18n::{fill, t_string, use_i18n};
use crate::ui::Icon;

/// The list. `draw` gives an item's content; `on_move` gets from where to where an item goes.
#[component]
pub fn SortableList(
    /// What it lists.
    #[prop(into)]
    label: String,
    /// The items: an id and what each is called.
    #[prop(into)]
    items: Signal<Vec<(String, String)>>,
    /// Draws an item by its id.
    draw: std::sync::Arc<dyn Fn(&str) -> AnyView + Send + Sync>,
    /// Moves an item.
    #[prop(into)]
    on_move: Callback<(usize, usize)>,
) -> impl IntoView {
    let i18n = use_i18n();
    let dragged = RwSignal::new(None::<usize>);
    let said = RwSignal::new(String::new());
    let count = move || items.with(Vec::len);
    let go = move |from: usize, to: usize| {
        if from == to || to >= items.with_untracked(Vec::len) {
            return;
        }
        let name = items.with_untracked(|items| items[from].1.clone());
        on_move.run((from, to));
        let place = (to + 1).to_string();
        said.set(fill(t_string!(i18n, admin.moved), &[("name", &name), ("place", &place)]));
    };
    let place_of =
        move |id: &str| items.with_untracked(|items| items.iter().position(|(other, _)| other == id));
    let item = move |(id, name): (String, String)| {
        let content = draw(&id);
        let id = StoredValue::new(id);
        let at = Memo::new(move |_| {
            items
                .with(|items| items.iter().position(|(other, _)| id.with_value(|id| id == other)))
                .unwrap_or_default()
        });
        let here = move || id.with_value(|id| place_of(id)).unwrap_or_default();
        let step = move |event: ev::KeyboardEvent| {
            let to = match event.key().as_str() {
                "ArrowUp" => here().checked_sub(1),
                "ArrowDown" => Some(here() + 1),
                _ => return,
            };
            event.prevent_default();
            if let Some(to) = to {
                go(here(), to);
            }
        };
        let drop_here = move |event: ev::DragEvent| {
            event.prevent_default();
            if let Some(from) = dragged.get_untracked() {
                go(from, here());
            }
            dragged.set(None);
        };
        let up = fill(t_string!(i18n, admin.move_up), &[("name", &name)]);
        let down = fill(t_string!(i18n, admin.move_down), &[("name", &name)]);
        view! {
            <li
                draggable="true"
                class:dragged=move || dragged.get() == Some(at.get())
                on:dragstart=move |_| dragged.set(Some(here()))
                on:dragend=move |_| dragged.set(None)
                on:dragover=move |event| event.prevent_default()
                on:drop=drop_here
            >
                <span class="grip" aria-hidden="true"><Icon name="grip" /></span>
                <div>{content}</div>
                <span class="steps">
                    <button
                        type="button" class="icon-button small" aria-label=up on:keydown=step
                        aria-disabled=move || (at.get() == 0).then_some("true")
                        on:click=move |_| if let Some(to) = here().checked_sub(1) { go(here(), to) }
                    >
                        <Icon name="up" />
                    </button>
                    <button
                        type="button" class="icon-button small" aria-label=down on:keydown=step
                        aria-disabled=move || (at.get() + 1 >= count()).then_some("true")
                        on:click=move |_| go(here(), here() + 1)
                    >
                        <Icon name="down" />
                    </button>
                </span>
            </li>
        }
    };
    view! {
        <ol class="sortable" aria-label=label>
            <For each=move || items.get() key=|(id, _)| id.clone() children=item />
        </ol>
        <p class="hide" role="status">{said}</p>
    }
}
