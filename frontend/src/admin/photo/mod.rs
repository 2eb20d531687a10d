//! A picture of somebody: chosen, cut to a square, and uploaded at once.

mod crop;
mod cut;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use js_sys::Promise;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::ProblemType;
use magnetiq_shared::scopes::Scope;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileReader, HtmlInputElement};

use self::crop::CropDialog;
use super::me::refusal;
use super::words;
use crate::api::{ApiError, ApiResult, media};
use crate::i18n::{Texts, t_string, use_i18n};
use crate::ui::{Button, Icon, Look, follow};

/// An upload on its way, which gives the picture's id and address.
pub type Sending = Pin<Box<dyn Future<Output = ApiResult<(String, String)>>>>;
/// Sends a file and the square to be cut out of it.
pub type Send = Arc<dyn Fn(File, String) -> Sending + core::marker::Send + Sync>;

/// The picture of a form that is saved later: the picture is uploaded, and the form keeps its id.
#[component]
pub fn Photo(
    /// The uploaded picture's id; empty where there is none.
    value: RwSignal<String>,
    /// What is shown; another picture is shown once it is uploaded.
    #[prop(into)]
    address: String,
    /// Whether it is shown round.
    #[prop(default = true)]
    round: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let shown = RwSignal::new(address.clone());
    let before = StoredValue::new((value.get_untracked(), address));
    Effect::new(move |_| {
        // Discarding brings the picture back that was there.
        before.with_value(|(id, address)| {
            if value.with(|value| value == id) {
                shown.set(address.clone());
            }
        });
    });
    let why = refusal(Scope::MediaWrite);
    let is_refused = why.is_some();
    let send: Send = Arc::new(|file, part| {
        Box::pin(async move {
            let picture = media::upload(&file, Some(&part)).await?;
            Ok((picture.id.to_string(), picture.url))
        })
    });
    let sent = Callback::new(move |(id, url): (String, String)| {
        value.set(id);
        shown.set(url);
    });
    let remove = Callback::new(move |()| {
        value.set(String::new());
        shown.set(String::new());
    });
    view! {
        <div class="photo-field">
            <Shown address=shown round=round />
            <div>
                <div class="button-row">
                    {(!is_refused).then(|| view! {
                        <Choose send=send on_sent=sent round=round />
                        <Show when=move || !value.with(String::is_empty)>
                            <Button look=Look::Plain on_press=remove>{t_string!(i18n, people.remove_picture)}</Button>
                        </Show>
                    })}
                </div>
                <small>{why.unwrap_or_else(|| t_string!(i18n, people.picture_hint).to_owned())}</small>
            </div>
        </div>
    }
}

/// The picture, or what stands in its place.
#[component]
pub fn Shown(
    /// Its address below the site; empty where there is none.
    #[prop(into)]
    address: Signal<String>,
    /// Whether it is shown round.
    #[prop(default = true)]
    round: bool,
) -> impl IntoView {
    follow(move || {
        match address.get() {
        none if none.is_empty() => {
            view! { <span class="photo none" class:square=!round aria-hidden="true"><Icon name=if round { "person" } else { "screen" } /></span> }.into_any()
        }
        url => {
            view! { <img class="photo" class:square=!round src=format!("/{}", url.trim_start_matches('/')) alt="" /> }.into_any()
        }
    }
    })
}

/// The button that chooses a picture, with the dialog that cuts it, and what went wrong.
#[component]
pub fn Choose(
    /// Sends it.
    send: Send,
    /// Gets the picture's id and address.
    on_sent: Callback<(String, String)>,
    /// Whether it will be shown round.
    #[prop(default = true)]
    round: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let (busy, wrong) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let (source, chosen) = (RwSignal::new(String::new()), StoredValue::new_local(None::<File>));
    let field = NodeRef::<html::Input>::new();
    let refused = t_string!(i18n, people.picture_refused);
    let choose = move |event: ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        wrong.set(None);
        spawn_local(async move {
            let read = read(&file).await;
            chosen.try_update_value(|chosen| *chosen = Some(file));
            match read {
                Some(read) => drop(source.try_set(read)),
                None => drop(wrong.try_set(Some(refused.to_owned()))),
            }
        });
        // So that the same file can be chosen again.
        input.set_value("");
    };
    let upload = Callback::new(move |part: String| {
        let Some(file) = chosen.try_update_value(Option::take).flatten() else { return };
        busy.set(true);
        let sending = send(file, part);
        spawn_local(async move {
            let answer = sending.await;
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(picture) => on_sent.run(picture),
                Err(error) => wrong.set(Some(reason(&error, i18n).to_owned())),
            }
        });
    });
    let unreadable = Callback::new(move |()| wrong.set(Some(refused.to_owned())));
    let open = Callback::new(move |()| {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    });
    view! {
        <Button look=Look::Plain busy=busy on_press=open>{t_string!(i18n, people.choose_picture)}</Button>
        <input
            type="file" class="hide" tabindex="-1" aria-hidden="true" accept="image/jpeg,image/png,image/webp,image/gif"
            on:change=choose node_ref=field
        />
        <p class="error" role="status">{move || wrong.get()}</p>
        <CropDialog source=source round=round on_cut=upload on_unreadable=unreadable />
    }
}

/// A file as a `data:` address, which the page's policy allows pictures to come from; `None` where it can't be read.
async fn read(file: &File) -> Option<String> {
    let reader = FileReader::new().ok()?;
    let done = Promise::new(&mut |resolve, reject| {
        reader.set_onload(Some(&resolve));
        reader.set_onerror(Some(&reject));
    });
    reader.read_as_data_url(file).ok()?;
    JsFuture::from(done).await.ok()?;
    reader.result().ok().as_ref().and_then(JsValue::as_string)
}

/// Why a picture was not taken.
pub fn reason(error: &ApiError, i18n: Texts) -> &'static str {
    match error.kind() {
        Some(ProblemType::Validation | ProblemType::TooLarge) => t_string!(i18n, people.picture_refused),
        _ => words::trouble(i18n, error).1,
    }
}
