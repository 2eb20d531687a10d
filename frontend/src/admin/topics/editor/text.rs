//! A text in both languages, side by side, each with its writing help.

use leptos::prelude::*;
use magnetiq_shared::Language;
use magnetiq_shared::ai::TextPart;

use super::around::Around;
use super::assist::{AssistLine, AssistMenu, Assistant, Target};
use super::model::Both;
use crate::admin::kit::GrowingLine;
use crate::admin::rich::RichText;
use crate::i18n::{fill, t_string, use_i18n};
use crate::ui::dialog::fresh_id;
use crate::ui::{Icon, follow};

/// The field.
#[component]
pub fn TextPair(
    /// The form.
    around: Around,
    /// What is asked for.
    label: &'static str,
    /// Name in the form.
    name: &'static str,
    /// The JSON Pointers of both texts.
    at: (&'static str, &'static str),
    /// The text.
    text: Both,
    /// A text of at least so many lines instead of one line that grows.
    #[prop(optional)]
    rows: Option<u32>,
    /// How many characters each takes.
    max: usize,
    /// What the writing help calls it; without, it can be shortened and translated.
    #[prop(optional)]
    part: Option<TextPart>,
    /// Whether it is written in the rich editor.
    #[prop(optional)]
    rich: bool,
) -> impl IntoView {
    let one = move |language: Language| {
        let pointer = if language == Language::En { at.0 } else { at.1 };
        view! { <OneText around=around label=label name=name pointer=pointer text=text language=language rows=rows max=max part=part rich=rich /> }
    };
    view! { <div class="langs" role="group" aria-label=label>{one(Language::En)} {one(Language::De)}</div> }
}

#[component]
fn OneText(
    around: Around,
    label: &'static str,
    name: &'static str,
    pointer: &'static str,
    text: Both,
    language: Language,
    rows: Option<u32>,
    max: usize,
    part: Option<TextPart>,
    rich: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let (own, other) = match language {
        Language::En => (text.en, text.de),
        Language::De => (text.de, text.en),
    };
    let target = Target {
        read: Callback::new(move |()| own.get_untracked()),
        write: Callback::new(move |text| own.set(text)),
        other: Callback::new(move |()| other.get_untracked()),
    };
    let assistant = Assistant::new(around, target, language, part).at_most(max as u32);
    let assistant = if rich { assistant.html() } else { assistant };
    let error = around.form.error(pointer);
    let id = fresh_id(name);
    let note = format!("{id}-note");
    let spoken = if language == Language::En { "English" } else { "Deutsch" };
    let is_missing = Memo::new(move |_| {
        own.with(|text| text.trim().is_empty()) && other.with(|text| !text.trim().is_empty())
    });
    let code = language.code();
    let invalid = move || error.with(Option::is_some).then_some("true");
    let writing = move || assistant.is_writing();
    let control = match (rich, rows) {
        (true, _) => view! {
            <RichText value=own label=format!("{label}, {spoken}") language=code locked=Signal::derive(move || around.is_locked.get() || assistant.is_writing()) />
        }
        .into_any(),
        (false, None) => view! {
            <GrowingLine
                id=id.clone() name=format!("{name}.{code}") language=code max=max text=own on_type=Callback::new(move |text| own.set(text))
                locked=Signal::derive(writing) wrong=Signal::derive(move || error.with(Option::is_some)) note=note.clone()
            />
        }
        .into_any(),
        (false, Some(rows)) => view! {
            <textarea
                class="input" id=id.clone() name=format!("{name}.{code}") lang=code rows=rows style=("--rows", rows.to_string())
                maxlength=max.to_string() bind:value=own readonly=writing aria-invalid=invalid aria-describedby=note.clone()
            ></textarea>
        }
        .into_any(),
    };
    let below = move || {
        let length = own.with(|text| text.chars().count());
        if let Some(error) = error.get() {
            view! { <span class="error"><Icon name="alert" />{error}</span> }.into_any()
        } else if is_missing.get() {
            let (missing, reads) = match language {
                Language::En => {
                    (t_string!(i18n, admin.english_missing), t_string!(i18n, topics.english_needed))
                }
                Language::De => {
                    (t_string!(i18n, admin.german_missing), t_string!(i18n, topics.english_shown))
                }
            };
            view! { <span class="hint warn"><Icon name="st-warn" /><b>{missing}</b> " " {reads}</span> }
                .into_any()
        } else if !rich && length * 3 > max * 2 {
            let of = [("count", length.to_string()), ("max", max.to_string())];
            let of = of.each_ref().map(|(name, value)| (*name, value.as_str()));
            view! { <span class="hint">{fill(t_string!(i18n, topics.characters), &of)}</span> }.into_any()
        } else {
            ().into_any()
        }
    };
    let head = match rich {
        true => {
            view! { <span class="label">{label}" " <span class="language">{spoken}</span></span> }.into_any()
        }
        false => view! { <label for=id>{label}" " <span class="language">{spoken}</span></label> }.into_any(),
    };
    view! {
        <div class="field topic-text" class:missing=is_missing class:writing=writing>
            <div class="field-head">{head}<AssistMenu assistant=assistant /></div>
            {control}
            <AssistLine assistant=assistant />
            <div id=note>{follow(below)}</div>
        </div>
    }
}
