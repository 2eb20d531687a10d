//! Shows what is saved as the page that visitors would see, in a tab of its own.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::staff::PreviewLink;
use wasm_bindgen::JsValue;

use super::words;
use crate::api::ApiResult;
use crate::i18n::{t_string, use_i18n};
use crate::ui::{Icon, use_toasts};

/// Asks for a link.
pub type Ask = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = ApiResult<PreviewLink>>>> + Send + Sync>;

/// The button. What is not saved is not shown, so that it has to be saved first.
#[component]
pub fn PreviewButton(
    /// Whether something is not saved.
    #[prop(into)]
    dirty: Signal<bool>,
    /// Asks for a link to what is saved.
    ask: Ask,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let press = move |_| {
        if dirty.get_untracked() || busy.get_untracked() {
            return;
        }
        // A tab that is opened later than the click would be taken for an advertisement.
        let Ok(Some(tab)) = window().open_with_url_and_target("", "_blank") else { return };
        busy.set(true);
        let answer = ask();
        spawn_local(async move {
            match answer.await {
                Ok(link) => {
                    // The page is one of this site; it needs no way back to the panel.
                    let _ = tab.set_opener(&JsValue::NULL);
                    let _ = tab.location().set_href(&link.url);
                }
                Err(error) => {
                    // A tab that was closed meanwhile is closed already.
                    let _ = tab.close();
                    toasts.say(words::trouble(i18n, &error).0);
                }
            }
            busy.try_set(false);
        });
    };
    let refused = move || dirty.get().then(|| t_string!(i18n, admin.save_first));
    view! {
        <button
            type="button" class="button plain" class:busy=busy title=refused
            aria-disabled=move || (dirty.get() || busy.get()).then_some("true") on:click=press
        >
            <Icon name="eye" />
            {t_string!(i18n, admin.preview)}
        </button>
    }
}
