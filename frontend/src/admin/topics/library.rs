//! The library: every topic, as a list or as cards.

use std::sync::Arc;

use leptos::prelude::*;
use magnetiq_shared::Search;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::sessions::Difficulty;
use magnetiq_shared::topics::{Category, Direction, Tag, TopicCounts, TopicFilters, TopicStatus};

use super::acts::{Act, TopicActs};
use super::bulk::TopicBulkBar;
use super::labels::LabelsDialog;
use super::{LIBRARY, rows, words};
use crate::admin::filters::{href_with, parameter};
use crate::admin::kit::{
    Column, DataTable, Empty, Filter, FilterChips, FilterKind, Pager, Rows, SearchField, Selection,
    StatusTabs,
};
use crate::admin::list::{Known, List, no_match};
use crate::admin::me::{refusal, use_me};
use crate::admin::shell::head::PageHead;
use crate::api::topics;
use crate::i18n::{counted, t_string, use_i18n};
use crate::state::address::use_address;
use crate::state::load::{Load, load};
use crate::ui::{Button, Icon, Look, follow};

/// The page.
#[component]
pub fn TopicsPage() -> impl IntoView {
    let i18n = use_i18n();
    let address = use_address();
    let asked = question();
    let list = List::new(
        move || asked.get(),
        |question: TopicFilters, cursor| async move { topics::list(&TopicFilters { cursor, ..question }).await },
    );
    let counts = load(|| (), None, |()| topics::counts());
    let categories = load(|| (), None, |()| topics::categories());
    let tags = load(|| (), None, |()| topics::tags());
    let categories_now = Signal::derive(move || ready(categories.get()));
    let tags_now = Signal::derive(move || ready(tags.get()));
    let (act, managing, selection) = (RwSignal::new(None::<Act>), RwSignal::new(false), Selection::new());
    Effect::new(move |_| {
        // What is no longer in the list is no longer selected.
        asked.track();
        selection.clear();
    });
    let again = Callback::new(move |()| {
        list.again();
        counts.retry();
        categories.retry();
        tags.retry();
    });
    let view = parameter("view");
    let is_grid = Memo::new(move |_| view.with(|view| view == "grid"));
    let instead = move || match list.known() {
        Known::Failed(_) => Some(failed(again)),
        Known::Rows(found) if found.is_empty() => Some(nothing(asked.get())),
        Known::Rows(_) | Known::Nothing => None,
    };
    let found = move || match list.known() {
        Known::Rows(found) => found,
        Known::Nothing | Known::Failed(_) => Vec::new(),
    };
    let table_rows = Arc::new(move || match (list.known(), instead()) {
        (_, Some(instead)) => Rows::Instead(instead),
        (Known::Rows(found), None) => {
            Rows::Ready(found.into_iter().map(|topic| rows::row(topic, act)).collect())
        }
        (_, None) => Rows::Waiting,
    });
    let body = move || {
        match is_grid.get() {
        false => {
            let table_rows = table_rows.clone();
            view! {
                <DataTable
                    caption=t_string!(i18n, topics.caption) columns=columns() rows=table_rows menus=true selection=selection
                    busy=Signal::derive(move || list.is_busy())
                />
            }
            .into_any()
        }
        true => view! {
            <div class="topic-cards" class:busy=move || list.is_busy()>
                {move || instead().unwrap_or_else(|| found().into_iter().map(rows::card).collect_view().into_any())}
            </div>
        }
        .into_any(),
    }
    };
    let count = Signal::derive(move || match list.total() {
        Some(total) if total > 0 => {
            counted(total as u32, t_string!(i18n, topics.count_one), t_string!(i18n, topics.count))
        }
        _ => String::new(),
    });
    let may_write = refusal(Scope::TopicsWrite).is_none();
    let switch = move |value: &'static str, label: &'static str, icon: &'static str| {
        let here = move || (view.get() == value).then_some("true");
        view! {
            <a href=move || href_with(&address, &[("view", Some(value))]) aria-current=here aria-label=label title=label data-stay>
                <Icon name=icon />
            </a>
        }
    };
    view! {
        <PageHead title=t_string!(i18n, admin.webinars) tabs=true>
            <Button look=Look::Plain on_press=Callback::new(move |()| managing.set(true))>
                {t_string!(i18n, topics.labels)}
            </Button>
            {may_write.then(|| view! {
                <a class=Look::Primary.class() href=format!("{LIBRARY}/new")>
                    <Icon name="plus" />
                    {t_string!(i18n, topics.new)}
                </a>
            })}
        </PageHead>
        <div class="page-body">
            <div class="toolbar">
                <StatusTabs label=t_string!(i18n, topics.state) name="status" tabs=tabs(Signal::derive(move || counts.get())) />
                <div class="segments tiny view-switch push" role="group" aria-label=t_string!(i18n, topics.view)>
                    {switch("", t_string!(i18n, topics.view_list), "list")}
                    {switch("grid", t_string!(i18n, topics.view_grid), "grid")}
                </div>
            </div>
            <div class="toolbar">
                <SearchField label=t_string!(i18n, topics.search) />
                <FilterChips filters=filters(categories_now, tags_now) />
            </div>
            {follow(body)}
            <Pager
                count=count
                earlier=Signal::derive(move || list.earlier())
                later=Signal::derive(move || list.later())
            />
            {may_write.then(|| view! {
                <TopicBulkBar selection=selection categories=categories_now tags=tags_now on_done=again />
            })}
        </div>
        <TopicActs act=act on_done=again />
        <LabelsDialog open=managing categories=categories_now tags=tags_now on_done=again />
    }
}

fn ready<T>(load: Load<Vec<T>>) -> Vec<T> {
    match load {
        Load::Ready(all) => all,
        Load::Waiting | Load::Failed(_) => Vec::new(),
    }
}

fn columns() -> Vec<Column> {
    let i18n = use_i18n();
    vec![
        Column::new(t_string!(i18n, topics.topic), "main").sorted_by("title"),
        Column::new(t_string!(i18n, topics.category), "p2"),
        Column::new(t_string!(i18n, topics.state), ""),
        Column::new(t_string!(i18n, topics.sessions), "num p2").sorted_by("sessions"),
        Column::new(t_string!(i18n, topics.registrations), "num p3").sorted_by("registrations"),
        Column::new(t_string!(i18n, topics.rating), "num p3"),
        Column::new(t_string!(i18n, topics.changed), "p3").sorted_by("updatedAt"),
    ]
}

fn tabs(counts: Signal<Load<TopicCounts>>) -> Signal<Vec<(&'static str, String, Option<u64>)>> {
    let i18n = use_i18n();
    Signal::derive(move || {
        let known = match counts.get() {
            Load::Ready(counts) => Some(counts),
            Load::Waiting | Load::Failed(_) => None,
        };
        let number = |pick: fn(TopicCounts) -> u32| known.map(|counts| u64::from(pick(counts)));
        let of = |status: TopicStatus, count| (status.word(), words::status(i18n, status).to_owned(), count);
        vec![
            (
                "",
                t_string!(i18n, topics.all).to_owned(),
                number(|counts| counts.draft + counts.active + counts.archived),
            ),
            of(TopicStatus::Active, number(|counts| counts.active)),
            of(TopicStatus::Draft, number(|counts| counts.draft)),
            of(TopicStatus::Archived, number(|counts| counts.archived)),
        ]
    })
}

/// What the address asks for.
fn question() -> Memo<TopicFilters> {
    let (search, category, tag) = (parameter("search"), parameter("category"), parameter("tag"));
    let (difficulty, status, german) = (parameter("difficulty"), parameter("status"), parameter("german"));
    let sort = parameter("sort");
    let language = use_me().language;
    Memo::new(move |_| {
        let sorted = sort.get();
        let (field, direction) = match sorted.strip_prefix('-') {
            Some(field) => (field, Direction::Desc),
            None => (sorted.as_str(), Direction::Asc),
        };
        TopicFilters {
            search: Search::within(&search.get()),
            category: category.get().parse().ok(),
            difficulty: difficulty.get().parse().ok(),
            tag: tag.get().parse().ok(),
            status: status.get().parse().ok(),
            german_missing: (german.get() == "missing").then_some(true),
            sort: field.parse().ok(),
            direction: (!field.is_empty()).then_some(direction),
            language: Some(language),
            limit: Some(50),
            cursor: None,
        }
    })
}

fn filters(categories: Signal<Vec<Category>>, tags: Signal<Vec<Tag>>) -> Signal<Vec<Filter>> {
    let i18n = use_i18n();
    let language = use_me().language;
    let choice = |name: &'static str, label: &str, choices: Vec<(String, String)>| Filter {
        name,
        label: label.to_owned(),
        kind: FilterKind::Choice(choices),
    };
    Signal::derive(move || {
        let name = |text: &magnetiq_shared::TranslatedText| text.get(language).to_owned();
        let categories = categories.get().iter().map(|one| (one.id.to_string(), name(&one.name))).collect();
        let tags = tags.get().iter().map(|one| (one.id.to_string(), name(&one.name))).collect();
        let levels = Difficulty::ALL
            .iter()
            .map(|level| (level.word().to_owned(), words::difficulty(i18n, *level).to_owned()));
        let missing = vec![("missing".to_owned(), t_string!(i18n, topics.missing).to_owned())];
        vec![
            choice("category", t_string!(i18n, topics.category), categories),
            choice("difficulty", t_string!(i18n, topics.level), levels.collect()),
            choice("tag", t_string!(i18n, topics.tag), tags),
            choice("german", t_string!(i18n, topics.german), missing),
        ]
    })
}

fn failed(again: Callback<()>) -> AnyView {
    let i18n = use_i18n();
    view! {
        <Empty icon="alert" title=t_string!(i18n, admin.list_failed) text=t_string!(i18n, admin.list_failed_text) failed=true>
            <Button look=Look::Plain on_press=again>{t_string!(i18n, admin.try_again)}</Button>
        </Empty>
    }
    .into_any()
}

fn nothing(asked: TopicFilters) -> AnyView {
    let i18n = use_i18n();
    let everything = TopicFilters {
        sort: asked.sort,
        direction: asked.direction,
        language: asked.language,
        limit: asked.limit,
        ..TopicFilters::default()
    };
    match asked == everything {
        false => no_match(LIBRARY),
        true => view! { <Empty icon="webinar" title=t_string!(i18n, topics.empty) text=t_string!(i18n, topics.empty_text) /> }.into_any(),
    }
}
