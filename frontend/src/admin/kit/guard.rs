//! The foot of a long form: what is not saved yet, and the question before it would be lost.

use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AddEventListenerOptions, Element, Event, HtmlAnchorElement, MouseEvent};

use super::Confirm;
use crate::i18n::{t_string, use_i18n};
use crate::state::address::{Go, use_address};
use crate::ui::{Button, Look};

/// Save and discard. Where something is unsaved, leaving the page is asked about first: by a link, by the way back,
/// or by closing the tab.
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
    let address = use_address();
    let wanted = RwSignal::new(None::<String>);
    let asking = RwSignal::new(false);
    let here = StoredValue::new(window().location().href().unwrap_or_default());
    let ask = move |href: String| {
        wanted.set(Some(href));
        asking.set(true);
    };
    let is_dirty = move || dirty.try_get_untracked().unwrap_or_default();
    early("click", move |event| {
        let link = event.dyn_ref::<MouseEvent>().filter(|click| is_plain(click)).and_then(link_of);
        if let Some(link) = link.filter(|_| is_dirty()) {
            event.prevent_default();
            event.stop_propagation();
            ask(link.href());
        }
    });
    early("popstate", move |event| {
        if is_dirty() {
            event.stop_immediate_propagation();
            let to = window().location().href().unwrap_or_default();
            if let Ok(history) = window().history() {
                // The address of this page is one of this site.
                let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&here.get_value()));
            }
            ask(to);
        }
    });
    early("beforeunload", move |event| {
        if is_dirty() {
            event.prevent_default();
        }
    });
    let leave = Callback::new(move |()| {
        asking.set(false);
        on_discard.run(());
        if let Some(href) = wanted.get_untracked() {
            address.go(&href, Go::Top);
        }
    });
    view! {
        <div class="dock" class:dirty=dirty>
            <span role="status">{move || dirty.get().then(|| t_string!(i18n, admin.unsaved))}</span>
            <Show when=move || dirty.get()>
                <Button look=Look::Plain on_press=on_discard>{t_string!(i18n, admin.discard)}</Button>
            </Show>
            <Button kind="submit" busy=busy>{t_string!(i18n, admin.save)}</Button>
        </div>
        <Confirm
            open=asking
            title=t_string!(i18n, admin.leave_title)
            text=t_string!(i18n, admin.leave_text)
            act=t_string!(i18n, admin.leave)
            on_confirm=leave
        />
    }
}

fn is_plain(click: &MouseEvent) -> bool {
    click.button() == 0 && !(click.meta_key() || click.ctrl_key() || click.shift_key() || click.alt_key())
}

/// The link to another page of the panel that was clicked.
fn link_of(click: &MouseEvent) -> Option<HtmlAnchorElement> {
    let link: HtmlAnchorElement =
        click.target()?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??.dyn_into().ok()?;
    let location = window().location();
    let same_site = location.origin().is_ok_and(|origin| origin == link.origin());
    let same_page = location.pathname().is_ok_and(|path| path == link.pathname());
    (same_site && !same_page && link.target().is_empty()).then_some(link)
}

/// Listens on the window before everybody else, while the calling component is there.
fn early(name: &'static str, listen: impl Fn(&Event) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| listen(&event));
    let options = AddEventListenerOptions::new();
    options.set_capture(true);
    let function = listener.as_ref().unchecked_ref::<js_sys::Function>();
    // Listening to a known event cannot fail.
    let _ =
        window().add_event_listener_with_callback_and_add_event_listener_options(name, function, &options);
    let kept = StoredValue::new_local(listener);
    on_cleanup(move || {
        kept.with_value(|listener| {
            let function = listener.as_ref().unchecked_ref::<js_sys::Function>();
            // Nor can it be ended in vain.
            let _ = window().remove_event_listener_with_callback_and_bool(name, function, true);
        });
    });
}
