//! What surrounds every page: shared state, header, footer, and the place where the page itself appears.

mod footer;
mod header;
mod timezone;

use leptos::html;
use leptos::prelude::*;

use super::legal::LegalPage;
use super::message::NotFound;
use super::overview::kept::KeptList;
use super::parts;
use crate::i18n::{t, use_i18n};
use crate::routes::Place;
use crate::state::address::Address;
use crate::state::locale::{self, use_whereabouts};
use crate::state::{site, visit};
use crate::ui::toast::ToastList;
use crate::ui::{Toasts, follow};
use footer::Footer;
use header::Header;

/// The program: shared state, and the page that the address names.
#[component]
pub fn App() -> impl IntoView {
    KeptList::provide();
    ToastList::provide();
    Address::provide();
    view! { <Frame /> }
}

/// Header, page, footer.
#[component]
fn Frame() -> impl IntoView {
    locale::provide();
    site::provide();
    visit::provide();
    let i18n = use_i18n();
    let main = NodeRef::<html::Main>::new();
    focus_after_navigation(main);
    view! {
        <a class="button skip" href="#main" rel="external">{t!(i18n, site.skip)}</a>
        <Header />
        <main id="main" tabindex="-1" node_ref=main>
            <CurrentPage />
        </main>
        <Footer />
        <Toasts />
    }
}

/// The page of the place. A change of the language alone keeps it.
#[component]
fn CurrentPage() -> impl IntoView {
    let place = use_whereabouts().place;
    follow(move || match place.get() {
        Place::Overview => parts::overview_page(),
        Place::Landing(slug) => parts::landing_page(slug),
        Place::Speaker(slug) => parts::speaker_page(slug),
        Place::Manage => parts::manage_page(),
        Place::Legal(kind) => view! { <LegalPage kind=kind /> }.into_any(),
        Place::Unknown(_) => view! { <NotFound /> }.into_any(),
    })
}

/// Puts the focus at the start of a new page, as a browser does with a new document.
fn focus_after_navigation(main: NodeRef<html::Main>) {
    let place = use_whereabouts().place;
    Effect::new(move |before: Option<Place>| {
        let now = place.get();
        if let (true, Some(main)) = (before.is_some_and(|before| before != now), main.get_untracked()) {
            let calmly = web_sys::FocusOptions::new();
            calmly.set_prevent_scroll(true);
            // An element that cannot take the focus leaves it where it is.
            let _ = main.focus_with_options(&calmly);
        }
        now
    });
}
