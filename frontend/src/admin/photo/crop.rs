//! Choosing the square of a picture: dragged with the pointer, moved with the arrow keys, zoomed with a slider.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlImageElement};

use super::cut::Cut;
use crate::i18n::{t_string, use_i18n};
use crate::ui::dialog::fresh_id;
use crate::ui::{Button, Dialog, Icon, Look};

/// How far an arrow key moves it, as a part of its side; with the shift key five times as far.
const STEP: f64 = 0.02;
/// How far a key zooms.
const ZOOM_STEP: f64 = 0.1;

/// The dialog.
#[component]
pub fn CropDialog(
    /// The picture as a `data:` address; empty while nothing is to be cut.
    source: RwSignal<String>,
    /// Whether what is cut is shown round.
    round: bool,
    /// Gets the square, as uploads take it.
    on_cut: Callback<String>,
    /// It is no picture that this browser can show.
    on_unreadable: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(source.with(|source| !source.is_empty())));
    Effect::new(move |_| {
        if !open.get() && source.with_untracked(|source| !source.is_empty()) {
            source.set(String::new());
        }
    });
    let id = StoredValue::new(fresh_id("crop"));
    let close = Callback::new(move |()| open.set(false));
    view! {
        <Dialog open=open labelled_by=id.get_value() close_label=t_string!(i18n, admin.close) class="form-dialog crop" light_dismiss=false>
            <h2 id=id.get_value()>{t_string!(i18n, people.crop_title)}</h2>
            <Stage source=source round=round on_cut=on_cut on_unreadable=on_unreadable on_close=close />
        </Dialog>
    }
}

#[component]
fn Stage(
    source: RwSignal<String>,
    round: bool,
    on_cut: Callback<String>,
    on_unreadable: Callback<()>,
    on_close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let frame = NodeRef::<html::Div>::new();
    let cut = RwSignal::new(None::<Cut>);
    let held = StoredValue::new(None::<(f64, f64)>);
    let change = move |with: &dyn Fn(Cut) -> Cut| cut.update(|cut| *cut = cut.map(with));
    let loaded = move |event: ev::Event| {
        let picture = event.target().and_then(|target| target.dyn_into::<HtmlImageElement>().ok());
        if let Some(picture) = picture {
            cut.set(Some(Cut::of(picture.natural_width(), picture.natural_height())));
        }
    };
    let unreadable = move |_: ev::ErrorEvent| {
        on_close.run(());
        on_unreadable.run(());
    };
    let take = move |event: ev::PointerEvent| {
        event.prevent_default();
        held.set_value(Some((event.client_x().into(), event.client_y().into())));
        if let Some(frame) = frame.get_untracked() {
            let element: &Element = &frame;
            // A pointer that has gone meanwhile is not followed.
            let _ = element.set_pointer_capture(event.pointer_id());
            let _ = frame.focus();
        }
    };
    let drag = move |event: ev::PointerEvent| {
        let (Some((x, y)), Some(frame)) = (held.get_value(), frame.get_untracked()) else { return };
        let width = frame.get_bounding_client_rect().width().max(1.0);
        let now = (f64::from(event.client_x()), f64::from(event.client_y()));
        held.set_value(Some(now));
        change(&|cut| {
            let scale = cut.side() / width;
            cut.moved((x - now.0) * scale, (y - now.1) * scale)
        });
    };
    let key = move |event: ev::KeyboardEvent| {
        let step = if event.shift_key() { STEP * 5.0 } else { STEP };
        let by = |right: f64, down: f64| {
            change(&|cut| cut.moved(right * cut.side(), down * cut.side()));
        };
        match event.key().as_str() {
            "ArrowLeft" => by(-step, 0.0),
            "ArrowRight" => by(step, 0.0),
            "ArrowUp" => by(0.0, -step),
            "ArrowDown" => by(0.0, step),
            "+" | "=" => change(&|cut| cut.zoomed(cut.zoom() + ZOOM_STEP)),
            "-" => change(&|cut| cut.zoomed(cut.zoom() - ZOOM_STEP)),
            _ => return,
        }
        event.prevent_default();
    };
    let zoom = move |event: ev::Event| {
        if let Ok(zoom) = event_target_value(&event).parse() {
            change(&|cut| cut.zoomed(zoom));
        }
    };
    let placed = move || cut.get().map_or((0.0, 0.0, 100.0), |cut| cut.placed());
    let percent = |number: f64| format!("{number}%");
    let done = Callback::new(move |()| {
        if let Some(cut) = cut.get_untracked() {
            on_cut.run(cut.written());
            on_close.run(());
        }
    });
    let slider = fresh_id("zoom");
    view! {
        <p class="quiet">{t_string!(i18n, people.crop_text)}</p>
        <div
            class="crop-frame" class:round=round tabindex="0" role="group" aria-label=t_string!(i18n, people.crop_frame)
            node_ref=frame on:pointerdown=take on:pointermove=drag on:keydown=key
            on:pointerup=move |_| held.set_value(None) on:pointercancel=move |_| held.set_value(None)
        >
            <img
                src=move || source.get() alt="" draggable="false" on:load=loaded on:error=unreadable
                style:left=move || percent(placed().0) style:top=move || percent(placed().1)
                style:width=move || percent(placed().2)
            />
        </div>
        <div class="crop-zoom">
            <Icon name="person" />
            <label class="hide" for=slider.clone()>{t_string!(i18n, people.crop_zoom)}</label>
            <input
                id=slider type="range" min="1" step="0.01" on:input=zoom
                max=move || cut.get().map_or(1.0, |cut| cut.strongest()).to_string()
                prop:value=move || cut.get().map_or(1.0, |cut| cut.zoom()).to_string()
            />
            <Icon name="person" />
        </div>
        <div class="button-row ends">
            <Button look=Look::Plain on_press=on_close>{t_string!(i18n, admin.cancel)}</Button>
            <Button on_press=done>{t_string!(i18n, people.crop_done)}</Button>
        </div>
    }
}
