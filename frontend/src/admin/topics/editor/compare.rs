//! What a version of the topic said, beside what is saved now: the fields that differ, readable.

use leptos::prelude::*;
use magnetiq_shared::topics::{TopicContent, TopicVersionContent};
use serde_json::Value;
use uuid::Uuid;

use super::around::plain;
use super::desk::{Desk, Known};
use crate::admin::me::use_me;
use crate::admin::topics::words;
use crate::api::topics;
use crate::i18n::{Texts, fill, t_string, use_i18n};
use crate::state::load::{Load, load};
use crate::ui::{Dialog, follow};

/// The dialog over the version with this number.
#[component]
pub fn CompareDialog(
    /// The desk.
    desk: Desk,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The version's number.
    number: RwSignal<i32>,
) -> impl IntoView {
    let i18n = use_i18n();
    let title = move || fill(t_string!(i18n, topics.compare_title), &[("number", &number.get().to_string())]);
    view! {
        <Dialog open=open labelled_by="compare-title" close_label=t_string!(i18n, admin.close) class="form-dialog compare">
            <div class="stack">
                <h2 id="compare-title">{title}</h2>
                <Differences desk=desk number=number />
            </div>
        </Dialog>
    }
}

#[component]
fn Differences(desk: Desk, number: RwSignal<i32>) -> impl IntoView {
    let i18n = use_i18n();
    let id = desk.topic.with_untracked(|topic| topic.as_ref().map(|topic| topic.id)).unwrap_or_default();
    let then =
        load(move || number.get(), None, move |number| async move { topics::version(id, number).await });
    follow(move || match then.get() {
        Load::Waiting => view! { <span class="bone" aria-hidden="true"></span> }.into_any(),
        Load::Failed(_) => view! { <p class="quiet">{t_string!(i18n, admin.list_failed)}</p> }.into_any(),
        Load::Ready(then) => table(desk, &then),
    })
}

fn table(desk: Desk, then: &TopicVersionContent) -> AnyView {
    let i18n = use_i18n();
    let (before, now) = (fields(&then.content), fields(&desk.saved()));
    let read = |name: &str, value: Option<&Value>| {
        desk.known.with_untracked(|known| readable(i18n, known, name, value.unwrap_or(&Value::Null)))
    };
    let rows: Vec<_> = now
        .iter()
        .filter(|(name, value)| before.get(*name) != Some(value))
        .map(|(name, value)| {
            view! {
                <tr>
                    <th scope="row">{words::field(i18n, name)}</th>
                    <td>{read(name, before.get(name))}</td>
                    <td>{read(name, Some(value))}</td>
                </tr>
            }
        })
        .collect();
    if rows.is_empty() {
        return view! { <p class="quiet">{t_string!(i18n, topics.compare_same)}</p> }.into_any();
    }
    view! {
        <table class="differences">
            <thead><tr>
                <th scope="col">{t_string!(i18n, topics.compare_field)}</th>
                <th scope="col">{fill(t_string!(i18n, topics.version), &[("number", &then.about.number.to_string())])}</th>
                <th scope="col">{t_string!(i18n, topics.now)}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn fields(content: &TopicContent) -> serde_json::Map<String, Value> {
    match serde_json::to_value(content) {
        Ok(Value::Object(fields)) => fields,
        // A topic is always an object.
        _ => serde_json::Map::new(),
    }
}

/// A value as people read it: each language on its line, lists line by line, names instead of ids.
fn readable(i18n: Texts, known: &Known, name: &str, value: &Value) -> String {
    let language = use_me().language;
    let inner = |value: &Value| readable(i18n, known, name, value);
    match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => match text.parse::<Uuid>() {
            Ok(id) => named(known, id).map_or_else(|| text.clone(), |text| text.get(language).to_owned()),
            Err(_) if text.is_empty() => "–".to_owned(),
            Err(_) if name == "status" => {
                text.parse().map_or_else(|_| text.clone(), |status| words::status(i18n, status).to_owned())
            }
            Err(_) if name == "difficulty" => {
                text.parse().map_or_else(|_| text.clone(), |level| words::difficulty(i18n, level).to_owned())
            }
            Err(_) => plain(text).split_whitespace().collect::<Vec<_>>().join(" "),
        },
        Value::Array(all) if all.is_empty() => "–".to_owned(),
        Value::Array(all) => all.iter().map(inner).collect::<Vec<_>>().join("\n"),
        Value::Object(all) if name == "defaultPrice" => serde_json::from_value(Value::Object(all.clone()))
            .map_or_else(|_| "–".to_owned(), |price| crate::format::number::money(language, price)),
        Value::Object(all) => {
            let line = |(key, value): (&String, &Value)| match key.as_str() {
                _ if value.is_null() => None,
                "en" => Some(format!("EN: {}", inner(value))),
                "de" => Some(format!("DE: {}", inner(value))),
                _ => Some(inner(value)),
            };
            // English first, as everywhere.
            let (mut first, rest): (Vec<_>, Vec<_>) = all.iter().partition(|(key, _)| key.as_str() == "en");
            first.extend(rest);
            first.into_iter().filter_map(line).collect::<Vec<_>>().join("\n")
        }
        other => other.to_string(),
    }
}

/// The name of what a topic is connected with.
fn named(known: &Known, id: Uuid) -> Option<magnetiq_shared::TranslatedText> {
    let category = || known.categories.iter().find(|one| one.id == id).map(|one| one.name.clone());
    let tag = || known.tags.iter().find(|one| one.id == id).map(|one| one.name.clone());
    let speaker = || {
        let name = known.speakers.iter().find(|one| one.id == id)?.name.clone();
        Some(magnetiq_shared::TranslatedText { en: name, de: None })
    };
    category().or_else(tag).or_else(speaker)
}
