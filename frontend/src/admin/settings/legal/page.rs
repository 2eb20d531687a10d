//! Writing a new version of a legal text, beside those there are.

use leptos::prelude::*;
use magnetiq_shared::settings::{LegalVersion, NewLegalVersion};
use magnetiq_shared::site::LegalKind;
use magnetiq_shared::{Code, TranslatedText};

use super::read::{Preview, Published};
use super::{name, numbered};
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::guard::LeaveGuard;
use crate::admin::kit::{Confirm, State, Status};
use crate::admin::list::failed;
use crate::admin::me::writer;
use crate::admin::rich::RichText;
use crate::admin::shell::head::PageHead;
use crate::api::ApiResult;
use crate::api::settings::{self, legal_word};
use crate::i18n::{t_string, use_i18n};
use crate::state::address::{Go, use_address};
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::{Button, Icon, Look, Skeleton, follow, use_toasts};

/// Where the settings are.
const ABOVE: &str = "/admin/webinars/settings";

/// What there is of a text: its versions, the newest first, and what the one in force says.
#[derive(Clone, PartialEq)]
struct Known {
    versions: Vec<LegalVersion>,
    text: TranslatedText,
}

async fn fetch(kind: LegalKind) -> ApiResult<Known> {
    let mut versions = settings::legal_versions().await?.data;
    versions.retain(|one| one.kind == kind);
    let text = match versions.iter().find(|one| one.is_current) {
        Some(one) => settings::legal_version(kind, one.version).await?.body.unwrap_or_default(),
        None => TranslatedText::default(),
    };
    Ok(Known { versions, text })
}

/// The page of one kind of text.
#[component]
pub fn LegalPage(kind: String) -> impl IntoView {
    let i18n = use_i18n();
    let kind = LegalKind::ALL.into_iter().find(|one| legal_word(*one) == kind).unwrap_or(LegalKind::Terms);
    let loaded = load(|| (), None, move |()| fetch(kind));
    let again = Callback::new(move |()| loaded.retry());
    let above = (t_string!(i18n, admin.settings).to_owned(), ABOVE.to_owned());
    let content = move || match loaded.get() {
        Load::Waiting => {
            view! { <div class="page-body" aria-busy="true"><Skeleton /><Skeleton class="block" /></div> }
                .into_any()
        }
        Load::Failed(_) => failed(again),
        Load::Ready(known) => view! { <Write kind=kind known=known /> }.into_any(),
    };
    view! {
        <PageHead title=name(i18n, kind) above=above />
        {follow(content)}
    }
}

#[component]
fn Write(kind: LegalKind, known: Known) -> impl IntoView {
    let i18n = use_i18n();
    let (form, toasts, address) = (Form::new(), use_toasts(), use_address());
    let before = (known.text.en.clone(), known.text.de.clone().unwrap_or_default());
    let (en, de) = (RwSignal::new(before.0.clone()), RwSignal::new(before.1.clone()));
    let kept = StoredValue::new(before);
    let dirty = Signal::derive(move || kept.with_value(|kept| en.get() != kept.0 || de.get() != kept.1));
    let discard = Callback::new(move |()| {
        let (english, german) = kept.get_value();
        en.set(english);
        de.set(german);
        form.clear();
    });
    let (previewing, asking) = (RwSignal::new(false), RwSignal::new(false));
    let next = known.versions.iter().map(|one| one.version).max().unwrap_or_default() + 1;
    let ask = Callback::new(move |()| {
        let there = |text: RwSignal<String>| {
            text.with_untracked(|t| !t.trim().is_empty()).then_some(()).ok_or(Code::Required)
        };
        if form.check("/body/en", there(en)) & form.check("/body/de", there(de)) {
            asking.set(true);
        }
    });
    let publish = Callback::new(move |()| {
        let body = TranslatedText { en: en.get_untracked(), de: Some(de.get_untracked()) };
        let told = numbered(t_string!(i18n, legal.published), next);
        let wanted = NewLegalVersion { body };
        form.send(async move { settings::publish_legal(kind, &wanted).await }, move |_| {
            asking.set(false);
            kept.set_value((en.get_untracked(), de.get_untracked()));
            // What is compared has changed, which no signal says.
            en.notify();
            toasts.say(told);
            address.go(ABOVE, Go::Top);
        });
    });
    let begin = Callback::new(move |(english, german): (String, String)| {
        en.set(english);
        de.set(german);
    });
    let unlocked = Signal::stored(false);
    let editor = move |label: &'static str,
                       language: &'static str,
                       value: RwSignal<String>,
                       pointer: &'static str| {
        let error = form.error(pointer);
        view! {
            <div class="field legal-text">
                <span class="label">{label}</span>
                <RichText value=value label=label.to_owned() language=language locked=unlocked />
                {move || error.get().map(|text| view! { <p class="error" role="alert"><Icon name="alert" />{text}</p> })}
            </div>
        }
    };
    let unsaved = move || dirty.get().then(|| t_string!(i18n, legal.changed));
    let preview = Callback::new(move |()| previewing.set(true));
    let is_same = move || !dirty.get();
    view! {
        <div class="page-body legal-page">
            <div class="stack">
                <FormTrouble form=form />
                <div class="langs">
                    {editor(t_string!(i18n, legal.english), "en", en, "/body/en")}
                    {editor(t_string!(i18n, legal.german), "de", de, "/body/de")}
                </div>
                <div class="dock" class:dirty=dirty>
                    <span role="status">{unsaved}</span>
                    <Show when=move || dirty.get()>
                        <Button look=Look::Plain on_press=discard>{t_string!(i18n, admin.discard)}</Button>
                    </Show>
                    <Button look=Look::Plain on_press=preview>{t_string!(i18n, legal.preview)}</Button>
                    <button
                        type="button" class="button" aria-disabled=move || is_same().then_some("true")
                        on:click=move |_| if !untrack(is_same) { ask.run(()) }
                    >
                        {t_string!(i18n, legal.publish)}
                    </button>
                </div>
            </div>
            <aside class="card stack"><Versions kind=kind versions=known.versions on_begin=begin /></aside>
        </div>
        <LeaveGuard dirty=dirty on_discard=discard />
        <Preview open=previewing title=t_string!(i18n, legal.preview_title) text=Signal::derive(move || (en.get(), de.get())) />
        <Confirm
            open=asking title=numbered(t_string!(i18n, legal.publish_title), next) text=t_string!(i18n, legal.publish_text)
            act=t_string!(i18n, legal.publish) busy=form.busy on_confirm=publish
        >
            <FormTrouble form=form />
        </Confirm>
    }
}

/// The versions there are, the newest first, each to be read.
#[component]
fn Versions(
    kind: LegalKind,
    versions: Vec<LegalVersion>,
    on_begin: Callback<(String, String)>,
) -> impl IntoView {
    let i18n = use_i18n();
    let writer = writer();
    let reading = RwSignal::new(None::<LegalVersion>);
    let title = RwSignal::new(String::new());
    let is_empty = versions.is_empty();
    let line = move |one: LegalVersion| {
        let called = numbered(t_string!(i18n, legal.version), one.version);
        let (shown, day, is_current) =
            (called.clone(), writer.short_day(one.published_at, clock::now()), one.is_current);
        let spoken = format!("{}: {called}", t_string!(i18n, legal.read));
        let read = move |_| {
            title.set(format!("{}, {called}", name(i18n, kind)));
            reading.set(Some(one.clone()));
        };
        view! {
            <li>
                <div><b>{shown}</b><small>{day}</small></div>
                {is_current.then(|| view! { <Status state=State::Good>{t_string!(i18n, legal.current)}</Status> })}
                <button type="button" class="button plain small" aria-label=spoken on:click=read>{t_string!(i18n, legal.read)}</button>
            </li>
        }
    };
    view! {
        <h2>{t_string!(i18n, legal.versions)}</h2>
        {is_empty.then(|| view! { <p class="quiet">{t_string!(i18n, legal.none_before)}</p> })}
        <ul class="lines">{versions.into_iter().map(line).collect_view()}</ul>
        <Published version=reading title=title on_begin=on_begin />
    }
}
