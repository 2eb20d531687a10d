//! Sharing a session: LinkedIn, X, or its address.

use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::links;
use wasm_bindgen_futures::JsFuture;

use crate::i18n::{t, t_string, use_i18n};
use crate::state::locale::use_language;
use crate::state::site::use_site;
use crate::ui::{Icon, Menu, use_toasts};

/// Addresses that lead into a post about a page.
pub struct Post {
    /// LinkedIn's form.
    pub linkedin: String,
    /// X's form.
    pub x: String,
}

impl Post {
    /// A post about the page at `address` (with host), with a text where the network takes one.
    pub fn about(address: &str, text: &str) -> Self {
        let part = |raw: &str| String::from(js_sys::encode_uri_component(raw));
        Self {
            linkedin: format!("https://www.linkedin.com/sharing/share-offsite/?url={}", part(address)),
            x: format!("https://x.com/intent/post?text={}&url={}", part(text), part(address)),
        }
    }
}

/// The public address of a path: with the site's own host once it is known, else with this page's.
pub fn public_address(path: &str) -> String {
    let base = match use_site().get() {
        Some(site) => site.base_url,
        None => window().location().origin().unwrap_or_default(),
    };
    format!("{base}{path}")
}

/// A button that opens the ways to share a session.
#[component]
pub fn ShareMenu(
    /// The session's slug.
    slug: String,
    /// What the post says about it.
    #[prop(into)]
    text: Signal<String>,
    /// What the button is called, where it shows an icon alone.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// Classes of the button.
    #[prop(default = "icon-button")]
    class: &'static str,
    /// What the button shows.
    #[prop(into)]
    button: ViewFn,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let toasts = use_toasts();
    let address = Signal::derive(move || public_address(&links::landing(language.get(), &slug)));
    let post = move || Post::about(&address.get(), &text.get());
    let copy = move |_| {
        let copied = window().navigator().clipboard().write_text(&address.get_untracked());
        spawn_local(async move {
            if JsFuture::from(copied).await.is_ok() {
                toasts.say(t_string!(i18n, session.link_copied));
            }
        });
    };
    let links = view! {
        <a href=move || post().linkedin target="_blank" rel="noopener external">
            <Icon name="linkedin" />
            {t!(i18n, session.linkedin)}
        </a>
        <a href=move || post().x target="_blank" rel="noopener external">
            <Icon name="x" />
            {t!(i18n, session.x)}
        </a>
        <button type="button" on:click=copy>
            <Icon name="link" />
            {t!(i18n, session.copy_link)}
        </button>
    };
    match label {
        Some(label) => view! { <Menu label=label class=class button=button>{links}</Menu> }.into_any(),
        None => view! { <Menu class=class button=button>{links}</Menu> }.into_any(),
    }
}
