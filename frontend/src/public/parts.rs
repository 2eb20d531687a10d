//! Parts of the program that are fetched when they are first needed, so that a page loads what it shows and no
//! more: each of the large pages, and the registration dialog.
//!
//! `wasm_split` takes what only these functions use out of the module; `xtask` writes it into files of its own.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped;
use magnetiq_shared::registrations::PublicRegistration;
use magnetiq_shared::sessions::SessionCard;
use wasm_split_helpers::SplitLoaderError;

use super::message::Trouble;
use crate::api::ApiError;
use crate::i18n::{t_string, use_i18n};
use crate::routes::Place;
use crate::state::address::use_address;
use crate::ui::follow;
use crate::ui::toast::use_toasts;

/// By which somebody shows that they do more than look.
const SIGNS_OF_LIFE: [&str; 4] = ["pointermove", "pointerdown", "keydown", "scroll"];

/// What draws a part, or the news that it could not be fetched.
type Part = Result<Arc<dyn Fn() -> AnyView + Send + Sync>, SplitLoaderError>;
type Fetch = Box<dyn Fn() -> Pin<Box<dyn Future<Output = Part>>>>;

/// The functions at which the module is taken apart.
#[allow(unsafe_code, missing_docs, improper_ctypes, improper_ctypes_definitions)]
mod split {
    use leptos::prelude::*;
    use magnetiq_shared::registrations::PublicRegistration;
    use magnetiq_shared::sessions::SessionCard;
    use wasm_split_helpers::wasm_split;

    use super::{Arc, Part};
    use crate::public::landing::LandingPage;
    use crate::public::manage::{Edit, ManagePage};
    use crate::public::overview::OverviewPage;
    use crate::public::register::RegisterDialog;
    use crate::public::speaker::SpeakerPage;

    #[wasm_split(overview, fallible, preload(prepare_overview))]
    pub fn overview() -> Part {
        Ok(Arc::new(|| view! { <OverviewPage /> }.into_any()))
    }

    #[wasm_split(landing, fallible, preload(prepare_landing))]
    pub fn landing(slug: String) -> Part {
        Ok(Arc::new(move || view! { <LandingPage slug=slug.clone() /> }.into_any()))
    }

    #[wasm_split(landing, fallible, preload(prepare_speaker))]
    pub fn speaker(slug: String) -> Part {
        Ok(Arc::new(move || view! { <SpeakerPage slug=slug.clone() /> }.into_any()))
    }

    #[wasm_split(manage, fallible, preload(prepare_manage))]
    pub fn manage() -> Part {
        Ok(Arc::new(|| view! { <ManagePage /> }.into_any()))
    }

    #[wasm_split(register, fallible, preload(prepare_edit))]
    pub fn edit(
        registration: PublicRegistration,
        saved: Callback<PublicRegistration>,
        discard: Callback<()>,
    ) -> Part {
        Ok(Arc::new(move || {
            view! { <Edit registration=registration.clone() saved=saved discard=discard /> }.into_any()
        }))
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
        Place::Speaker(_) => split::prepare_speaker().await,
        Place::Manage => split::prepare_manage().await,
        Place::Legal(_) | Place::Unknown(_) => Ok(()),
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

/// One speaker.
pub fn speaker_page(slug: String) -> AnyView {
    page(Box::new(move || Box::pin(split::speaker(slug.clone()))))
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
    soon(split::prepare_register);
    let failed = Box::new(move || toasts.say(t_string!(i18n, site.offline_title)));
    later(open, Box::new(move || Box::pin(split::register(session, open))), failed)
}

/// The form that changes a registration, fetched when somebody does anything, or when it is first opened. Where that
/// fails it says so and is closed again.
pub fn edit_form(
    registration: PublicRegistration,
    saved: Callback<PublicRegistration>,
    discard: Callback<()>,
) -> AnyView {
    let (i18n, toasts) = (use_i18n(), use_toasts());
    let failed = Box::new(move || {
        toasts.say(t_string!(i18n, site.offline_title));
        discard.run(());
    });
    let fetch = Box::new(move || -> Pin<Box<dyn Future<Output = Part>>> {
        Box::pin(split::edit(registration.clone(), saved, discard))
    });
    later(RwSignal::new(true), fetch, failed)
}

/// Fetches that form before it is opened.
pub fn edit_form_soon() {
    soon(split::prepare_edit);
}

/// Fetches a part once somebody does anything on the page: who opens it has moved or pressed something before, and
/// who only looked has loaded nothing in vain. Where that fails, it is fetched when it is wanted.
fn soon<F: Future<Output = Result<(), SplitLoaderError>> + 'static>(
    prepare: impl Fn() -> F + Copy + 'static,
) {
    let listeners = StoredValue::new(Vec::<WindowListenerHandle>::new());
    let stop = move || {
        let listening = listeners.try_update_value(std::mem::take).unwrap_or_default();
        listening.into_iter().for_each(WindowListenerHandle::remove);
    };
    for sign in SIGNS_OF_LIFE {
        let listener = window_event_listener_untyped(sign, move |_| {
            stop();
            wasm_bindgen_futures::spawn_local(async move { drop(prepare().await) });
        });
        listeners.update_value(|listeners| listeners.push(listener));
    }
    on_cleanup(stop);
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
