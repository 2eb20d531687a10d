//! Parts of the program that are fetched when they are first needed, so that a page loads what it shows and no
//! more: each of the large pages, and the registration dialog.
//!
//! `wasm_split` takes what only these functions use out of the module; `xtask` writes it into files of its own.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped;
use magnetiq_shared::sessions::SessionCard;
use wasm_split_helpers::SplitLoaderError;

use super::message::Trouble;
use crate::api::ApiError;
use crate::i18n::{t_string, use_i18n};
use crate::routes::Place;
use crate::state::address::use_address;
use crate::ui::follow;
use crate::ui::toast::use_toasts;

/// A page has settled by then, and the line is free for what may come next.
const SETTLED: Duration = Duration::from_secs(3);

/// What draws a part, or the news that it could not be fetched.
type Part = Result<Arc<dyn Fn() -> AnyView + Send + Sync>, SplitLoaderError>;
type Fetch = Box<dyn Fn() -> Pin<Box<dyn Future<Output = Part>>>>;

/// The functions at which the module is taken apart.
#[allow(unsafe_code, missing_docs, improper_ctypes, improper_ctypes_definitions)]
mod split {
    use leptos::prelude::*;
    use magnetiq_shared::sessions::SessionCard;
    use wasm_split_helpers::wasm_split;

    use super::{Arc, Part};
    use crate::public::landing::LandingPage;
    use crate::public::manage::ManagePage;
    use crate::public::overview::OverviewPage;
    use crate::public::register::RegisterDialog;

    #[wasm_split(overview, fallible, preload(prepare_overview))]
    pub fn overview() -> Part {
        Ok(Arc::new(|| view! { <OverviewPage /> }.into_any()))
    }

    #[wasm_split(landing, fallible, preload(prepare_landing))]
    pub fn landing(slug: String) -> Part {
        Ok(Arc::new(move || view! { <LandingPage slug=slug.clone() /> }.into_any()))
    }

    #[wasm_split(manage, fallible, preload(prepare_manage))]
    pub fn manage() -> Part {
        Ok(Arc::new(|| view! { <ManagePage /> }.into_any()))
    }

    #[wasm_split(register, fallible, preload(prepare_register))]
    pub fn register(session: Signal<SessionCard>, open: RwSignal<bool>) -> Part {
        Ok(Arc::new(move || view! { <RegisterDialog session=session open=open /> }.into_any()))
    }
}

/// Fetches what a place needs, so that it can be drawn at once. Where that fails, the page itself says so.
pub async fn prepare(place: &Place) {
    // The page tries again, and has words for it.
    let _ = match place {
        Place::Overview => split::prepare_overview().await,
        Place::Landing(_) => split::prepare_landing().await,
        Place::Manage => split::prepare_manage().await,
        Place::Speaker(_) | Place::Legal(_) | Place::Unknown(_) => Ok(()),
    };
}

/// All sessions.
pub fn overview_page() -> AnyView {
    page(Box::new(|| Box::pin(split::overview())))
}

/// One session.
pub fn landing_page(slug: String) -> AnyView {
    page(Box::new(move || Box::pin(split::landing(slug.clone()))))
}

/// One's own registrations.
pub fn manage_page() -> AnyView {
    page(Box::new(|| Box::pin(split::manage())))
}

/// The registration dialog of a session, fetched when it is first opened, by a button or by the address. Where
/// that fails it says so and is closed again.
pub fn register_dialog(session: Signal<SessionCard>, open: RwSignal<bool>) -> AnyView {
    let (i18n, toasts, page) = (use_i18n(), use_toasts(), use_address());
    Effect::new(move |_| {
        if page.parameter("step").is_some() && !open.get_untracked() {
            open.set(true);
        }
    });
    set_timeout(
        || wasm_bindgen_futures::spawn_local(async { drop(split::prepare_register().await) }),
        SETTLED,
    );
    let failed = Box::new(move || toasts.say(t_string!(i18n, site.offline_title)));
    later(open, Box::new(move || Box::pin(split::register(session, open))), failed)
}

/// A page, or the news that it could not be fetched.
fn page(fetch: Fetch) -> AnyView {
    let wanted = RwSignal::new(true);
    let failed = RwSignal::new(false);
    let content = later(wanted, fetch, Box::new(move || failed.set(true)));
    let retry = Callback::new(move |()| {
        failed.set(false);
        wanted.set(true);
    });
    let trouble = follow(move || match failed.get() {
        true => view! { <Trouble error=ApiError::Network retry=retry /> }.into_any(),
        false => ().into_any(),
    });
    (content, trouble).into_any()
}

/// A view that is fetched once it is wanted. Where that fails it is no longer wanted, and may be wanted again.
fn later(wanted: RwSignal<bool>, fetch: Fetch, failed: Box<dyn Fn()>) -> AnyView {
    let part = RwSignal::new(None);
    let is_asked = StoredValue::new(false);
    let failed = std::rc::Rc::new(failed);
    Effect::new(move |_| {
        if !wanted.get() || is_asked.get_value() {
            return;
        }
        is_asked.set_value(true);
        let (answer, failed) = (fetch(), failed.clone());
        spawn_local_scoped(async move {
            match answer.await {
                Ok(draw) => part.set(Some(draw)),
                Err(_) => {
                    is_asked.set_value(false);
                    wanted.set(false);
                    failed();
                }
            }
        });
    });
    follow(move || part.get().map_or_else(|| ().into_any(), |draw| draw())).into_any()
}
