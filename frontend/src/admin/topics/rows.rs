//! A topic as a row of the list, and as a card.

use std::sync::Arc;

use leptos::prelude::*;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::sessions::Cover;
use magnetiq_shared::topics::{TopicRow, TopicStatus, TopicUsage};

use super::acts::Act;
use super::{href, words};
use crate::admin::kit::{Row, Status, menu_act};
use crate::admin::me::{refusal, use_me, writer};
use crate::format::number::number;
use crate::i18n::{counted, t_string, use_i18n};
use crate::state::clock;
use crate::ui::Icon;

/// The row.
pub fn row(topic: TopicRow, act: RwSignal<Option<Act>>) -> Row {
    let i18n = use_i18n();
    let language = use_me().language;
    let title = topic.title.get(language).to_owned();
    let main = view! {
        <span class="topic-cell">
            <Picture cover=topic.cover.clone() />
            <span class="two-lines">
                <span class="clip"><a class="row-link" href=href(topic.id)>{title.clone()}</a></span>
                <small class="clip">{under(&topic)}</small>
            </span>
        </span>
    };
    let cells = vec![
        main.into_any(),
        view! { <span>{topic.category.name.get(language).to_owned()}</span> }.into_any(),
        view! { <Status state=words::state(topic.status)>{words::status(i18n, topic.status)}</Status> }
            .into_any(),
        view! { <span>{sessions(topic.usage)}</span> }.into_any(),
        view! { <span>{number(language, topic.usage.registrations.into(), 0)}</span> }.into_any(),
        view! { <span>{rating(topic.usage)}</span> }.into_any(),
        view! { <span class="quiet">{writer().short_day(topic.updated_at, clock::now())}</span> }.into_any(),
    ];
    Row { id: topic.id.to_string(), name: title, cells, menu: Some(menu(topic, act)), is_open: false }
}

/// The card.
pub fn card(topic: TopicRow) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_me().language;
    let usage = topic.usage;
    let registrations = counted(
        usage.registrations,
        t_string!(i18n, topics.registration_count_one),
        t_string!(i18n, topics.registration_count),
    );
    view! {
        <article class="topic-card">
            <Picture cover=topic.cover.clone() />
            <div>
                <h2><a href=href(topic.id)>{topic.title.get(language).to_owned()}</a></h2>
                <small>{under(&topic)}</small>
                <p class="line">
                    <Status state=words::state(topic.status)>{words::status(i18n, topic.status)}</Status>
                    <small>{registrations}</small>
                    {usage.average_rating.map(|_| view! { <small>{format!("★ {}", rating(usage))}</small> })}
                </p>
            </div>
        </article>
    }
}

/// The line below the title: level, length, next date, and whether German is missing.
fn under(topic: &TopicRow) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let level = words::difficulty(i18n, topic.difficulty);
    let mut parts = vec![level.to_owned(), format!("{} min", topic.default_duration_minutes)];
    if let Some(next) = topic.usage.next_session_at {
        parts.push(format!("{} {}", t_string!(i18n, topics.next), writer().short_day(next, clock::now())));
    }
    let missing = (!topic.german_missing.is_empty()).then(|| {
        let fields = words::fields(i18n, &topic.german_missing);
        view! { <span class="tag warn" title=fields>{t_string!(i18n, admin.german_missing)}</span> }
    });
    view! { {parts.join(" · ")} {missing} }
}

fn sessions(usage: TopicUsage) -> String {
    match (usage.sessions_held, usage.sessions_planned) {
        (0, 0) => "–".to_owned(),
        (held, 0) => held.to_string(),
        (held, planned) => format!("{held} + {planned}"),
    }
}

fn rating(usage: TopicUsage) -> String {
    let language = use_me().language;
    usage.average_rating.map_or_else(|| "–".to_owned(), |rating| number(language, rating, 1))
}

/// The topic's picture in its tint.
#[component]
fn Picture(cover: Cover) -> impl IntoView {
    let art = match cover.drawn {
        true => view! {
            <svg viewBox="0 0 640 320" preserveAspectRatio="xMidYMid slice"><use href=format!("{}#c", cover.url)></use></svg>
        }
        .into_any(),
        false => view! { <img src=cover.url alt="" loading="lazy" /> }.into_any(),
    };
    view! { <span class="topic-picture" data-hue=cover.hue.word() aria-hidden="true">{art}</span> }
}

/// What can be done with it; what may not be done is shown with the reason.
fn menu(topic: TopicRow, act: RwSignal<Option<Act>>) -> ChildrenFn {
    Arc::new(move || {
        let i18n = use_i18n();
        let why = refusal(Scope::TopicsWrite);
        let used = topic.usage.sessions_held + topic.usage.sessions_planned > 0;
        let in_use = used.then(|| t_string!(i18n, topics.in_use).to_owned());
        let entry =
            |icon: &'static str, name: &'static str, class: &'static str, why: Option<String>, to: Act| {
                menu_act(icon, name, class, why, move || act.set(Some(to.clone())))
            };
        let state = match topic.status {
            TopicStatus::Active => entry(
                "archive",
                t_string!(i18n, topics.archive),
                "",
                why.clone(),
                Act::Archive(topic.clone()),
            ),
            TopicStatus::Draft | TopicStatus::Archived => entry(
                "st-good",
                t_string!(i18n, topics.activate),
                "",
                why.clone(),
                Act::Activate(topic.clone()),
            ),
        };
        let put_away = (topic.status == TopicStatus::Draft).then(|| {
            entry("archive", t_string!(i18n, topics.archive), "", why.clone(), Act::Archive(topic.clone()))
        });
        view! {
            <a href=href(topic.id)><Icon name="edit" />{t_string!(i18n, topics.edit)}</a>
            {entry("copy", t_string!(i18n, topics.duplicate), "", why.clone(), Act::Duplicate(topic.clone()))}
            {state}
            {put_away}
            <hr />
            {entry("trash", t_string!(i18n, topics.delete), "danger", why.clone().or(in_use), Act::Delete(topic.clone()))}
        }
        .into_any()
    })
}
