//! Who changed what, when, and by which means.

mod entry;
mod words;

pub use words::sentence;

use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use leptos::prelude::*;
use magnetiq_shared::Search;
use magnetiq_shared::audit::{AuditEntry, AuditFilters};
use magnetiq_shared::scopes::Scope;

use super::filters::{href_with, parameter};
use super::kit::{
    Avatar, Column, DataTable, Empty, Filter, FilterChips, FilterKind, Pager, Row, Rows, SearchField,
};
use super::list::{Known, List, failed, no_match};
use super::me::{use_me, writer};
use super::shell::head::PageHead;
use crate::api::{ApiError, audit_log, users};
use crate::format::local;
use crate::i18n::{counted, fill, t_string, use_i18n};
use crate::state::address::{Address, Go, use_address};
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::follow;
use entry::EntryPanel;

/// Which entry is shown beside the list.
const OPEN: &str = "entry";

/// The list, its filters, and the panel of one entry.
#[component]
pub fn ActivityPage() -> impl IntoView {
    let i18n = use_i18n();
    let address = use_address();
    let question = question();
    let list = List::new(
        move || question.get(),
        |filters: AuditFilters, cursor| async move { audit_log::list(&AuditFilters { cursor, ..filters }).await },
    );
    let open = parameter(OPEN);
    let is_filtered = move || question.get() != AuditFilters { limit: Some(50), ..AuditFilters::default() };
    let columns = vec![
        Column::new(t_string!(i18n, activity.when), "fit"),
        Column::new(t_string!(i18n, activity.who), "p1"),
        Column::new(t_string!(i18n, activity.what), "main"),
        Column::new(t_string!(i18n, activity.fields), "p3"),
    ];
    let again = Callback::new(move |()| list.again());
    let rows = Arc::new(move || match list.known() {
        Known::Nothing => Rows::Waiting,
        Known::Failed(_) => Rows::Instead(failed(again)),
        Known::Rows(entries) if entries.is_empty() => Rows::Instead(nothing(is_filtered())),
        Known::Rows(entries) => {
            let open = open.get();
            Rows::Ready(entries.into_iter().map(|entry| row(entry, &open)).collect())
        }
    });
    let count = Signal::derive(move || match (list.total(), list.known()) {
        (Some(total), _) if total > 0 => {
            counted(total as u32, t_string!(i18n, activity.count_one), t_string!(i18n, activity.count))
        }
        // Without a total the rows are counted where they are all.
        (None, Known::Rows(entries)) if !entries.is_empty() && list.is_whole() => counted(
            entries.len() as u32,
            t_string!(i18n, activity.count_one),
            t_string!(i18n, activity.count),
        ),
        _ => String::new(),
    });
    let shown = Memo::new(move |_| match list.known() {
        Known::Rows(entries) => {
            entries.into_iter().find(|entry| open.with(|open| entry.id.to_string() == *open))
        }
        Known::Nothing | Known::Failed(_) => None,
    });
    let close = Callback::new(move |()| {
        address.go(&stay(&address, &[(OPEN, None)]), Go::Here);
    });
    let zone = fill(t_string!(i18n, admin.times_in), &[("zone", &use_me().timezone.replace('_', " "))]);
    view! {
        <div class="with-panel">
            <div>
                <PageHead title=t_string!(i18n, admin.activity) />
                <div class="page-body">
                    <div class="toolbar">
                        <SearchField label=t_string!(i18n, activity.search) />
                        <FilterChips filters=filters() />
                        <small class="push">{zone}</small>
                    </div>
                    <DataTable
                        caption=t_string!(i18n, activity.caption) columns=columns rows=rows
                        busy=Signal::derive(move || list.is_busy())
                    />
                    <Pager
                        count=count
                        earlier=Signal::derive(move || list.earlier())
                        later=Signal::derive(move || list.later())
                    />
                </div>
            </div>
            {follow(move || shown.get().map(|entry| view! { <EntryPanel entry=entry on_close=close /> }).into_any())}
        </div>
    }
}

/// This page's address with some parameters changed, on the same page of the list.
fn stay(address: &Address, changes: &[(&str, Option<&str>)]) -> String {
    let cursor = address.parameter("cursor");
    let mut all = vec![("cursor", cursor.as_deref())];
    all.extend(changes);
    href_with(address, &all)
}

/// What the address asks for.
fn question() -> Memo<AuditFilters> {
    let (search, action, actor) = (parameter("search"), parameter("action"), parameter("actor"));
    let (from, to, subject) = (parameter("from"), parameter("to"), parameter("subject"));
    let zone = use_me().timezone;
    let some = |value: Memo<String>| Some(value.get()).filter(|value| !value.is_empty());
    Memo::new(move |_| {
        let day = |value: Memo<String>, later: u64| -> Option<DateTime<Utc>> {
            let day = value.get().parse::<NaiveDate>().ok()?.checked_add_days(Days::new(later))?;
            Some(local::instant(day.and_time(NaiveTime::MIN), &zone))
        };
        AuditFilters {
            search: Search::within(&search.get()),
            actor: actor.get().parse().ok(),
            action: some(action),
            subject: subject.get().parse().ok(),
            from: day(from, 0),
            // The last day is meant with all its hours.
            to: day(to, 1),
            limit: Some(50),
            cursor: None,
        }
    })
}

fn filters() -> Signal<Vec<Filter>> {
    let i18n = use_i18n();
    let may_see_people = use_me().scopes.contains(&Scope::UsersRead);
    let people = load(
        || (),
        None,
        move |()| async move {
            match may_see_people {
                true => users::list(None).await.map(|page| page.data),
                false => Ok::<_, ApiError>(Vec::new()),
            }
        },
    );
    let kinds = words::KINDS
        .iter()
        .map(|kind| ((*kind).to_owned(), words::kind(i18n, kind).to_owned()))
        .collect::<Vec<_>>();
    Signal::derive(move || {
        let people = match people.get() {
            Load::Ready(people) => people.into_iter().map(|user| (user.id.to_string(), user.name)).collect(),
            Load::Waiting | Load::Failed(_) => Vec::new(),
        };
        let filter = |name: &'static str, label: &str, kind: FilterKind| Filter {
            name,
            label: label.to_owned(),
            kind,
        };
        vec![
            filter("actor", t_string!(i18n, activity.who), FilterKind::Choice(people)),
            filter("action", t_string!(i18n, activity.about), FilterKind::Choice(kinds.clone())),
            filter("from", t_string!(i18n, activity.from), FilterKind::Day),
            filter("to", t_string!(i18n, activity.to), FilterKind::Day),
        ]
    })
}

fn row(entry: AuditEntry, open: &str) -> Row {
    let i18n = use_i18n();
    let (now, writer) = (clock::now(), writer());
    let id = entry.id.to_string();
    let what = words::sentence(i18n, &entry.action);
    let href = stay(&use_address(), &[(OPEN, Some(&id))]);
    let fields: Vec<&str> = entry.changes.iter().map(|change| change.field.as_str()).collect();
    let subject = entry.subject_name.clone();
    let cells = vec![
        view! {
            <span class="nowrap"><b>{writer.short_day(entry.at, now)}</b> " " <span class="quiet">{writer.time(entry.at)}</span></span>
        }
        .into_any(),
        view! {
            <span class="person">
                <Avatar name=Signal::stored(entry.actor_name.clone()) />
                <span>
                    {entry.actor_name.clone()}
                    {entry.api_token_id.map(|_| view! { <span class="tag">{t_string!(i18n, activity.by_token)}</span> })}
                </span>
            </span>
        }
        .into_any(),
        view! {
            <span class="clip">
                <a class="row-link" href=href data-stay>{what.clone()}</a>
                " "
                <span class="quiet">{subject.clone()}</span>
            </span>
        }
        .into_any(),
        view! { <span class="quiet clip">{fields.join(", ")}</span> }.into_any(),
    ];
    let is_open = id == open;
    Row { id, name: format!("{what} {subject}"), cells, menu: None, is_open }
}

fn nothing(is_filtered: bool) -> AnyView {
    let i18n = use_i18n();
    match is_filtered {
        true => no_match("/admin/activity"),
        false => view! { <Empty icon="pulse" title=t_string!(i18n, activity.empty) text=t_string!(i18n, activity.empty_text) /> }.into_any(),
    }
}
