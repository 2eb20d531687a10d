//! The list of sessions.

use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use leptos::prelude::*;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::staff::sessions::{SessionCounts, SessionSort, StaffSessionFilters};
use magnetiq_shared::{Language, Search, links};

use super::acts::{Act, Done, SessionActs};
use super::bulk::SessionBulkBar;
use super::row::row;
use super::{LIST, NEW, choices};
use crate::admin::filters::{href_with, parameter};
use crate::admin::kit::{
    Column, DataTable, Empty, Filter, FilterChips, FilterKind, Pager, Rows, SearchField, Selection,
    StatusTabs,
};
use crate::admin::list::{Known, List};
use crate::admin::me::{refusal, use_me};
use crate::admin::shell::head::PageHead;
use crate::admin::words as all_words;
use crate::api::planning;
use crate::format::local;
use crate::i18n::{counted, fill, t_string, use_i18n};
use crate::state::address::{Go, use_address};
use crate::state::load::{Load, load};
use crate::ui::{Button, Icon, Look};

/// The list, its states and filters, and what can be done with one or with several.
#[component]
pub fn SessionsPage() -> impl IntoView {
    let i18n = use_i18n();
    let address = use_address();
    let question = question();
    let list = List::new(
        move || question.get(),
        |filters: StaffSessionFilters, cursor| async move {
            planning::list(&StaffSessionFilters { cursor, ..filters }).await
        },
    );
    let counts = load(
        move || StaffSessionFilters { status: None, sort: None, limit: None, ..question.get() },
        None,
        |filters: StaffSessionFilters| async move { planning::counts(&filters).await },
    );
    let kept = RwSignal::new(None::<SessionCounts>);
    Effect::new(move |_| {
        if let Load::Ready(counts) = counts.get() {
            kept.set(Some(counts));
        }
    });
    let selection = Selection::new();
    let act = RwSignal::new(None::<Act>);
    let again = Callback::new(move |()| {
        list.again();
        counts.retry();
    });
    let done = Callback::new(move |done: Done| match done {
        Done::Made(id) => address.go(&format!("{LIST}/{id}"), Go::Top),
        Done::Changed(_) | Done::Deleted => again.run(()),
    });
    let columns = vec![
        Column::new(t_string!(i18n, planning.session), "main"),
        Column::new(t_string!(i18n, planning.starts), "fit").sorted_by("startsAt"),
        Column::new(t_string!(i18n, planning.speaker), "p2"),
        Column::new(t_string!(i18n, planning.seats), "p3").sorted_by("seatsTaken"),
        Column::new(t_string!(i18n, planning.price), "num p3"),
        Column::new(t_string!(i18n, planning.state), "p1"),
    ];
    let is_filtered = move || question.get() != StaffSessionFilters { limit: Some(50), ..Default::default() };
    let rows = Arc::new(move || match list.known() {
        Known::Nothing => Rows::Waiting,
        Known::Failed(_) => Rows::Instead(failed(again)),
        Known::Rows(sessions) if sessions.is_empty() => Rows::Instead(nothing(is_filtered())),
        Known::Rows(sessions) => Rows::Ready(sessions.into_iter().map(|session| row(session, act)).collect()),
    });
    let shown = Signal::derive(move || match list.known() {
        Known::Rows(sessions) => sessions,
        Known::Nothing | Known::Failed(_) => Vec::new(),
    });
    let count = Signal::derive(move || {
        let whole = list.is_whole().then(|| shown.with(Vec::len) as u64);
        match list.total().or(whole) {
            Some(0) | None => String::new(),
            Some(count) => {
                counted(count as u32, t_string!(i18n, planning.count_one), t_string!(i18n, planning.count))
            }
        }
    });
    let tabs = Signal::derive(move || {
        let counts = kept.get();
        let tab = |value, name: &'static str, count: fn(&SessionCounts) -> u64| {
            (value, name.to_owned(), counts.as_ref().map(count))
        };
        vec![
            tab("", t_string!(i18n, planning.all), |counts| counts.all),
            tab("draft", t_string!(i18n, planning.draft), |counts| counts.draft),
            tab("published", t_string!(i18n, planning.published), |counts| counts.published),
            tab("live", t_string!(i18n, planning.live), |counts| counts.live),
            tab("completed", t_string!(i18n, planning.completed), |counts| counts.completed),
            tab("cancelled", t_string!(i18n, planning.cancelled), |counts| counts.cancelled),
        ]
    });
    let me = use_me();
    let zone = fill(t_string!(i18n, admin.times_in), &[("zone", &me.timezone.replace('_', " "))]);
    let public = links::overview(me.language);
    view! {
        <PageHead title=t_string!(i18n, admin.webinars) tabs=true>
            <a class="button plain quiet" href=public target="_blank" rel="noopener">
                <Icon name="external" />
                {t_string!(i18n, planning.public_page)}
            </a>
            <NewLink />
        </PageHead>
        <div class="page-body">
            <StatusTabs label=t_string!(i18n, planning.state) name="status" tabs=tabs />
            <div class="toolbar">
                <SearchField label=t_string!(i18n, planning.search) />
                <FilterChips filters=filters() />
                <small class="push">{zone}</small>
            </div>
            <DataTable
                caption=t_string!(i18n, admin.sessions) columns=columns rows=rows selection=selection menus=true
                busy=Signal::derive(move || list.is_busy())
            />
            <SessionBulkBar selection=selection shown=shown on_done=again />
            <Pager
                count=count
                earlier=Signal::derive(move || list.earlier())
                later=Signal::derive(move || list.later())
            />
        </div>
        <SessionActs act=act on_done=done />
    }
}

/// The way to plan a new one, or why there is none.
#[component]
fn NewLink() -> impl IntoView {
    let i18n = use_i18n();
    match refusal(Scope::SessionsWrite) {
        None => view! {
            <a class="button" href=NEW><Icon name="plus" />{t_string!(i18n, planning.new)}</a>
        }
        .into_any(),
        Some(why) => view! {
            <span class="button" role="link" aria-disabled="true" title=why><Icon name="plus" />{t_string!(i18n, planning.new)}</span>
        }
        .into_any(),
    }
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

fn nothing(is_filtered: bool) -> AnyView {
    let i18n = use_i18n();
    let address = use_address();
    if !is_filtered {
        return view! {
            <Empty icon="webinar" title=t_string!(i18n, planning.none) text=t_string!(i18n, planning.none_text)>
                <NewLink />
            </Empty>
        }
        .into_any();
    }
    let none = ["status", "search", "from", "to", "language", "topic", "speaker", "category"]
        .map(|name| (name, None));
    let all = untrack(|| href_with(&address, &none));
    view! {
        <Empty icon="search" title=t_string!(i18n, admin.no_match) text=t_string!(i18n, admin.no_match_text)>
            <a class="button plain" href=all data-stay>{t_string!(i18n, admin.clear_filters)}</a>
        </Empty>
    }
    .into_any()
}

/// What the address asks for.
fn question() -> Memo<StaffSessionFilters> {
    let (status, search, sort) = (parameter("status"), parameter("search"), parameter("sort"));
    let (from, to, language) = (parameter("from"), parameter("to"), parameter("language"));
    let (topic, speaker, category) = (parameter("topic"), parameter("speaker"), parameter("category"));
    let zone = use_me().timezone;
    Memo::new(move |_| {
        let day = |value: Memo<String>, later: u64| -> Option<DateTime<Utc>> {
            let day = value.get().parse::<NaiveDate>().ok()?.checked_add_days(Days::new(later))?;
            Some(local::instant(day.and_time(NaiveTime::MIN), &zone))
        };
        StaffSessionFilters {
            status: status.get().parse().ok(),
            search: Search::within(&search.get()),
            topic: topic.get().parse().ok(),
            speaker: speaker.get().parse().ok(),
            category: category.get().parse().ok(),
            language: language.get().parse().ok(),
            from: day(from, 0),
            // The last day is meant with all its hours.
            to: day(to, 1),
            sort: serde_json::from_value::<SessionSort>(sort.get().into()).ok(),
            limit: Some(50),
            cursor: None,
        }
    })
}

fn filters() -> Signal<Vec<Filter>> {
    let i18n = use_i18n();
    let (topics, speakers) = (choices::topics(), choices::speakers());
    let languages =
        Language::ALL.map(|language| (language.code().to_owned(), all_words::language(language).to_owned()));
    Signal::derive(move || {
        let filter = |name, label: &str, kind| Filter { name, label: label.to_owned(), kind };
        vec![
            filter("from", t_string!(i18n, planning.from), FilterKind::Day),
            filter("to", t_string!(i18n, planning.to), FilterKind::Day),
            filter("language", t_string!(i18n, planning.language), FilterKind::Choice(languages.to_vec())),
            filter("topic", t_string!(i18n, planning.topic), FilterKind::Choice(topics.get())),
            filter("speaker", t_string!(i18n, planning.speaker), FilterKind::Choice(speakers.get())),
        ]
    })
}
