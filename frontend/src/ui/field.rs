//! Fields of a form: label, control, hint and error, wired so that a screen reader says them together.

use leptos::ev;
use leptos::prelude::*;

use super::dialog::fresh_id;
use crate::ui::{Icon, follow};

/// One line of text, or more with `rows`. The error replaces the hint while there is one.
#[component]
pub fn Field(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// The word behind the label where nothing has to be filled in.
    #[prop(optional, into)]
    optional: Option<Signal<String>>,
    /// Name in the form, and what [`focus`] finds it by.
    name: &'static str,
    /// `text` unless told: `email`, `tel`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in: `given-name`, `email`.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Which keyboard a phone shows: `url`.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// The value, written on every keystroke.
    value: RwSignal<String>,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it takes no input now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// How many characters it takes.
    #[prop(optional)]
    maxlength: Option<u32>,
    /// A text of so many lines instead of one line.
    #[prop(optional)]
    rows: Option<u32>,
    /// Whether it has to be filled in.
    #[prop(default = true)]
    required: bool,
    /// Called when it is left.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let id = fresh_id(name);
    let note = format!("{id}-note");
    let described = {
        let note = note.clone();
        move || (hint.is_some() || error.with(Option::is_some)).then(|| note.clone())
    };
    let invalid = move || error.with(Option::is_some).then_some("true");
    let leave = move |_: ev::FocusEvent| {
        if let Some(leave) = on_leave {
            // A field that is taken away is left, too, when nobody wants to know any more.
            leave.try_run(());
        }
    };
    let control = match rows {
        None => view! {
            <input
                id=id.clone() name=name type=kind autocomplete=autocomplete inputmode=inputmode maxlength=maxlength
                required=required disabled=disabled aria-invalid=invalid aria-describedby=described
                bind:value=value on:blur=leave
            />
        }
        .into_any(),
        Some(rows) => view! {
            <textarea
                id=id.clone() name=name rows=rows autocomplete=autocomplete maxlength=maxlength required=required
                disabled=disabled aria-invalid=invalid aria-describedby=described bind:value=value on:blur=leave
            ></textarea>
        }
        .into_any(),
    };
    view! {
        <div class="field">
            <label for=id>
                {label} {optional.map(|word| view! { " " <small>{word}</small> })}
            </label>
            {control}
            <FieldNote id=note hint=hint error=error />
        </div>
    }
}

/// A box to tick, with its text.
#[component]
pub fn Checkbox(
    /// Name in the form.
    name: &'static str,
    /// Whether it is ticked.
    checked: RwSignal<bool>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it has to be ticked.
    #[prop(optional)]
    required: bool,
    /// Called when it changes.
    #[prop(optional, into)]
    on_change: Option<Callback<()>>,
    /// Its text, perhaps with a link.
    children: Children,
) -> impl IntoView {
    let note = format!("{}-note", fresh_id(name));
    let described = {
        let note = note.clone();
        move || error.with(Option::is_some).then(|| note.clone())
    };
    view! {
        <div class="field">
            <label class="check">
                <input
                    type="checkbox" name=name required=required bind:checked=checked
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    aria-describedby=described
                    on:change=move |_| if let Some(change) = on_change { change.run(()) }
                />
                <span>{children()}</span>
            </label>
            <FieldNote id=note hint=None error=error />
        </div>
    }
}

/// The line below a control: what is wrong, else what helps.
#[component]
fn FieldNote(id: String, hint: Option<Signal<String>>, error: Signal<Option<String>>) -> impl IntoView {
    let wrong = Memo::new(move |_| error.get());
    follow(move || match (wrong.get(), hint) {
        (Some(error), _) => view! {
            <p class="error" id=id.clone()>
                <Icon name="alert" />
                <span>{error}</span>
            </p>
        }
        .into_any(),
        (None, Some(hint)) => view! { <p class="hint" id=id.clone()>{hint}</p> }.into_any(),
        (None, None) => ().into_any(),
    })
}

/// Moves the focus to the field of this name, inside the element with this selector.
pub fn focus(within: &str, name: &str) {
    use wasm_bindgen::JsCast;
    let found = document().query_selector(&format!("{within} [name='{name}']")).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element that cannot take the focus keeps it where it is.
        let _ = element.focus();
    }
}
