//! Parts of the program that are fetched when they are first needed, so that a page loads what it shows and no
//! more: each of the large pages, and the registration dialog.
//!
//! `wasm_split` takes what only the functions of [`Parts`] use out of the module; `xtask` writes it into files of its own.

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
pub type Part = Result<Arc<dyn Fn() -> AnyView + Send + Sync>, SplitLoaderError>;
/// A part on its way.
pub type Coming = Pin<Box<dyn Future<Output = Part>>>;
/// The news that a part is there, on its way.
pub type Fetched = Pin<Box<dyn Future<Output = Result<(), SplitLoaderError>>>>;
type Fetch = Box<dyn Fn() -> Coming>;

/// The functions at which the module is taken apart. They stand in the program itself (`src/bin/public.rs`), so that
/// the panel, which is made from the same crate, carries none of them.
#[derive(Clone, Copy)]
#[allow(missing_docs)]
pub struct Parts {
    pub overview: fn() -> Coming,
    pub landing: fn(String) -> Coming,
    pub speaker: fn(String) -> Coming,
    pub manage: fn() -> Coming,
    pub edit: fn(PublicRegistration, Callback<PublicRegistration>, Callback<()>) -> Coming,
    pub register: fn(Signal<SessionCard>, RwSignal<bool>) -> Coming,
    pub prepare_overview: fn() -> Fetched,
    pub prepare_landing: fn() -> Fetched,
    pub prepare_manage: fn() -> Fetched,
    pub prepare_edit: fn() -> Fetched,
    pub prepare_register: fn() -> Fetched,
}

fn use_parts() -> Parts {
    expect_context::<Parts>()
}

/// Fetches what a place needs, so that it can be drawn at once. Where that fails, the page itself says so.
pub async fn prepare(parts: &Parts, place: &Place) {
    let fetched = match place {
        Place::Overview => parts.prepare_overview,
        Place::Landing(_) | Place::Speaker(_) => parts.prepare_landing,
        Place::Manage => parts.prepare_manage,
        Place::Legal(_) | Place::Unknown(_) => return,
    };
    // The page tries again, and has words for it.
    let _ = fetched().await;
}

/// All sessions.
pub fn overview_page() -> AnyView {
    page(Box::new(use_parts().overview))
}

/// One session.
pub fn landing_page(slug: String) -> AnyView {
    let landing = use_parts().landing;
    page(Box::new(move || landing(slug.clone())))
}

/// One speaker.
pub fn speaker_page(slug: String) -> AnyView {
    let speaker = use_parts().speaker;
    page(Box::new(move || speaker(slug.clone())))
}

/// One's own registrations.
pub fn manage_page() -> AnyView {
    page(Box::new(use_parts().manage))
}

/// The registration dialog of a session, fetched when it is first opened, by a button or by the address. Where
/// that fails it says so and is closed again.
pub fn register_dialog(session: Signal<SessionCard>, open: RwSignal<bool>) -> AnyView {
    let (i18n, toasts, page, parts) = (use_i18n(), use_toasts(), use_address(), use_parts());
    Effect::new(move |_| {
        if page.parameter("step").is_some() && !open.get_untracked() {
            open.set(true);
        }
    });
    soon(parts.prepare_register);
    let failed = Box::new(move || toasts.say(t_string!(i18n, site.offline_title)));
    later(open, Box::new(move || (parts.register)(session, open)), failed)
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
    let edit = use_parts().edit;
    let fetch = Box::new(move || edit(registration.clone(), saved, discard));
    later(RwSignal::new(true), fetch, failed)
}

/// Fetches that form before it is opened.
pub fn edit_form_soon() {
    soon(use_parts().prepare_edit);
}

/// Fetches a part once somebody does anything on the page: who opens it has moved or pressed something before, and
/// who only looked has loaded nothing in vain. Where that fails, it is fetched when it is wanted.
fn soon(prepare: fn() -> Fetched) {
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
