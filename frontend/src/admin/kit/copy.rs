//! A text that is to be copied, such as a token.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::i18n::{t_string, use_i18n};
use crate::ui::Icon;

/// How long the button says that it worked.
const SHOWN_FOR: Duration = Duration::from_secs(2);

/// The text in one line, with a button that copies it.
#[component]
pub fn CopyField(
    /// What it is.
    #[prop(into)]
    label: String,
    /// The text.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let copied = RwSignal::new(false);
    let shown = text.clone();
    let copy = move |_| {
        let written = window().navigator().clipboard().write_text(&text);
        leptos::task::spawn_local(async move {
            // A browser that refuses leaves the text selectable.
            if JsFuture::from(written).await.is_ok() && copied.try_set(true).is_none() {
                set_timeout(
                    move || {
                        copied.try_set(false);
                    },
                    SHOWN_FOR,
                );
            }
        });
    };
    view! {
        <div class="copy-field">
            <code tabindex="0" aria-label=label>{shown}</code>
            <button type="button" class="button plain" on:click=copy>
                {move || match copied.get() {
                    true => view! { <Icon name="check" /> },
                    false => view! { <Icon name="copy" /> },
                }}
                <span aria-live="polite">
                    {move || match copied.get() {
                        true => t_string!(i18n, admin.copied),
                        false => t_string!(i18n, admin.copy),
                    }}
                </span>
            </button>
        </div>
    }
}
