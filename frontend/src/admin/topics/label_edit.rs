//! One category or tag: its name and tint, and where its topics go when it is deleted.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::TranslatedText;
use magnetiq_shared::sessions::Hue;
use magnetiq_shared::topics::{CategoryPatch, MoveTo, NewCategory, NewTag, TagPatch};

use super::labels::Label;
use super::words;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::BothLanguages;
use crate::admin::me::use_me;
use crate::api::{ApiResult, topics};
use crate::i18n::{fill, t_string, use_i18n};
use crate::ui::{Button, Look, Select, use_toasts};

/// Its name, and a category's tint.
#[component]
pub fn EditLabel(
    /// Which; without an id, one to be made.
    label: Label,
    /// Back to the list.
    on_back: Callback<()>,
    /// It was saved.
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (form, toasts) = (Form::new(), use_toasts());
    let en = RwSignal::new(label.name.en.clone());
    let de = RwSignal::new(label.name.de.clone().unwrap_or_default());
    let hue = RwSignal::new(label.hue.unwrap_or(Hue::Violet).word().to_owned());
    let hues: Vec<_> =
        Hue::ALL.iter().map(|hue| (hue.word().to_owned(), words::hue(i18n, *hue).to_owned())).collect();
    let title = match (label.id.is_some(), label.is_category()) {
        (false, true) => t_string!(i18n, topics.new_category).to_owned(),
        (false, false) => t_string!(i18n, topics.new_tag).to_owned(),
        (true, _) => fill(t_string!(i18n, topics.edit_label), &[("name", &label.name.en)]),
    };
    let tint = label.is_category().then(|| {
        view! { <Select label=t_string!(i18n, topics.tint) name="hue" value=hue choices=Signal::stored(hues) /> }
    });
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let german = Some(de.get_untracked().trim().to_owned()).filter(|text| !text.is_empty());
        let name = TranslatedText { en: en.get_untracked().trim().to_owned(), de: german };
        let tint = label.hue.map(|old| hue.with_untracked(|word| word.parse().unwrap_or(old)));
        let saved = t_string!(i18n, admin.saved);
        form.send(save(label.clone(), name, tint), move |()| {
            toasts.say(saved);
            on_done.run(());
        });
    };
    view! {
        <form class="stack" on:submit=send>
            <h2 id="labels-title">{title}</h2>
            <FormTrouble form=form />
            <BothLanguages
                label=t_string!(i18n, topics.name) name="name" en=en de=de maxlength=60
                error_en=form.error("/name/en") error_de=form.error("/name/de")
            />
            {tint}
            <div class="button-row ends">
                <Button look=Look::Plain on_press=on_back>{t_string!(i18n, admin.cancel)}</Button>
                <Button kind="submit" busy=form.busy>{t_string!(i18n, admin.save)}</Button>
            </div>
        </form>
    }
}

async fn save(label: Label, name: TranslatedText, hue: Option<Hue>) -> ApiResult<()> {
    match (label.id, hue) {
        (None, Some(hue)) => {
            topics::make_category(&NewCategory { name, slug: None, hue, position: None }).await.map(drop)
        }
        (None, None) => topics::make_tag(&NewTag { name, slug: None }).await.map(drop),
        (Some(id), Some(hue)) => {
            let patch = CategoryPatch { name: Some(name), hue: Some(hue), ..CategoryPatch::default() };
            topics::change_category(id, label.version, &patch).await.map(drop)
        }
        (Some(id), None) => {
            topics::change_tag(id, label.version, &TagPatch { name: Some(name), slug: None }).await.map(drop)
        }
    }
}

/// The question before it is deleted; where topics use it, with what they get instead.
#[component]
pub fn DeleteLabel(
    /// Which.
    label: Label,
    /// What there is else.
    all: Signal<Vec<Label>>,
    /// Back to the list.
    on_back: Callback<()>,
    /// It is gone.
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (form, toasts) = (Form::new(), use_toasts());
    let language = use_me().language;
    let others: Vec<(String, String)> = all.with_untracked(|all| {
        let fits = |other: &&Label| other.is_category() == label.is_category() && other.id != label.id;
        let choice = |other: &Label| Some((other.id?.to_string(), other.name.get(language).to_owned()));
        all.iter().filter(fits).filter_map(choice).collect()
    });
    let to = RwSignal::new(others.first().map(|(id, _)| id.clone()).unwrap_or_default());
    let name = label.name.get(language).to_owned();
    let is_used = label.topics > 0;
    let stuck = is_used && others.is_empty();
    let text = match (is_used, stuck) {
        (_, true) => t_string!(i18n, topics.label_last).to_owned(),
        (true, false) => fill(t_string!(i18n, topics.label_used), &[("count", &label.topics.to_string())]),
        (false, false) => t_string!(i18n, topics.label_unused).to_owned(),
    };
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (Some(id), is_category) = (label.id, label.is_category()) else { return };
        let move_to = MoveTo { move_to: is_used.then(|| to.get_untracked().parse().ok()).flatten() };
        let done = fill(t_string!(i18n, topics.deleted), &[("name", label.name.get(language))]);
        let work = async move {
            match is_category {
                true => topics::delete_category(id, label.version, move_to).await,
                false => topics::delete_tag(id, label.version, move_to).await,
            }
        };
        form.send(work, move |()| {
            toasts.say(done);
            on_done.run(());
        });
    };
    let choose = (is_used && !stuck).then(|| {
        view! { <Select label=t_string!(i18n, topics.move_to) name="move-to" value=to choices=Signal::stored(others) /> }
    });
    view! {
        <form class="stack" on:submit=send>
            <h2 id="labels-title">{fill(t_string!(i18n, topics.delete_title), &[("name", &name)])}</h2>
            <p>{text}</p>
            <FormTrouble form=form />
            {choose}
            <div class="button-row ends">
                <Button look=Look::Plain on_press=on_back>{t_string!(i18n, admin.keep)}</Button>
                {(!stuck).then(|| view! {
                    <button type="submit" class="button danger" class:busy=form.busy>{t_string!(i18n, topics.delete)}</button>
                })}
            </div>
        </form>
    }
}
