//! Registrations of all sessions: the list, and all of one beside it.

pub mod acts;
mod add;
mod again;
mod bulk;
mod certificate;
mod choices;
mod columns;
mod correct;
mod details;
mod export;
mod fates;
pub mod filters;
mod import;
mod merge;
mod transfer;
pub mod words;

use std::sync::Arc;

use leptos::prelude::*;
use magnetiq_shared::links;
use magnetiq_shared::registrations::{
    Registration, RegistrationCounts, RegistrationFilters, RegistrationStatus,
};
use magnetiq_shared::scopes::Scope;

use super::filters::{href_with, parameter};
use super::kit::{
    Avatar, Column, DataTable, Empty, FilterChips, Pager, Row, Rows, SearchField, Selection, StatusTabs,
};
use super::list::{Known, List, failed, no_match};
use super::mails;
use super::me::{use_me, writer};
use super::saved_views::SavedViews;
use super::shell::head::PageHead;
use crate::api::registration_list;
use crate::i18n::{counted, fill, t_string, use_i18n};
use crate::state::address::{Address, Go, use_address};
use crate::state::load::{Load, load};
use crate::ui::{Button, Icon, follow};
use acts::{ActDialog, Asks, Target, may_act};
use add::AddDialog;
use bulk::RegistrationBulkBar;
use columns::{COLUMNS, Columns, ColumnsMenu, Shown};
use details::RegistrationPanel;
use export::ExportMenu;
pub use import::{IMPORT, ImportPage};
use transfer::MoveDialog;

/// Where the list is.
const HERE: &str = links::admin_registrations();
/// Which registration is shown beside the list.
const OPEN: &str = "registration";
/// How many rows a page has.
const ROWS: u32 = 50;

/// The list, its filters, and the panel of one registration.
#[component]
pub fn RegistrationsPage() -> impl IntoView {
    let i18n = use_i18n();
    let address = use_address();
    let question = filters::question(ROWS);
    let list = List::new(
        move || question.get(),
        |filters: RegistrationFilters, cursor| async move {
            registration_list::list(&RegistrationFilters { cursor, ..filters }).await
        },
    );
    let counts = load(
        move || question.get(),
        None,
        |filters| async move { registration_list::counts(&filters).await },
    );
    let kept = RwSignal::new(None::<RegistrationCounts>);
    Effect::new(move |_| {
        if let Load::Ready(counts) = counts.get() {
            kept.set(Some(counts));
        }
    });
    let tabs = Signal::derive(move || {
        let of = |status: Option<RegistrationStatus>| {
            kept.with(|counts| counts.as_ref().map(|c| count(c, status)))
        };
        let all = ("", t_string!(i18n, registrations.all).to_owned(), of(None));
        let states = RegistrationStatus::ALL
            .iter()
            .map(|status| (status.word(), words::state(i18n, *status).1.to_owned(), of(Some(*status))));
        let chosen = address.parameter("status").unwrap_or_default();
        let is_shown = |tab: &(&str, String, Option<u64>)| tab.2 != Some(0) || tab.0 == chosen;
        std::iter::once(all).chain(states.filter(is_shown)).collect::<Vec<_>>()
    });
    let choice = Columns::new();
    let columns = choice.shown;
    let open = parameter(OPEN);
    let may_act = may_act();
    let may_write = use_me().scopes.contains(&Scope::MessagesWrite);
    // A mail to the same group: its page reads the same filters.
    let write_to = move || {
        href_with(&address, &[("cursor", None), ("sort", None), (COLUMNS, None), (OPEN, None)]).replacen(
            HERE,
            mails::NEW,
            1,
        )
    };
    let asks = Asks { act: RwSignal::new(None), moving: RwSignal::new(Vec::<Target>::new()) };
    let adding = RwSignal::new(false);
    let of_session = parameter("session");
    let selection = Selection::new();
    // Counts what was done, so that the panel shows what came of it.
    let changes = RwSignal::new(0_u32);
    let again = Callback::new(move |()| {
        list.again();
        counts.retry();
        changes.update(|count| *count += 1);
    });
    let listed = Signal::derive(move || match list.known() {
        Known::Rows(all) => all,
        Known::Nothing | Known::Failed(_) => Vec::new(),
    });
    let rows: Arc<dyn Fn() -> Rows + Send + Sync> = Arc::new(move || match list.known() {
        Known::Nothing => Rows::Waiting,
        Known::Failed(_) => Rows::Instead(failed(again)),
        Known::Rows(all) if all.is_empty() => Rows::Instead(nothing(filters::is_any(&question.get()))),
        Known::Rows(all) => {
            let open = open.get();
            columns.with(|columns| {
                Rows::Ready(all.into_iter().map(|one| row(one, columns, &open, asks)).collect())
            })
        }
    });
    let shown_count = Signal::derive(move || {
        let status = address.parameter("status").and_then(|word| word.parse().ok());
        match kept.with(|counts| counts.as_ref().map(|counts| count(counts, status))) {
            None | Some(0) => String::new(),
            Some(number) => counted(
                number as u32,
                t_string!(i18n, registrations.count_one),
                t_string!(i18n, registrations.count),
            ),
        }
    });
    let close = Callback::new(move |()| address.go(&stay(&address, &[(OPEN, None)]), Go::Here));
    let zone = fill(t_string!(i18n, admin.times_in), &[("zone", &use_me().timezone.replace('_', " "))]);
    let panel = move || {
        let id = open.get();
        (!id.is_empty())
            .then(|| view! { <RegistrationPanel id=id asks=asks changes=changes on_change=again on_close=close /> })
            .into_any()
    };
    let caption = t_string!(i18n, registrations.caption);
    let busy = Signal::derive(move || list.is_busy());
    let table = move || {
        let is_chosen = columns.with(|shown| columns::is_chosen(shown));
        let heads = columns.get().into_iter().map(|column| column.head(i18n, is_chosen));
        let person = Column::new(t_string!(i18n, registrations.person), "main").sorted_by("name");
        let columns: Vec<_> = std::iter::once(person).chain(heads).collect();
        let rows = rows.clone();
        let table = match may_act {
            true => {
                view! { <DataTable caption=caption columns=columns rows=rows selection=selection menus=true busy=busy /> }
                    .into_any()
            }
            false => view! { <DataTable caption=caption columns=columns rows=rows busy=busy /> }.into_any(),
        };
        view! { <div class:chosen-columns=is_chosen>{table}</div> }.into_any()
    };
    view! {
        <div class="with-panel">
            <div>
                <PageHead title=t_string!(i18n, admin.webinars) tabs=true>
                    <ExportMenu asked=question />
                    {may_write.then(|| view! {
                        <a class="button plain quiet" href=write_to><Icon name="mail" />{t_string!(i18n, desk.write_to)}</a>
                    })}
                    {may_act.then(|| view! {
                        <a class="button plain" href=move || import_of(&of_session.get())><Icon name="people" />{t_string!(i18n, desk.import)}</a>
                        <Button on_press=Callback::new(move |()| adding.set(true))><Icon name="plus" />{t_string!(i18n, desk.add)}</Button>
                    })}
                </PageHead>
                <div class="page-body">
                    <StatusTabs label=t_string!(i18n, registrations.state) name="status" tabs=tabs />
                    <div class="toolbar">
                        <SearchField label=t_string!(i18n, registrations.search) />
                        <FilterChips filters=filters::chips() />
                        <SavedViews key="registration-views" list=HERE />
                        <ColumnsMenu columns=choice />
                        <small class="push">{zone}</small>
                    </div>
                    {follow(table)}
                    {may_act.then(|| view! { <RegistrationBulkBar selection=selection shown=listed asks=asks on_done=again /> })}
                    <Pager
                        count=shown_count
                        earlier=Signal::derive(move || list.earlier())
                        later=Signal::derive(move || list.later())
                    />
                </div>
            </div>
            {follow(panel)}
        </div>
        <ActDialog asked=asks.act on_done=again />
        <MoveDialog whom=asks.moving on_done=again />
        <AddDialog open=adding chosen=of_session.into() on_done=again />
    }
}

/// Where a file is taken in, into the session that is asked for.
fn import_of(session: &str) -> String {
    if session.is_empty() { IMPORT.to_owned() } else { format!("{IMPORT}?session={session}") }
}

/// This page's address with some parameters changed, on the same page of the list.
fn stay(address: &Address, changes: &[(&str, Option<&str>)]) -> String {
    let cursor = address.parameter("cursor");
    let mut all = vec![("cursor", cursor.as_deref())];
    all.extend(changes);
    href_with(address, &all)
}

/// How many there are in a state, or in all.
fn count(counts: &RegistrationCounts, status: Option<RegistrationStatus>) -> u64 {
    match status {
        None => counts.total,
        Some(RegistrationStatus::PendingVerification) => counts.pending_verification,
        Some(RegistrationStatus::PendingApproval) => counts.pending_approval,
        Some(RegistrationStatus::PendingPayment) => counts.pending_payment,
        Some(RegistrationStatus::Confirmed) => counts.confirmed,
        Some(RegistrationStatus::Waitlisted) => counts.waitlisted,
        Some(RegistrationStatus::Offered) => counts.offered,
        Some(RegistrationStatus::Cancelled) => counts.cancelled,
        Some(RegistrationStatus::Declined) => counts.declined,
        Some(RegistrationStatus::Expired) => counts.expired,
        Some(RegistrationStatus::Attended) => counts.attended,
        Some(RegistrationStatus::NoShow) => counts.no_show,
    }
}

fn row(one: Registration, columns: &[Shown], open: &str, asks: Asks) -> Row {
    let i18n = use_i18n();
    let writer = writer();
    let id = one.id.to_string();
    let name = words::name(&one);
    let href = stay(&use_address(), &[(OPEN, Some(&id))]);
    let menu: Option<ChildrenFn> = may_act().then(|| {
        let (one, href) = (one.clone(), href.clone());
        Arc::new(move || {
            let open = href.clone();
            view! {
                <a href=open data-stay><Icon name="eye" />{t_string!(i18n, desk.open)}</a>
                {acts::entries(&one, asks)}
            }
            .into_any()
        }) as ChildrenFn
    });
    let others = columns.iter().map(|column| column.cell(i18n, &writer, &one)).collect::<Vec<_>>();
    let person = view! {
        <span class="person">
            <Avatar name=Signal::stored(name.clone()) />
            <span><a class="row-link" href=href data-stay>{name.clone()}</a><small>{one.email}</small></span>
        </span>
    }
    .into_any();
    let cells = std::iter::once(person).chain(others).collect();
    let is_open = id == open;
    Row { id, name, cells, menu, is_open }
}

fn nothing(is_filtered: bool) -> AnyView {
    let i18n = use_i18n();
    match is_filtered {
        true => no_match(HERE),
        false => view! { <Empty icon="people" title=t_string!(i18n, registrations.empty) text=t_string!(i18n, registrations.empty_text) /> }.into_any(),
    }
}
