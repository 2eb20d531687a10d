//! Reading a legal text as visitors do, in both languages.

use leptos::prelude::*;
use magnetiq_shared::settings::LegalVersion;

use crate::admin::list::failed;
use crate::api::settings;
use crate::i18n::{t_string, use_i18n};
use crate::state::load::{Load, load};
use crate::ui::dialog::fresh_id;
use crate::ui::{Button, Dialog, Look, Skeleton, follow};

/// A text in both languages, in a dialog.
#[component]
pub fn Preview(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Its title.
    #[prop(into)]
    title: Signal<String>,
    /// HTML in English and German.
    #[prop(into)]
    text: Signal<(String, String)>,
) -> impl IntoView {
    let i18n = use_i18n();
    let id = StoredValue::new(fresh_id("preview"));
    view! {
        <Dialog open=open labelled_by=id.get_value() close_label=t_string!(i18n, admin.close) class="form-dialog reading">
            <h2 id=id.get_value()>{title}</h2>
            {follow(move || {
                let (en, de) = text.get();
                view! { <Both en=en de=de /> }.into_any()
            })}
        </Dialog>
    }
}

#[component]
fn Both(en: String, de: String) -> impl IntoView {
    let i18n = use_i18n();
    let language = RwSignal::new(i18n_code(i18n));
    let tab = move |code: &'static str, name: &'static str| {
        view! {
            <button type="button" aria-pressed=move || (language.get() == code).to_string() on:click=move |_| language.set(code)>
                {name}
            </button>
        }
    };
    // The server has cleaned what is published; what is being written is of the person who reads it here.
    let shown = move || if language.get() == "de" { de.clone() } else { en.clone() };
    view! {
        <div class="language-switch" role="group">
            {tab("en", t_string!(i18n, legal.english))}
            {tab("de", t_string!(i18n, legal.german))}
        </div>
        <div class="prose" tabindex="0" lang=move || language.get() inner_html=shown></div>
    }
}

fn i18n_code(i18n: crate::i18n::Texts) -> &'static str {
    match i18n.locale() {
        crate::i18n::Locale::de => "de",
        crate::i18n::Locale::en => "en",
    }
}

/// A published version in a dialog, fetched when it opens.
#[component]
pub fn Published(
    /// Which one, while it is open.
    version: RwSignal<Option<LegalVersion>>,
    /// Its title.
    #[prop(into)]
    title: Signal<String>,
    /// Writes a new one that begins with its text.
    on_begin: Callback<(String, String)>,
) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(version.with(Option::is_some)));
    Effect::new(move |_| {
        if !open.get() && version.with_untracked(Option::is_some) {
            version.set(None);
        }
    });
    let id = StoredValue::new(fresh_id("published"));
    let content = move || {
        let Some(one) = version.get() else { return ().into_any() };
        view! { <Fetched of=one on_begin=on_begin open=open /> }.into_any()
    };
    view! {
        <Dialog open=open labelled_by=id.get_value() close_label=t_string!(i18n, admin.close) class="form-dialog reading">
            <h2 id=id.get_value()>{title}</h2>
            {follow(content)}
        </Dialog>
    }
}

#[component]
fn Fetched(of: LegalVersion, on_begin: Callback<(String, String)>, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let (kind, number) = (of.kind, of.version);
    let loaded = load(|| (), None, move |()| settings::legal_version(kind, number));
    let again = Callback::new(move |()| loaded.retry());
    follow(move || match loaded.get() {
        Load::Waiting => view! { <Skeleton class="block" /> }.into_any(),
        Load::Failed(_) => failed(again),
        Load::Ready(one) => {
            let body = one.body.unwrap_or_default();
            let (en, de) = (body.en, body.de.unwrap_or_default());
            let text = (en.clone(), de.clone());
            let begin = Callback::new(move |()| {
                on_begin.run(text.clone());
                open.set(false);
            });
            view! {
                <Both en=en de=de />
                <div class="button-row ends">
                    <Button look=Look::Plain on_press=begin>{t_string!(i18n, legal.start_from)}</Button>
                </div>
            }
            .into_any()
        }
    })
}
