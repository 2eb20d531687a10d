//! The mail as it would be, a moment after each change: in a frame that runs nothing of it.

use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use magnetiq_shared::Language;
use magnetiq_shared::mail_templates::{MailPreview, MailTemplateText};
use wasm_bindgen::JsValue;

use crate::api::mail_templates;
use crate::i18n::{t_string, use_i18n};
use crate::state::clock;
use crate::state::load::{Load, Loaded, load};
use crate::ui::follow;

/// How long after the last key the mail is drawn anew.
const PAUSE: Duration = Duration::from_millis(400);

/// How a mail is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// As on a phone.
    Narrow,
    /// As on a desk.
    Wide,
    /// The plain text.
    Text,
}

/// The preview of what is typed; while something is wrong with it, the last one that could be drawn.
#[component]
pub fn TemplatePreview(
    /// Which mail.
    kind: String,
    /// In which language.
    language: Language,
    /// What is typed.
    #[prop(into)]
    text: Signal<MailTemplateText>,
) -> impl IntoView {
    let i18n = use_i18n();
    let is_first = StoredValue::new(true);
    let loaded: Loaded<MailPreview> = load(
        move || text.get(),
        None,
        move |text| {
            let kind = kind.clone();
            async move {
                if !is_first.get_value() {
                    clock::sleep(PAUSE).await;
                }
                is_first.set_value(false);
                mail_templates::preview(&kind, language, &text).await
            }
        },
    );
    let kept = RwSignal::new(None::<MailPreview>);
    Effect::new(move |_| {
        if let Load::Ready(preview) = loaded.get() {
            kept.set(Some(preview));
        }
    });
    let wrong = move || match loaded.get() {
        Load::Failed(error) => {
            let told = error
                .fields()
                .first()
                .map(|field| format!("{}: {}", field.pointer.trim_start_matches('/'), field.detail));
            let told = told.unwrap_or_else(|| t_string!(i18n, templates.no_preview).to_owned());
            view! { <p class="error" role="alert">{told}</p> }.into_any()
        }
        Load::Ready(_) | Load::Waiting => ().into_any(),
    };
    let look = RwSignal::new(Look::Wide);
    let choice = move |of: Look, name: &'static str| {
        view! {
            <button type="button" aria-pressed=move || (look.get() == of).to_string() on:click=move |_| look.set(of)>
                {name}
            </button>
        }
    };
    let subject = move || kept.with(|kept| kept.as_ref().map(|kept| kept.subject.clone()));
    let frame = NodeRef::<html::Iframe>::new();
    let loaded_frame = RwSignal::new(0_u32);
    Effect::new(move |_| {
        // The frame takes what it is handed once it is there itself.
        if loaded_frame.get() > 0
            && let (Some(frame), Some(html)) =
                (frame.get(), kept.with(|kept| kept.as_ref().map(|kept| kept.html.clone())))
            && let Some(window) = frame.content_window()
        {
            // It belongs to no site, so that none can be named.
            let _ = window.post_message(&JsValue::from_str(&html), "*");
        }
    });
    let shown = move || {
        match look.get() {
        Look::Text => view! { <pre class="mail-text" tabindex="0">{move || kept.with(|kept| kept.as_ref().map(|kept| kept.text.clone()))}</pre> }
            .into_any(),
        Look::Narrow | Look::Wide => view! {
            <iframe
                node_ref=frame class:narrow=move || look.get() == Look::Narrow src="/mail-frame" sandbox="allow-scripts"
                title=t_string!(i18n, templates.preview) on:load=move |_| loaded_frame.update(|count| *count += 1)
            ></iframe>
        }
        .into_any(),
    }
    };
    let is_text = Memo::new(move |_| look.get() == Look::Text);
    view! {
        <section class="card stack mail-preview" aria-label=t_string!(i18n, templates.preview)>
            <div class="line">
                <h2>{t_string!(i18n, templates.preview)}</h2>
                <div class="language-switch push" role="group" aria-label=t_string!(i18n, templates.look)>
                    {choice(Look::Wide, "700 px")}
                    {choice(Look::Narrow, "360 px")}
                    {choice(Look::Text, t_string!(i18n, templates.plain))}
                </div>
            </div>
            <p class="subject"><small>{t_string!(i18n, templates.subject)}</small><b>{subject}</b></p>
            {follow(wrong)}
            {follow(move || { is_text.get(); untrack(shown) })}
        </section>
    }
}
