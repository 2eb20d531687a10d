//! An uploaded picture of a topic or a session, with what it shows. The form keeps its id alone; what it shows belongs
//! to the picture wherever it is used, and is saved as soon as its field is left.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::TranslatedText;
use magnetiq_shared::media::Media;
use magnetiq_shared::scopes::Scope;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

use super::kit::{BothLanguages, BothLanguagesHead};
use super::me::refusal;
use super::photo::reason;
use super::words;
use crate::api::{ApiResult, media};
use crate::i18n::{t_string, use_i18n};
use crate::ui::{Button, Icon, Look, follow, use_toasts};

/// How long what it shows may be.
const SHOWS_MAX: u32 = 200;

/// The picture: choosing one, taking it away, and what it shows in both languages.
#[component]
pub fn PictureField(
    /// What it is for.
    label: &'static str,
    /// Where visitors see it.
    hint: &'static str,
    /// The uploaded picture's id; empty where there is none.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let held = RwSignal::new(None::<Media>);
    let (busy, wrong) = (RwSignal::new(false), RwSignal::new(None::<&'static str>));
    let field = NodeRef::<html::Input>::new();
    let why = refusal(Scope::MediaWrite);
    let may_choose = why.is_none();
    let take = move |answer: ApiResult<Media>| {
        if busy.try_set(false).is_some() {
            return;
        }
        match answer {
            Ok(picture) => {
                value.set(picture.id.to_string());
                held.set(Some(picture));
            }
            Err(error) => wrong.set(Some(reason(&error, i18n))),
        }
    };
    Effect::new(move |_| {
        // Discarding brings another picture back than the one that is shown.
        let id = value.get();
        if held.with_untracked(|held| held.as_ref().is_some_and(|held| held.id.to_string() == id)) {
            return;
        }
        held.set(None);
        if let Ok(id) = id.parse() {
            busy.set(true);
            spawn_local(async move { take(media::get(id).await) });
        }
    });
    let choose = move |event: ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input
            && let Some(file) = input.files().and_then(|files| files.get(0))
        {
            upload(file, busy, wrong, take);
            // So that the same file can be chosen again.
            input.set_value("");
        }
    };
    let open = Callback::new(move |()| {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    });
    let picture = move || match held.get() {
        None => {
            view! { <span class="picture none" aria-hidden="true"><Icon name="image" /></span> }.into_any()
        }
        Some(held) => {
            let src =
                held.sizes.iter().find(|size| size.width >= 480).map_or(held.url, |size| size.url.clone());
            view! { <img class="picture" src=format!("/{}", src.trim_start_matches('/')) alt="" /> }
                .into_any()
        }
    };
    // Another picture has other words; what is saved of this one's words draws nothing anew, for somebody types there.
    let which = Memo::new(move |_| held.with(|held| held.as_ref().map(|held| held.id)));
    let shows = move || which.get().filter(|_| may_choose).map(|_| view! { <Shows held=held /> }).into_any();
    let buttons = move || {
        let name = match held.with(Option::is_some) {
            true => t_string!(i18n, people.another_picture),
            false => t_string!(i18n, people.choose_picture),
        };
        view! {
            <Button look=Look::Plain busy=busy on_press=open>{name}</Button>
            {value.with(|id| !id.is_empty()).then(|| view! {
                <Button look=Look::Plain on_press=Callback::new(move |()| value.set(String::new()))>{t_string!(i18n, people.remove_picture)}</Button>
            })}
        }
        .into_any()
    };
    let said = move || error.get().or_else(|| wrong.get().map(str::to_owned));
    view! {
        <div class="picture-field" role="group" aria-label=label>
            {follow(picture)}
            <div class="stack">
                <div><span class="label">{label}</span><small>{hint}</small></div>
                <div class="button-row">{may_choose.then(|| follow(buttons))}</div>
                <small>{why.unwrap_or_else(|| t_string!(i18n, people.picture_hint).to_owned())}</small>
                <p class="error" role="status">{said}</p>
                <input
                    type="file" class="hide" tabindex="-1" aria-hidden="true" accept="image/jpeg,image/png,image/webp,image/gif"
                    on:change=choose node_ref=field
                />
            </div>
            {follow(shows)}
        </div>
    }
}

/// What the picture shows.
#[component]
fn Shows(held: RwSignal<Option<Media>>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let said =
        held.with_untracked(|held| held.as_ref().and_then(|held| held.alt.clone())).unwrap_or_default();
    let (en, de) = (RwSignal::new(said.en), RwSignal::new(said.de.unwrap_or_default()));
    let (wrong, saving) = (RwSignal::new(None::<String>), RwSignal::new(false));
    let save = move || {
        let (english, german) = (en.get_untracked().trim().to_owned(), de.get_untracked().trim().to_owned());
        let de = Some(german).filter(|german| !german.is_empty());
        if english.is_empty() && de.is_some() {
            return;
        }
        let alt = (!english.is_empty()).then_some(TranslatedText { en: english, de });
        let Some(before) = held.get_untracked().filter(|held| held.alt != alt) else { return };
        // One after the other: the next needs the version that the one before gives.
        if saving.get_untracked() {
            return;
        }
        saving.set(true);
        let done = t_string!(i18n, people.shows_saved);
        spawn_local(async move {
            match media::describe(before.id, before.version, alt).await {
                Ok(now) => {
                    if wrong.try_set(None).is_none() {
                        held.try_set(Some(now));
                        toasts.say(done);
                    }
                }
                Err(error) => drop(wrong.try_set(Some(words::trouble(i18n, &error).1.to_owned()))),
            }
            saving.try_set(false);
        });
    };
    let changed = RwSignal::new(0_u32);
    let tried = StoredValue::new(0_u32);
    Effect::new(move |_| {
        // What was changed while it was being saved is saved after it; what was refused is not tried again by itself.
        let (count, is_free) = (changed.get(), !saving.get());
        if is_free && count != tried.get_value() {
            tried.set_value(count);
            save();
        }
    });
    view! {
        <div class="stack shows" on:change=move |_| changed.update(|count| *count += 1)>
            <BothLanguagesHead />
            <BothLanguages label=t_string!(i18n, people.shows) name="shows" en=en de=de maxlength=SHOWS_MAX error_en=wrong />
            <small>{t_string!(i18n, people.shows_hint)}</small>
        </div>
    }
}

fn upload(
    file: File,
    busy: RwSignal<bool>,
    wrong: RwSignal<Option<&'static str>>,
    take: impl FnOnce(ApiResult<Media>) + 'static,
) {
    busy.set(true);
    wrong.set(None);
    spawn_local(async move { take(media::upload(&file, None).await) });
}
