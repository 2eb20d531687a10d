//! How search engines and shares show the topic, while it is typed; address, and texts for them.

use leptos::prelude::*;
use magnetiq_shared::Language;
use magnetiq_shared::ai::TextPart;
use magnetiq_shared::topics::KEYWORDS_MAX;

use super::assist::{AssistLine, AssistMenu, Assistant, Target};
use super::desk::Desk;
use crate::admin::kit::TagInput;
use crate::admin::me::use_me;
use crate::i18n::{t_string, use_i18n};
use crate::ui::Field;

/// How many characters a result mostly shows.
const SHOWN: usize = 155;

/// The card: the result as it looks, and the address.
#[component]
pub fn SearchCard(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let i18n = use_i18n();
    let model = desk.model;
    let language = RwSignal::new(use_me().language);
    let first = move |texts: [RwSignal<String>; 3]| {
        let said = texts.into_iter().map(|text| text.get()).find(|text| !text.trim().is_empty());
        said.unwrap_or_default()
    };
    let title = move || {
        let language = language.get();
        first([model.meta_title.of(language), model.title.of(language), model.title.en])
    };
    let text = move || {
        let language = language.get();
        let text = first([model.meta_description.of(language), model.summary.of(language), model.summary.en]);
        match text.chars().count() > SHOWN {
            true => text.chars().take(SHOWN).chain(['…']).collect(),
            false => text,
        }
    };
    let place = move || {
        let host = window().location().host().unwrap_or_default();
        let prefix = if language.get() == Language::De { " › de" } else { "" };
        format!("{host}{prefix} › webinars › {}", model.slug.get())
    };
    let switch = move |one: Language| {
        view! {
            <button type="button" aria-pressed=move || (language.get() == one).to_string() on:click=move |_| language.set(one)>
                {one.code().to_uppercase()}
            </button>
        }
    };
    view! {
        <section class="card stack">
            <header class="line">
                <h2>{t_string!(i18n, topics.search_preview)}</h2>
                <span class="language-switch push" role="group" aria-label=t_string!(i18n, admin.language)>
                    {switch(Language::En)}
                    {switch(Language::De)}
                </span>
            </header>
            <div class="search-result" lang=move || language.get().code()>
                <small>{place}</small>
                <b>{title}</b>
                <p>{text}</p>
            </div>
            <Field
                label=t_string!(i18n, topics.slug) name="slug" value=model.slug required=false
                hint=t_string!(i18n, topics.slug_hint) error=desk.form.error("/slug")
            />
            <Keywords desk=desk language=Language::En />
            <Keywords desk=desk language=Language::De />
        </section>
    }
}

/// What people search for in a language, with its writing help: there a word stands on each line.
#[component]
fn Keywords(desk: Desk, language: Language) -> impl IntoView {
    let i18n = use_i18n();
    let (en, de) = (desk.model.keywords_en, desk.model.keywords_de);
    let (label, name, own, other) = match language {
        Language::En => (t_string!(i18n, topics.keywords_en), "keywords.en", en, de),
        Language::De => (t_string!(i18n, topics.keywords_de), "keywords.de", de, en),
    };
    let lines = |words: RwSignal<Vec<String>>| words.get_untracked().join("\n");
    let write = move |text: String| {
        let words = text.lines().map(str::trim).filter(|word| !word.is_empty());
        own.set(words.take(KEYWORDS_MAX).map(str::to_owned).collect());
    };
    let target = Target {
        read: Callback::new(move |()| lines(own)),
        write: Callback::new(write),
        other: Callback::new(move |()| lines(other)),
    };
    let assistant = Assistant::new(desk.around(), target, language, Some(TextPart::Keywords));
    view! {
        <div class="with-help">
            <TagInput label=label name=name value=own most=KEYWORDS_MAX />
            <AssistMenu assistant=assistant />
            <AssistLine assistant=assistant />
        </div>
    }
}
