//! What surrounds every page.

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;

use crate::state::page_data::Embedded;
use crate::state::{locale, site};
use crate::ui::toast::ToastList;

/// The program: shared state, and the page that the address names.
#[component]
pub fn App() -> impl IntoView {
    provide_context(Embedded::read());
    ToastList::provide();
    view! {
        <Router>
            <Frame />
        </Router>
    }
}

#[component]
fn Frame() -> impl IntoView {
    locale::provide();
    site::provide();
    view! {
        <FlatRoutes fallback=|| ()>
            <Route path=path!("/*place") view=|| () />
        </FlatRoutes>
    }
}
