//! A text in both languages, side by side: English left, German right.

use leptos::prelude::*;

use crate::i18n::{t_string, use_i18n};
use crate::ui::dialog::fresh_id;
use crate::ui::{Icon, follow};

/// The two headings above fields of both languages. They stay at the upper edge.
#[component]
pub fn BothLanguagesHead() -> impl IntoView {
    view! {
        <div class="langs head" aria-hidden="true">
            <b>"English"</b>
            <b>"Deutsch"</b>
        </div>
    }
}

/// A field in both languages. Where one is empty and the other is not, it says so.
#[component]
pub fn BothLanguages(
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// Name in the form; the fields are called `<name>.en` and `<name>.de`.
    name: &'static str,
    /// The English text.
    en: RwSignal<String>,
    /// The German text.
    de: RwSignal<String>,
    /// A text of so many lines instead of one line.
    #[prop(optional)]
    rows: Option<u32>,
    /// How many characters each takes.
    #[prop(optional)]
    maxlength: Option<u32>,
    /// What is wrong with the English text.
    #[prop(optional, into)]
    error_en: Signal<Option<String>>,
    /// What is wrong with the German text.
    #[prop(optional, into)]
    error_de: Signal<Option<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let one = |language: &'static str,
               own: RwSignal<String>,
               other: RwSignal<String>,
               error: Signal<Option<String>>| {
        let id = fresh_id(name);
        let note = format!("{id}-note");
        let full_name = format!("{name}.{language}");
        let invalid = move || error.with(Option::is_some).then_some("true");
        let is_missing = Memo::new(move |_| {
            own.with(|text| text.trim().is_empty()) && other.with(|text| !text.trim().is_empty())
        });
        let spoken = if language == "en" { "English" } else { "Deutsch" };
        let mark = if language == "en" {
            t_string!(i18n, admin.english_missing)
        } else {
            t_string!(i18n, admin.german_missing)
        };
        let control = match rows {
            None => view! {
                <input class="input" id=id.clone() name=full_name lang=language maxlength=maxlength bind:value=own
                    aria-invalid=invalid aria-describedby=note.clone() />
            }
            .into_any(),
            Some(rows) => view! {
                <textarea class="input" id=id.clone() name=full_name lang=language rows=rows style=("--rows", rows.to_string()) maxlength=maxlength bind:value=own
                    aria-invalid=invalid aria-describedby=note.clone()></textarea>
            }
            .into_any(),
        };
        view! {
            <div class="field">
                <label for=id>
                    {label.clone()}
                    " "
                    <span class="language">{spoken}</span>
                    {move || is_missing.get().then(|| view! { <span class="tag warn">{mark}</span> })}
                </label>
                {control}
                <div id=note>
                    {follow(move || error.get().map(|error| view! {
                        <span class="error"><Icon name="alert" />{error}</span>
                    }).into_any())}
                </div>
            </div>
        }
    };
    let (left, right) = (one("en", en, de, error_en), one("de", de, en, error_de));
    view! { <div class="langs" role="group" aria-label=label.clone()>{left} {right}</div> }
}
