//! A picture that is uploaded as soon as it is chosen; the form keeps its id.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::ProblemType;
use magnetiq_shared::scopes::Scope;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

use super::me::refusal;
use super::words;
use crate::api::{ApiError, media};
use crate::i18n::{t_string, use_i18n};
use crate::ui::{Button, Icon, Look, follow};

/// The picture, with choosing another and taking it away.
#[component]
pub fn Photo(
    /// The uploaded picture's id; empty where there is none.
    value: RwSignal<String>,
    /// What is shown; another picture is shown once it is uploaded.
    #[prop(into)]
    address: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let shown = RwSignal::new(address.clone());
    let before = (value.get_untracked(), address);
    let (busy, wrong) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let field = NodeRef::<html::Input>::new();
    let why = refusal(Scope::MediaWrite);
    let is_refused = why.is_some();
    Effect::new(move |_| {
        // Discarding brings the picture back that was there.
        if value.with(|value| *value == before.0) {
            shown.set(before.1.clone());
        }
    });
    let upload = move |file: File| {
        busy.set(true);
        wrong.set(None);
        spawn_local(async move {
            let answer = media::upload(&file).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(picture) => {
                    value.set(picture.id.to_string());
                    shown.set(picture.url);
                }
                Err(error) => wrong.set(Some(reason(&error, i18n))),
            }
        });
    };
    let choose = move |event: ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input
            && let Some(file) = input.files().and_then(|files| files.get(0))
        {
            upload(file);
            // So that the same file can be chosen again.
            input.set_value("");
        }
    };
    let open = Callback::new(move |()| {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    });
    let remove = Callback::new(move |()| {
        value.set(String::new());
        shown.set(String::new());
    });
    let picture = move || match shown.get() {
        none if none.is_empty() => {
            view! { <span class="photo none" aria-hidden="true"><Icon name="person" /></span> }.into_any()
        }
        url => {
            view! { <img class="photo" src=format!("/{}", url.trim_start_matches('/')) alt="" /> }.into_any()
        }
    };
    view! {
        <div class="photo-field">
            {follow(picture)}
            <div>
                <div class="button-row">
                    {(!is_refused).then(|| view! {
                        <Button look=Look::Plain busy=busy on_press=open>{t_string!(i18n, people.choose_picture)}</Button>
                        <Show when=move || !value.with(String::is_empty)>
                            <Button look=Look::Plain on_press=remove>{t_string!(i18n, people.remove_picture)}</Button>
                        </Show>
                    })}
                </div>
                <small>{why.unwrap_or_else(|| t_string!(i18n, people.picture_hint).to_owned())}</small>
                <p class="error" role="status">{move || wrong.get()}</p>
                <input
                    type="file" class="hide" tabindex="-1" aria-hidden="true" accept="image/jpeg,image/png,image/webp,image/gif"
                    on:change=choose node_ref=field
                />
            </div>
        </div>
    }
}

fn reason(error: &ApiError, i18n: crate::i18n::Texts) -> String {
    match error.kind() {
        Some(ProblemType::Validation | ProblemType::TooLarge) => {
            t_string!(i18n, people.picture_refused).to_owned()
        }
        _ => words::trouble(i18n, error).1.to_owned(),
    }
}
