//! The frame of pages that stand alone, before somebody has signed in: the brand, a card, language and theme.

use leptos::prelude::*;
use magnetiq_shared::Language;

use super::PanelLanguage;
use super::foot::ThemeButton;
use crate::admin::{me, words};
use crate::i18n::{t_string, use_i18n};
use crate::state::site::use_site;
use crate::state::title;

/// The frame.
#[component]
pub fn Alone(
    /// What the page is called.
    #[prop(into)]
    title: Signal<String>,
    /// A sentence below it.
    #[prop(optional, into)]
    text: Signal<Option<String>>,
    /// Whether the card is wide.
    #[prop(optional)]
    wide: bool,
    /// The card's content.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let site = use_site();
    let PanelLanguage(language) = expect_context();
    title::keep(move || title.get());
    let choice = move |one: Language| {
        let choose = move |_| {
            me::keep_language(one);
            language.set(one);
        };
        view! {
            <button type="button" lang=one.code() aria-pressed=(language.get_untracked() == one).to_string() on:click=choose>
                {words::language(one)}
            </button>
        }
    };
    view! {
        <div class="alone" class:wide=wide>
            <header class="brand">
                <Mark />
                <span>
                    <b>"Magnetiq"</b>
                    <small>{move || site.organisation()}</small>
                </span>
            </header>
            <main id="main">
                <h1>{title}</h1>
                {move || text.get().map(|text| view! { <p class="quiet">{text}</p> })}
                {children()}
            </main>
            <footer>
                <div class="languages" role="group" aria-label=t_string!(i18n, admin.language)>
                    {Language::ALL.map(choice).collect_view()}
                </div>
                <ThemeButton />
            </footer>
        </div>
    }
}

/// The brand's mark.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="9" fill="var(--violet-600)"></rect>
            <path d="M9 23v-7a7 7 0 0 1 14 0v4" fill="none" stroke="#fff" stroke-width="4"></path>
            <circle cx="23" cy="23" r="2.3" fill="var(--orange-500)"></circle>
        </svg>
    }
}
