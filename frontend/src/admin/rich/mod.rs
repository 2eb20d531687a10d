//! The editor of rich text: Tiptap, which only pages that write such texts load (`frontend/scripts/editor.js`). Where it can't be
//! loaded, the HTML itself can be written.

use js_sys::{Array, Function, Promise, Reflect};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::i18n::{t_string, use_i18n};
use crate::ui::{Icon, follow};

/// The name under which the script is found once it has run.
const GLOBAL: &str = "magnetiqEditor";

/// An editor in the page, with what it calls.
struct Living {
    handle: JsValue,
    _changed: Closure<dyn FnMut(String)>,
    _moved: Closure<dyn FnMut()>,
}

#[derive(Clone, Copy, PartialEq)]
enum Phase {
    Loading,
    Ready,
    Failed,
}

/// The editor over a text of HTML.
#[component]
pub fn RichText(
    /// The HTML; empty where nothing is written.
    value: RwSignal<String>,
    /// What is asked for.
    label: String,
    /// The language's code.
    language: &'static str,
    /// Whether it can't be written in now.
    locked: Signal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let place = NodeRef::<html::Div>::new();
    let living = StoredValue::new_local(None::<Living>);
    let (phase, tick) = (RwSignal::new(Phase::Loading), RwSignal::new(0_u32));
    // What the editor itself says, so that it is not told its own words.
    let own = StoredValue::new(String::new());
    let spoken = StoredValue::new(label);
    let make = move |element: &JsValue| {
        let changed = Closure::<dyn FnMut(String)>::new(move |html: String| {
            own.try_update_value(|own| own.clone_from(&html));
            value.try_set(html);
        });
        let moved = Closure::<dyn FnMut()>::new(move || {
            tick.try_update(|tick| *tick += 1);
        });
        let html = value.get_untracked();
        own.set_value(html.clone());
        let text = |text: &str| JsValue::from_str(text);
        let arguments = [
            element.clone(),
            text(&html),
            spoken.with_value(|label| text(label)),
            text(language),
            changed.as_ref().clone(),
            moved.as_ref().clone(),
        ];
        let handle = call(&get(&js_sys::global(), GLOBAL), "make", &arguments);
        if handle.is_undefined() {
            return phase.set(Phase::Failed);
        }
        call(&handle, "allow", &[JsValue::from_bool(!locked.get_untracked())]);
        living.set_value(Some(Living { handle, _changed: changed, _moved: moved }));
        phase.set(Phase::Ready);
    };
    Effect::new(move |_| {
        let Some(element) = place.get() else { return };
        let element: JsValue = element.into();
        spawn_local(async move {
            let loaded = load().await;
            if phase.try_get_untracked().is_none() {
                return;
            }
            match loaded {
                true => make(&element),
                false => phase.set(Phase::Failed),
            }
        });
    });
    let tell = move |name: &str, arguments: &[JsValue]| {
        let answer =
            living.try_with_value(|living| living.as_ref().map(|one| call(&one.handle, name, arguments)));
        answer.flatten().unwrap_or_default()
    };
    Effect::new(move |_| {
        let html = value.get();
        if own.with_value(|own| *own != html) {
            own.set_value(html.clone());
            tell("put", &[JsValue::from_str(&html)]);
        }
    });
    Effect::new(move |_| drop(tell("allow", &[JsValue::from_bool(!locked.get())])));
    on_cleanup(move || {
        tell("end", &[]);
        living.try_update_value(Option::take);
    });
    let (linking, address) = (RwSignal::new(false), RwSignal::new(String::new()));
    let button = move |act: &'static str, icon: &'static str, name: &'static str| {
        let pressed = move || {
            tick.track();
            tell("is", &[JsValue::from_str(act)]).is_truthy().to_string()
        };
        view! {
            <button
                type="button" class="icon-button small" aria-label=name title=name aria-pressed=pressed disabled=locked
                on:click=move |_| drop(tell("act", &[JsValue::from_str(act)]))
            >
                <Icon name=icon />
            </button>
        }
    };
    let ask_link = move |_| {
        address.set(tell("link", &[]).as_string().unwrap_or_default());
        linking.update(|linking| *linking = !*linking);
    };
    let set_link = move || {
        tell("setLink", &[JsValue::from_str(address.get_untracked().trim())]);
        linking.set(false);
    };
    let link_row = move || {
        linking.get().then(|| view! {
            <div class="rich-link">
                <input
                    class="input" type="url" placeholder="https://" aria-label=t_string!(i18n, rich.link_to) bind:value=address
                    on:keydown=move |event| if event.key() == "Enter" { event.prevent_default(); set_link(); }
                />
                <button type="button" class="button plain small" on:click=move |_| set_link()>{t_string!(i18n, rich.link_set)}</button>
            </div>
        }).into_any()
    };
    let bar = move || {
        match phase.get() {
        Phase::Failed => view! {
            <p class="hint">{t_string!(i18n, rich.editor_failed)}</p>
            <textarea class="input" rows="10" lang=language aria-label=spoken.get_value() bind:value=value readonly=locked></textarea>
        }
        .into_any(),
        Phase::Loading => view! { <span class="bone" aria-hidden="true"></span> }.into_any(),
        Phase::Ready => view! {
            <div class="rich-bar" role="toolbar" aria-label=t_string!(i18n, rich.format)>
                {button("heading", "heading", t_string!(i18n, rich.heading))}
                {button("bold", "bold", t_string!(i18n, rich.bold))}
                {button("italic", "italic", t_string!(i18n, rich.italic))}
                <hr />
                {button("bulletList", "bullets", t_string!(i18n, rich.bullets))}
                {button("orderedList", "numbers", t_string!(i18n, rich.numbers))}
                {button("blockquote", "quote", t_string!(i18n, rich.quote))}
                <button
                    type="button" class="icon-button small" aria-label=t_string!(i18n, rich.link) title=t_string!(i18n, rich.link)
                    aria-expanded=move || linking.get().to_string() disabled=locked on:click=ask_link
                >
                    <Icon name="link" />
                </button>
                {button("codeBlock", "code", t_string!(i18n, rich.code))}
                <hr />
                <button
                    type="button" class="icon-button small" aria-label=t_string!(i18n, rich.undo) title=t_string!(i18n, rich.undo) disabled=locked
                    on:click=move |_| drop(tell("act", &[JsValue::from_str("undo")]))
                >
                    <Icon name="undo" />
                </button>
            </div>
        }
        .into_any(),
    }
    };
    view! {
        <div class="rich">
            {follow(bar)}
            {follow(link_row)}
            <div class="rich-text" node_ref=place></div>
        </div>
    }
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}

/// Calls a function of an object; `undefined` where there is none, or where it fails.
fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> JsValue {
    let list: Array = arguments.iter().collect();
    let Ok(function) = get(object, name).dyn_into::<Function>() else { return JsValue::UNDEFINED };
    function.apply(object, &list).unwrap_or_default()
}

/// Loads the script unless it is there; gives whether it is.
async fn load() -> bool {
    let is_there = || !get(&js_sys::global(), GLOBAL).is_undefined();
    if is_there() {
        return true;
    }
    let meta = document().query_selector("meta[name='editor']").ok().flatten();
    let Some(source) = meta.and_then(|meta| meta.get_attribute("content")) else { return false };
    let Ok(script) = document().create_element("script") else { return false };
    let done = Promise::new(&mut |resolve, reject| {
        // Listening to a known event cannot fail.
        let _ = script.add_event_listener_with_callback("load", &resolve);
        let _ = script.add_event_listener_with_callback("error", &reject);
    });
    let is_set = script.set_attribute("type", "module").and_then(|()| script.set_attribute("src", &source));
    let Some(head) = document().head().filter(|_| is_set.is_ok()) else { return false };
    head.append_child(&script).is_ok() && JsFuture::from(done).await.is_ok() && is_there()
}
