//! Fields for numbers, days and times. Their values are texts while they are typed; the page reads them.

use leptos::prelude::*;

use crate::ui::dialog::fresh_id;
use crate::ui::{Icon, follow};

/// A whole number between two limits, with its unit behind it.
#[component]
pub fn NumberInput(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// Name in the form.
    name: &'static str,
    /// The number as it is typed; empty where there is none.
    value: RwSignal<String>,
    /// The smallest.
    #[prop(default = 0)]
    min: i64,
    /// The largest.
    #[prop(default = 1_000_000)]
    max: i64,
    /// Its unit, such as minutes.
    #[prop(optional, into)]
    unit: Option<String>,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let control = move |id: String, note: String| {
        view! {
            <span class="with-unit">
                <input
                    class="input num" id=id name=name type="number" inputmode="numeric" min=min max=max step="1"
                    bind:value=value aria-describedby=note
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                />
                {unit.map(|unit| view! { <span class="quiet">{unit}</span> })}
            </span>
        }
        .into_any()
    };
    labelled(label, name, hint, error, Box::new(control))
}

/// A day, as `2026-12-01`.
#[component]
pub fn DateInput(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// Name in the form.
    name: &'static str,
    /// The day; empty where there is none.
    value: RwSignal<String>,
    /// The first day that may be chosen.
    #[prop(optional, into)]
    min: Option<String>,
    /// The last one.
    #[prop(optional, into)]
    max: Option<String>,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let control = move |id: String, note: String| {
        view! {
            <input
                class="input" id=id name=name type="date" min=min max=max bind:value=value aria-describedby=note
                aria-invalid=move || error.with(Option::is_some).then_some("true")
            />
        }
        .into_any()
    };
    labelled(label, name, hint, error, Box::new(control))
}

/// A time of the day, as `14:30`.
#[component]
pub fn TimeInput(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// Name in the form.
    name: &'static str,
    /// The time; empty where there is none.
    value: RwSignal<String>,
    /// What helps to fill it in: the timezone.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let control = move |id: String, note: String| {
        view! {
            <input
                class="input" id=id name=name type="time" step="300" bind:value=value aria-describedby=note
                aria-invalid=move || error.with(Option::is_some).then_some("true")
            />
        }
        .into_any()
    };
    labelled(label, name, hint, error, Box::new(control))
}

/// Label above, hint or error below.
fn labelled(
    label: Signal<String>,
    name: &'static str,
    hint: Option<String>,
    error: Signal<Option<String>>,
    control: Box<dyn FnOnce(String, String) -> AnyView>,
) -> impl IntoView {
    let id = fresh_id(name);
    let note = format!("{id}-note");
    let control = control(id.clone(), note.clone());
    let below = move || match error.get() {
        Some(error) => view! { <span class="error"><Icon name="alert" />{error}</span> }.into_any(),
        None => hint.clone().map(|hint| view! { <span class="hint">{hint}</span> }).into_any(),
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {control}
            <div id=note>{follow(below)}</div>
        </div>
    }
}
