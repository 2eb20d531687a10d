//! A page with nothing but a message: an address that leads nowhere, a server that does not answer.

use leptos::prelude::*;

use crate::api::ApiError;
use crate::i18n::{t, t_string, use_i18n};
use crate::routes::Place;
use crate::state::locale::use_language;
use crate::state::title;
use crate::ui::{Button, Look};

/// A heading, a sentence, and what to do next.
#[component]
pub fn Message(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// The sentence.
    #[prop(into)]
    text: Signal<String>,
    /// What to do next: buttons and links.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class="wrap message">
            <h1>{title}</h1>
            <p>{text}</p>
            {children.map(|children| view! { <div class="button-row">{children()}</div> })}
        </section>
    }
}

/// No page has this address.
#[component]
pub fn NotFound() -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let heading = Signal::derive(move || t_string!(i18n, site.not_found_title).to_string());
    title::keep(move || heading.get());
    view! {
        <Message title=heading text=Signal::derive(move || t_string!(i18n, site.not_found_text).to_string())>
            <a class=Look::Primary.class() href=move || Place::Overview.href(language.get())>
                {t!(i18n, site.see_sessions)}
            </a>
        </Message>
    }
}

/// Something did not come: why, and a button to ask again.
#[component]
pub fn Trouble(
    /// Why.
    error: ApiError,
    /// Asks again.
    #[prop(into)]
    retry: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let offline = error.status().is_none();
    let title = move || match offline {
        true => t_string!(i18n, site.offline_title).to_string(),
        false => t_string!(i18n, site.trouble_title).to_string(),
    };
    let text = move || match offline {
        true => t_string!(i18n, site.offline_text).to_string(),
        false => t_string!(i18n, site.trouble_text).to_string(),
    };
    view! {
        <div role="alert">
            <Message title=Signal::derive(title) text=Signal::derive(text)>
                <Button on_press=retry>{t!(i18n, site.try_again)}</Button>
            </Message>
        </div>
    }
}
