//! Sharing a page: LinkedIn, X, its address, or what the device offers.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use crate::i18n::{t, t_string, use_i18n};
use crate::state::site::use_site;
use crate::ui::toast::ToastList;
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

/// Puts an address into the clipboard, and says so where that went well.
pub fn copy(toasts: ToastList, address: &str, copied: &'static str) {
    let written = window().navigator().clipboard().write_text(address);
    spawn_local(async move {
        if JsFuture::from(written).await.is_ok() {
            toasts.say(copied);
        }
    });
}

/// A button that opens the ways to share a page.
#[component]
pub fn ShareMenu(
    /// The page's path.
    path: String,
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
    let toasts = use_toasts();
    let address = Signal::derive(move || public_address(&path));
    let post = move || Post::about(&address.get(), &text.get());
    let copy = move |_| copy(toasts, &address.get_untracked(), t_string!(i18n, session.link_copied));
    // Only where the browser can: mostly on phones.
    let device = js_sys::Reflect::get(&window().navigator(), &"share".into())
        .ok()
        .and_then(|share| share.dyn_into::<js_sys::Function>().ok());
    let device = device.map(|share| {
        let open = move |_| {
            let post = js_sys::Object::new();
            for (name, value) in [("title", text.get_untracked()), ("url", address.get_untracked())] {
                // Setting a field of a plain object cannot fail.
                let _ = js_sys::Reflect::set(&post, &name.into(), &value.into());
            }
            let shared = share.call1(&window().navigator(), &post).map(js_sys::Promise::from);
            // Who closes the device's menu has said what they want.
            spawn_local(async move {
                if let Ok(shared) = shared {
                    let _ = JsFuture::from(shared).await;
                }
            });
        };
        view! {
            <button type="button" on:click=open>
                <Icon name="share" />
                {t!(i18n, session.share_device)}
            </button>
        }
    });
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
        {device}
    };
    match label {
        Some(label) => view! { <Menu label=label class=class button=button>{links}</Menu> }.into_any(),
        None => view! { <Menu class=class button=button>{links}</Menu> }.into_any(),
    }
}
