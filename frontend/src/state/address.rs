//! The page's address: read as signals, changed without loading a page.
//!
//! A router crate would match routes and build a view for each. Here one function knows all places
//! ([`crate::routes`]), so that only this remains of it: follow the browser's history and the clicks on links.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlAnchorElement, UrlSearchParams};

/// The parts of the address, as the browser writes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Parts {
    path: String,
    search: String,
    hash: String,
}

/// The page's address.
#[derive(Clone, Copy)]
pub struct Address(RwSignal<Parts>);

/// How to go to another address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Go {
    /// To a new page, at its top; the way back leads here.
    Top,
    /// To a new page at the same height; the way back leads here.
    Here,
    /// Only the address changes; there is no way back to the old one.
    Quietly,
}

impl Address {
    /// Follows the browser's address from now on and provides it to everything below.
    pub fn provide() -> Self {
        let address = Self(RwSignal::new(read()));
        provide_context(address);
        let back_or_forward = window_event_listener(ev::popstate, move |_| address.0.set(read()));
        let links = window_event_listener(ev::click, move |event| address.follow_link(&event));
        on_cleanup(move || {
            back_or_forward.remove();
            links.remove();
        });
        address
    }

    /// The path, such as `/webinars`.
    pub fn path(&self) -> String {
        self.0.with(|parts| parts.path.clone())
    }

    /// The query with its question mark; empty where there is none.
    pub fn search(&self) -> String {
        self.0.with(|parts| parts.search.clone())
    }

    /// The fragment with its `#`; empty where there is none.
    pub fn hash(&self) -> String {
        self.0.with(|parts| parts.hash.clone())
    }

    /// A parameter of the query, decoded.
    pub fn parameter(&self, name: &str) -> Option<String> {
        self.0.with(|parts| UrlSearchParams::new_with_str(&parts.search).ok()?.get(name))
    }

    /// Goes to another address of this site.
    pub fn go(&self, href: &str, how: Go) {
        let Ok(history) = window().history() else { return };
        // An address of another site would be refused; links of this site are not.
        let _ = match how {
            Go::Quietly => history.replace_state_with_url(&JsValue::NULL, "", Some(href)),
            Go::Top | Go::Here => history.push_state_with_url(&JsValue::NULL, "", Some(href)),
        };
        self.0.set(read());
        if how == Go::Top {
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    }

    /// Goes back where the browser was before.
    pub fn back(&self) {
        if let Ok(history) = window().history() {
            // Where there is no way back, this page stays.
            let _ = history.back();
        }
    }

    /// Goes where a clicked link of this site leads, unless the click asks for more than that: another tab, a
    /// download, another program.
    fn follow_link(&self, event: &ev::MouseEvent) {
        let modified = event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
        if event.default_prevented() || event.button() != 0 || modified {
            return;
        }
        let Some(link) = link_of(event) else { return };
        let external = link.rel().split_ascii_whitespace().any(|word| word == "external");
        let elsewhere = !link.target().is_empty() || link.has_attribute("download") || external;
        let same_site = window().location().origin().is_ok_and(|origin| origin == link.origin());
        let now = read();
        let same_page = link.pathname() == now.path && link.search() == now.search && !link.hash().is_empty();
        if elsewhere || !same_site || same_page {
            return;
        }
        event.prevent_default();
        self.go(&link.href(), if link.has_attribute("data-stay") { Go::Here } else { Go::Top });
    }
}

/// The page's address.
pub fn use_address() -> Address {
    expect_context::<Address>()
}

fn read() -> Parts {
    let location = window().location();
    Parts {
        path: location.pathname().unwrap_or_default(),
        search: location.search().unwrap_or_default(),
        hash: location.hash().unwrap_or_default(),
    }
}

/// The link that was clicked, also where the click hit something inside it.
fn link_of(event: &ev::MouseEvent) -> Option<HtmlAnchorElement> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    target.closest("a[href]").ok()??.dyn_into().ok()
}
