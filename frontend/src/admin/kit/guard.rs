//! What is not saved yet, and the question before it would be lost: by a link, by the way back, or by closing the tab.

use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AddEventListenerOptions, Element, Event, HtmlAnchorElement, MouseEvent};

use super::Confirm;
use crate::i18n::{t_string, use_i18n};
use crate::state::address::{Go, use_address};
use crate::ui::dialog::fresh_id;
use crate::ui::{Button, Look};

/// A form that may hold something unsaved.
#[derive(Clone)]
struct Keeper {
    id: String,
    dirty: Signal<bool>,
    /// Asks before somebody goes to this address; `true` where the browser is there already.
    ask: Callback<(String, bool)>,
}

/// The forms of the page that may hold something unsaved.
#[derive(Clone, Copy)]
pub struct Gate(StoredValue<Vec<Keeper>>);

impl Gate {
    /// Provides the gate to everything below. It has to listen before the address does, so that the address does not
    /// follow the way back before somebody was asked.
    pub fn provide() {
        let gate = Self(StoredValue::new(Vec::new()));
        provide_context(gate);
        listen_first("click", move |event| {
            let link = event.dyn_ref::<MouseEvent>().filter(|click| is_plain(click)).and_then(link_of);
            if let (Some(link), Some(keeper)) = (link, gate.dirty()) {
                event.prevent_default();
                event.stop_propagation();
                keeper.ask.run((link.href(), false));
            }
        });
        listen_first("popstate", move |event| {
            if let Some(keeper) = gate.dirty() {
                event.stop_immediate_propagation();
                keeper.ask.run((window().location().href().unwrap_or_default(), true));
            }
        });
        listen_first("beforeunload", move |event| {
            if gate.dirty().is_some() {
                event.prevent_default();
            }
        });
    }

    /// The first form that holds something unsaved.
    fn dirty(self) -> Option<Keeper> {
        let is_dirty = |keeper: &&Keeper| keeper.dirty.try_get_untracked().unwrap_or_default();
        self.0.with_value(|keepers| keepers.iter().find(is_dirty).cloned())
    }
}

/// While something is unsaved, leaving the page is asked about first.
#[component]
pub fn LeaveGuard(
    /// Whether something is not saved yet.
    #[prop(into)]
    dirty: Signal<bool>,
    /// Takes the changes back.
    #[prop(into)]
    on_discard: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let address = use_address();
    let Gate(keepers) = expect_context();
    let wanted = RwSignal::new(None::<String>);
    let asking = RwSignal::new(false);
    let ask = Callback::new(move |(href, is_there): (String, bool)| {
        if is_there && let Ok(history) = window().history() {
            let here = untrack(|| format!("{}{}{}", address.path(), address.search(), address.hash()));
            // The address of this page is one of this site.
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&here));
        }
        wanted.set(Some(href));
        asking.set(true);
    });
    let id = fresh_id("form");
    keepers.update_value(|keepers| keepers.push(Keeper { id: id.clone(), dirty, ask }));
    on_cleanup(move || {
        keepers.try_update_value(|keepers| keepers.retain(|keeper| keeper.id != id));
    });
    let leave = Callback::new(move |()| {
        asking.set(false);
        on_discard.run(());
        if let Some(href) = wanted.get_untracked() {
            address.go(&href, Go::Top);
        }
    });
    view! {
        <Confirm
            open=asking
            title=t_string!(i18n, admin.leave_title)
            text=t_string!(i18n, admin.leave_text)
            act=t_string!(i18n, admin.leave)
            on_confirm=leave
        />
    }
}

/// The foot of a form: save and discard. While something is unsaved, leaving the page is asked about first.
#[component]
pub fn FormDock(
    /// Whether something is not saved yet.
    #[prop(into)]
    dirty: Signal<bool>,
    /// Whether it is being saved.
    #[prop(into)]
    busy: Signal<bool>,
    /// Takes the changes back.
    #[prop(into)]
    on_discard: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="dock" class:dirty=dirty>
            <span role="status">{move || dirty.get().then(|| t_string!(i18n, admin.unsaved))}</span>
            <Show when=move || dirty.get()>
                <Button look=Look::Plain on_press=on_discard>
                    {t_string!(i18n, admin.discard)}
                </Button>
            </Show>
            <Button kind="submit" busy=busy>
                {t_string!(i18n, admin.save)}
            </Button>
        </div>
        <LeaveGuard dirty=dirty on_discard=on_discard />
    }
}

fn is_plain(click: &MouseEvent) -> bool {
    click.button() == 0 && !(click.meta_key() || click.ctrl_key() || click.shift_key() || click.alt_key())
}

/// The link to another page of the site that was clicked.
fn link_of(click: &MouseEvent) -> Option<HtmlAnchorElement> {
    let link: HtmlAnchorElement =
        click.target()?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??.dyn_into().ok()?;
    let location = window().location();
    let same_site = location.origin().is_ok_and(|origin| origin == link.origin());
    let same_page = location.pathname().is_ok_and(|path| path == link.pathname());
    (same_site && !same_page && link.target().is_empty()).then_some(link)
}

/// Listens on the window for good, before what lies inside it.
fn listen_first(name: &'static str, listen: impl Fn(&Event) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| listen(&event)).into_js_value();
    let options = AddEventListenerOptions::new();
    options.set_capture(true);
    let function = listener.unchecked_ref::<js_sys::Function>();
    // Listening to a known event cannot fail.
    let _ =
        window().add_event_listener_with_callback_and_add_event_listener_options(name, function, &options);
}
