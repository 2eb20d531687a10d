//! Parts of the program that are fetched when they are first needed, so that a page loads only what it shows at
//! once: the registration dialog, and the pages of one's own registrations.
//!
//! `wasm_split` takes what only these functions use out of the module; `xtask` writes it into files of its own.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped;
use magnetiq_shared::sessions::SessionCard;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::manage::ManagePage;
use super::message::Trouble;
use super::register::RegisterDialog;
use crate::api::ApiError;
use crate::i18n::{t_string, use_i18n};
use crate::state::address::use_address;
use crate::ui::toast::use_toasts;
use crate::ui::follow;

/// A page has settled by then, and the line is free for what may come next.
const SETTLED: Duration = Duration::from_secs(3);

/// A part's view, or the news that it could not be fetched.
type Part = Result<AnyView, SplitLoaderError>;
type Fetch = Box<dyn Fn() -> Pin<Box<dyn Future<Output = Part>>>>;

/// The registration dialog of a session, fetched when it is first opened, by a button or by the address. Where
/// that fails it says so and is closed again.
pub fn register_dialog(session: Signal<SessionCard>, open: RwSignal<bool>) -> impl IntoView {
    let (i18n, toasts, page) = (use_i18n(), use_toasts(), use_address());
    Effect::new(move |_| {
        if page.parameter("step").is_some() && !open.get_untracked() {
            open.set(true);
        }
    });
    set_timeout(|| leptos::task::spawn_local(async { drop(prepare_dialog().await) }), SETTLED);
    let failed = move || toasts.say(t_string!(i18n, site.offline_title));
    later(open, Box::new(move || Box::pin(dialog(session, open))), failed)
}

/// The page of one's own registrations.
pub fn manage_page() -> impl IntoView {
    let wanted = RwSignal::new(true);
    let failed = RwSignal::new(false);
    let page = later(wanted, Box::new(|| Box::pin(own_registrations())), move || failed.set(true));
    let retry = move |()| {
        failed.set(false);
        wanted.set(true);
    };
    let trouble = follow(move || match failed.get() {
        true => view! { <Trouble error=ApiError::Network retry=retry /> }.into_any(),
        false => ().into_any(),
    });
    view! {
        {page}
        {trouble}
    }
}

#[allow(unsafe_code, missing_docs, improper_ctypes_definitions, improper_ctypes)]
mod split {
    use super::*;

    #[wasm_split(register, fallible, preload(prepare_dialog))]
    pub(super) fn dialog(session: Signal<SessionCard>, open: RwSignal<bool>) -> Part {
        Ok(view! { <RegisterDialog session=session open=open /> }.into_any())
    }

    #[wasm_split(manage, fallible)]
    pub(super) fn own_registrations() -> Part {
        Ok(view! { <ManagePage /> }.into_any())
    }
}
use split::{dialog, own_registrations, prepare_dialog};

/// A view that is fetched once it is wanted. Where that fails it is no longer wanted, and may be wanted again.
fn later(wanted: RwSignal<bool>, fetch: Fetch, failed: impl Fn() + Clone + 'static) -> impl IntoView {
    let part = RwSignal::new_local(None::<AnyView>);
    let is_asked = StoredValue::new(false);
    Effect::new(move |_| {
        if !wanted.get() || is_asked.get_value() {
            return;
        }
        is_asked.set_value(true);
        let (answer, failed) = (fetch(), failed.clone());
        spawn_local_scoped(async move {
            match answer.await {
                Ok(view) => part.set(Some(view)),
                Err(_) => {
                    is_asked.set_value(false);
                    wanted.set(false);
                    failed();
                }
            }
        });
    });
    follow(move || {
        part.track();
        part.try_update_untracked(Option::take).flatten().into_any()
    })
}
