//! The table of sessions, what can be done with one or with several, and the way through its pages.

use std::sync::Arc;

use leptos::prelude::*;
use magnetiq_shared::staff::sessions::StaffSessionFilters;

use super::LIST;
use super::acts::{Act, Done, SessionActs};
use super::bulk::SessionBulkBar;
use super::list::NewLink;
use super::question::is_narrowed;
use super::row::row;
use crate::admin::filters::href_with;
use crate::admin::kit::{Column, DataTable, Empty, Pager, Rows, Selection};
use crate::admin::list::{Known, List, failed, no_match};
use crate::api::planning;
use crate::i18n::{counted, t_string, use_i18n};
use crate::state::address::{Go, use_address};

/// The table.
#[component]
pub fn Listing(
    /// What is asked for.
    asked: Memo<StaffSessionFilters>,
    /// Called after something was changed.
    on_change: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let address = use_address();
    let list = List::new(
        move || asked.get(),
        |filters: StaffSessionFilters, cursor| async move {
            planning::list(&StaffSessionFilters { cursor, ..filters }).await
        },
    );
    let selection = Selection::new();
    let act = RwSignal::new(None::<Act>);
    let again = Callback::new(move |()| {
        list.again();
        on_change.run(());
    });
    let done = Callback::new(move |done: Done| match done {
        Done::Made(id) => address.go(&format!("{LIST}/{id}"), Go::Top),
        Done::Changed(_) | Done::Deleted => again.run(()),
    });
    let columns = vec![
        Column::new(t_string!(i18n, planning.session), "main"),
        Column::new(t_string!(i18n, planning.starts), "fit p1").sorted_by("startsAt"),
        Column::new(t_string!(i18n, planning.speaker), "p2"),
        Column::new(t_string!(i18n, planning.seats), "p3").sorted_by("seatsTaken"),
        Column::new(t_string!(i18n, planning.price), "num p3"),
        Column::new(t_string!(i18n, planning.state), "p1"),
    ];
    let rows = Arc::new(move || match list.known() {
        Known::Nothing => Rows::Waiting,
        Known::Failed(_) => Rows::Instead(failed(again)),
        Known::Rows(sessions) if sessions.is_empty() => Rows::Instead(nothing(asked.with(is_narrowed))),
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
    view! {
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
        <SessionActs act=act on_done=done />
    }
}

fn nothing(is_narrowed: bool) -> AnyView {
    let i18n = use_i18n();
    let address = use_address();
    if !is_narrowed {
        return view! {
            <Empty icon="webinar" title=t_string!(i18n, planning.none) text=t_string!(i18n, planning.none_text)>
                <NewLink />
            </Empty>
        }
        .into_any();
    }
    let none = ["status", "search", "from", "to", "language", "topic", "speaker", "category"]
        .map(|name| (name, None));
    no_match(untrack(|| href_with(&address, &none)))
}
