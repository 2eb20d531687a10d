//! Registrations of all sessions: the list, and all of one beside it.

mod details;
mod filters;
pub mod words;

use std::sync::Arc;

use leptos::prelude::*;
use magnetiq_shared::registrations::{
    Registration, RegistrationCounts, RegistrationFilters, RegistrationStatus,
};

use super::filters::{href_with, parameter};
use super::kit::{
    Avatar, Column, DataTable, Empty, FilterChips, Pager, Row, Rows, SearchField, Status, StatusTabs,
};
use super::list::{Known, List, failed};
use super::me::{use_me, writer};
use super::shell::head::PageHead;
use crate::api::registration_list;
use crate::i18n::{counted, fill, t_string, use_i18n};
use crate::state::address::{Address, Go, use_address};
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::follow;
use details::RegistrationPanel;

/// Where the list is.
const HERE: &str = "/admin/webinars/registrations";
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
    let columns = vec![
        Column::new(t_string!(i18n, registrations.person), "main").sorted_by("name"),
        Column::new(t_string!(i18n, registrations.company), "p3").sorted_by("company"),
        Column::new(t_string!(i18n, registrations.session), "p2"),
        Column::new(t_string!(i18n, registrations.state), "").sorted_by("status"),
        Column::new(t_string!(i18n, registrations.registered), "num p1").sorted_by("registeredAt"),
    ];
    let open = parameter(OPEN);
    let again = Callback::new(move |()| list.again());
    let rows = Arc::new(move || match list.known() {
        Known::Nothing => Rows::Waiting,
        Known::Failed(_) => Rows::Instead(failed(again)),
        Known::Rows(all) if all.is_empty() => Rows::Instead(nothing(filters::is_any(&question.get()))),
        Known::Rows(all) => {
            let open = open.get();
            Rows::Ready(all.into_iter().map(|one| row(one, &open)).collect())
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
        (!id.is_empty()).then(|| view! { <RegistrationPanel id=id on_close=close /> }).into_any()
    };
    view! {
        <div class="with-panel">
            <div>
                <PageHead title=t_string!(i18n, admin.webinars) tabs=true />
                <div class="page-body">
                    <StatusTabs label=t_string!(i18n, registrations.state) name="status" tabs=tabs />
                    <div class="toolbar">
                        <SearchField label=t_string!(i18n, registrations.search) />
                        <FilterChips filters=filters::chips() />
                        <small class="push">{zone}</small>
                    </div>
                    <DataTable
                        caption=t_string!(i18n, registrations.caption) columns=columns rows=rows
                        busy=Signal::derive(move || list.is_busy())
                    />
                    <Pager
                        count=shown_count
                        earlier=Signal::derive(move || list.earlier())
                        later=Signal::derive(move || list.later())
                    />
                </div>
            </div>
            {follow(panel)}
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

fn row(one: Registration, open: &str) -> Row {
    let i18n = use_i18n();
    let (now, writer) = (clock::now(), writer());
    let id = one.id.to_string();
    let name = words::name(&one);
    let href = stay(&use_address(), &[(OPEN, Some(&id))]);
    let (tone, word) = words::state(i18n, one.status);
    let is_today = writer.short_day(one.registered_at, now) == writer.short_day(now, now);
    let day = (!is_today).then(|| view! { <b>{writer.brief_day(one.registered_at)}</b> " " });
    let cells = vec![
        view! {
            <span class="person">
                <Avatar name=Signal::stored(name.clone()) />
                <span><a class="row-link" href=href data-stay>{name.clone()}</a><small>{one.email}</small></span>
            </span>
        }
        .into_any(),
        view! { <span class="clip">{one.company}</span> }.into_any(),
        view! {
            <span class="two-lines of-session">
                <span>{one.session.title.get(writer.language).to_owned()}</span>
                <small>{writer.short_day(one.session.starts_at, now)}</small>
            </span>
        }
        .into_any(),
        view! { <Status state=tone>{word}</Status> }.into_any(),
        view! { <span class="nowrap">{day}<span class="quiet">{writer.time(one.registered_at)}</span></span> }.into_any(),
    ];
    let is_open = id == open;
    Row { id, name, cells, menu: None, is_open }
}

fn nothing(is_filtered: bool) -> AnyView {
    let i18n = use_i18n();
    match is_filtered {
        true => view! {
            <Empty icon="search" title=t_string!(i18n, admin.no_match) text=t_string!(i18n, admin.no_match_text)>
                <a class="button plain" href=HERE data-stay>{t_string!(i18n, admin.clear_filters)}</a>
            </Empty>
        }
        .into_any(),
        false => view! { <Empty icon="people" title=t_string!(i18n, registrations.empty) text=t_string!(i18n, registrations.empty_text) /> }.into_any(),
    }
}
