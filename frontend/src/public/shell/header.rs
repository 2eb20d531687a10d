//! The header: brand, menu, language, theme.

use leptos::prelude::*;
use magnetiq_shared::Language;

use crate::i18n::{t, t_string, use_i18n};
use crate::routes::Place;
use crate::state::address::use_address;
use crate::state::height;
use crate::state::locale::use_whereabouts;
use crate::state::theme::Theme;
use crate::ui::{Icon, Menu};

/// The header. It stays at the upper edge.
#[component]
pub fn Header() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <header class="site-header">
            <div class="wrap">
                <Brand />
                <nav aria-label=move || t_string!(i18n, site.menu).to_string()>
                    <MenuLinks />
                </nav>
                <div class="tools">
                    <LanguageSwitch />
                    <ThemeSwitch />
                    <div class="menu-button">
                        <Menu
                            label=Signal::derive(move || t_string!(i18n, site.menu).to_string())
                            button=|| view! { <Icon name="menu" /> }
                        >
                            <MenuLinks />
                        </Menu>
                    </div>
                </div>
            </div>
        </header>
    }
}

/// Mark and name; leads to the overview.
#[component]
pub fn Brand() -> impl IntoView {
    let i18n = use_i18n();
    let language = use_whereabouts().language;
    view! {
        <a class="brand" href=move || Place::Overview.href(language.get())>
            <svg viewBox="0 0 32 32" aria-hidden="true">
                <rect width="32" height="32" rx="9" fill="var(--violet-600)"></rect>
                <path d="M9 23v-7a7 7 0 0 1 14 0v4" fill="none" stroke="#fff" stroke-width="4"></path>
                <circle cx="23" cy="23" r="2.3" fill="var(--orange-500)"></circle>
            </svg>
            <span>"Magnetiq " <span>{t!(i18n, site.product)}</span></span>
        </a>
    }
}

#[component]
fn MenuLinks() -> impl IntoView {
    let i18n = use_i18n();
    let here = use_whereabouts();
    let current = move |place: Place| (here.place.get() == place).then_some("page");
    let href = move |place: Place| place.href(here.language.get());
    view! {
        <a href=move || href(Place::Overview) aria-current=move || current(Place::Overview)>
            {t!(i18n, site.webinars)}
        </a>
        <a href=move || href(Place::Manage) aria-current=move || current(Place::Manage)>
            {t!(i18n, site.my_registrations)}
        </a>
    }
}

/// The same page in the other language: links, so that each language has an address. Filters stay,
/// and so does the secret of a mailed link.
#[component]
fn LanguageSwitch() -> impl IntoView {
    let i18n = use_i18n();
    let here = use_whereabouts();
    let address = use_address();
    let link = move |language: Language, name: &'static str, short: &'static str| {
        let href = Signal::derive(move || {
            format!("{}{}{}", here.place.get().href(language), address.search(), address.hash())
        });
        view! {
            <a
                href=href
                hreflang=language.code()
                lang=language.code()
                aria-label=name
                aria-current=move || (here.language.get() == language).then_some("true")
                rel="external"
                on:click=|_| height::keep()
            >
                {short}
            </a>
        }
    };
    view! {
        <div class="segments tiny" role="group" aria-label=move || t_string!(i18n, site.language).to_string()>
            {link(Language::En, "English", "EN")}
            {link(Language::De, "Deutsch", "DE")}
        </div>
    }
}

#[component]
fn ThemeSwitch() -> impl IntoView {
    let i18n = use_i18n();
    let theme = RwSignal::new(Theme::current());
    let switch = move |_| {
        let other = theme.get_untracked().other();
        other.choose();
        theme.set(other);
    };
    let label = Signal::derive(move || match theme.get() {
        Theme::Light => t_string!(i18n, site.to_dark).to_string(),
        Theme::Dark => t_string!(i18n, site.to_light).to_string(),
    });
    view! {
        <button type="button" class="icon-button" aria-label=label on:click=switch>
            {move || match theme.get() {
                Theme::Light => view! { <Icon name="moon" /> },
                Theme::Dark => view! { <Icon name="sun" /> },
            }}
        </button>
    }
}
