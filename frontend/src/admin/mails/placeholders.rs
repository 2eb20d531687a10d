//! What can be put into subject and body: pressed, it stands where the cursor is.

use js_sys::{Array, Function, Reflect};
use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::campaigns::Placeholder;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use super::words;
use crate::i18n::{fill, t_string, use_i18n};

/// The field in which somebody wrote last.
#[derive(Clone, Copy)]
pub struct LastField(StoredValue<Option<HtmlElement>, LocalStorage>);

impl LastField {
    /// Nobody has written yet.
    pub fn new() -> Self {
        Self(StoredValue::new_local(None))
    }

    /// Keeps the field that got the focus, if one can write in it.
    pub fn see(self, event: &ev::FocusEvent) {
        let field = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        let is_text = |field: &HtmlElement| {
            let name = field.get_attribute("name").unwrap_or_default();
            field.is_content_editable() || name.starts_with("subject.")
        };
        if let Some(field) = field.filter(is_text) {
            self.0.set_value(Some(field));
        }
    }

    fn insert(self, text: &str) {
        let Some(field) = self.0.get_value() else { return };
        // A field that has gone meanwhile takes nothing.
        let _ = field.focus();
        let document: JsValue = document().into();
        let command = Reflect::get(&document, &JsValue::from_str("execCommand")).unwrap_or_default();
        let arguments: Array =
            [JsValue::from_str("insertText"), JsValue::FALSE, JsValue::from_str(text)].iter().collect();
        if let Ok(command) = command.dyn_into::<Function>() {
            // The old way is the only one that editors and the way back understand.
            let _ = command.apply(&document, &arguments);
        }
    }
}

/// A button for each.
#[component]
pub fn Placeholders(last: LastField) -> impl IntoView {
    let i18n = use_i18n();
    let button = move |one: Placeholder| {
        let name = words::placeholder(i18n, one);
        let spoken = fill(t_string!(i18n, mails.put_in), &[("name", name)]);
        view! {
            <button
                type="button" class="button plain small" title=one.written() aria-label=spoken
                // The cursor stays where it is.
                on:mousedown=|event| event.prevent_default()
                on:click=move |_| last.insert(&one.written())
            >
                {name}
            </button>
        }
    };
    view! {
        <div class="mail-placeholders" role="group" aria-label=t_string!(i18n, mails.placeholders)>
            <small>{t_string!(i18n, mails.placeholders)}</small>
            {Placeholder::ALL.iter().map(|one| button(*one)).collect_view()}
        </div>
    }
}
