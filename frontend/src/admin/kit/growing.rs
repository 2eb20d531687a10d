//! A line that grows: all of it is seen, however long it is, and it stays one line for whoever reads it.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

/// How many characters about fit beside each other, where the browser cannot size a field by its text.
const BESIDE: usize = 38;
/// How many lines it then grows to.
const TALLEST: usize = 6;

/// The field. Enter makes no new line; pasted ones become spaces.
#[component]
pub fn GrowingLine(
    /// What stands in it.
    #[prop(into)]
    text: Signal<String>,
    /// Called with what is typed.
    #[prop(into)]
    on_type: Callback<String>,
    /// The text's language.
    language: &'static str,
    /// How many characters it takes.
    max: usize,
    /// Called with the field where Enter is pressed in it.
    #[prop(optional, into)]
    on_enter: Option<Callback<HtmlTextAreaElement>>,
    /// What a label calls it by.
    #[prop(optional, into)]
    id: Option<String>,
    /// Name in the form.
    #[prop(optional, into)]
    name: Option<String>,
    /// What is asked for, where no label says it.
    #[prop(optional, into)]
    label: Option<String>,
    /// What stands in it while it is empty.
    #[prop(optional, into)]
    placeholder: Option<&'static str>,
    /// The id of what explains it.
    #[prop(optional, into)]
    note: Option<String>,
    /// Whether something is wrong with it.
    #[prop(optional, into)]
    wrong: Signal<bool>,
    /// Whether it cannot be typed in at the moment.
    #[prop(optional, into)]
    locked: Signal<bool>,
) -> impl IntoView {
    let rows = move || text.with(|text| text.chars().count() / BESIDE + 1).min(TALLEST).to_string();
    let take = move |event: ev::Event| {
        on_type.run(event_target_value(&event).replace("\r\n", " ").replace('\n', " "));
    };
    let enter = move |event: ev::KeyboardEvent| {
        // What an input method puts together ends with Enter, too.
        if event.key() != "Enter" || event.is_composing() {
            return;
        }
        event.prevent_default();
        let field = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
        if let (Some(act), Some(field)) = (on_enter, field) {
            act.run(field);
        }
    };
    view! {
        <textarea
            class="input grows" id=id name=name lang=language maxlength=max.to_string() placeholder=placeholder aria-label=label
            rows=rows style=("--rows", "1") readonly=locked aria-describedby=note aria-invalid=move || wrong.get().then_some("true")
            prop:value=text on:input=take on:keydown=enter
        ></textarea>
    }
}
