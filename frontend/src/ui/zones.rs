//! A choice among all timezones that the browser knows.

use js_sys::{Array, Function, Reflect};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::dialog::fresh_id;
use crate::ui::Icon;

/// A native list of timezones by region. It is filled when it is first touched, for hardly anybody needs it.
#[component]
pub fn ZoneSelect(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// Name in the form.
    name: &'static str,
    /// The chosen timezone; empty: the browser's.
    value: RwSignal<String>,
    /// What the empty choice is called; without it there is none.
    #[prop(optional, into)]
    own: Option<Signal<String>>,
    /// Called after another one was chosen.
    #[prop(optional, into)]
    on_choose: Option<Callback<()>>,
) -> impl IntoView {
    let id = fresh_id(name);
    let touched = RwSignal::new(false);
    let fill = move || {
        if !touched.get_untracked() {
            touched.set(true);
        }
    };
    let choose = move |event: ev::Event| {
        value.set(event_target_value(&event));
        if let Some(on_choose) = on_choose {
            on_choose.run(());
        }
    };
    let options = move || {
        let chosen = value.get_untracked();
        let zones = if touched.get() { known() } else { Vec::new() };
        let mut html = own.map(|own| option("", &own.get(), chosen.is_empty())).unwrap_or_default();
        if !chosen.is_empty() && !zones.contains(&chosen) {
            html += &option(&chosen, &shown(&chosen), true);
        }
        let mut region = "";
        for zone in &zones {
            let (of, _) = zone.split_once('/').unwrap_or((zone, ""));
            if of != region {
                let end = if region.is_empty() { "" } else { "</optgroup>" };
                html += &format!("{end}<optgroup label=\"{of}\">");
                region = of;
            }
            html += &option(zone, &shown(zone), *zone == chosen);
        }
        html
    };
    view! {
        <div class="field zones">
            <label for=id.clone()>{label}</label>
            <span class="choice">
                <select
                    id=id
                    name=name
                    on:focus=move |_| fill()
                    on:pointerenter=move |_| fill()
                    on:change=choose
                    inner_html=options
                ></select>
                <Icon name="down" />
            </span>
        </div>
    }
}

fn option(value: &str, shown: &str, chosen: bool) -> String {
    let chosen = if chosen { " selected" } else { "" };
    format!("<option value=\"{value}\"{chosen}>{shown}</option>")
}

/// `America/Argentina/Buenos_Aires` → `Argentina, Buenos Aires`: its region stands above it.
fn shown(zone: &str) -> String {
    zone.split_once('/').map_or(zone, |(_, city)| city).replace('/', ", ").replace('_', " ")
}

/// All timezones, by region. None where the browser is too old to tell.
pub fn known() -> Vec<String> {
    let get = |object: &JsValue, name: &str| Reflect::get(object, &JsValue::from_str(name));
    let zones = get(&js_sys::global(), "Intl")
        .and_then(|intl| get(&intl, "supportedValuesOf"))
        .and_then(|list| list.dyn_into::<Function>())
        .and_then(|list| list.call1(&JsValue::UNDEFINED, &JsValue::from_str("timeZone")));
    let mut zones: Vec<String> = zones.map_or_else(
        |_| Vec::new(),
        |zones| Array::from(&zones).iter().filter_map(|zone| zone.as_string()).collect(),
    );
    if !zones.is_empty() && !zones.iter().any(|zone| zone == "UTC") {
        zones.push("UTC".to_owned());
    }
    zones
}
