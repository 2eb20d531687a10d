//! The log of what was sent to a webhook. While something is on its way it asks again by itself.

use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::set_timeout_with_handle;
use leptos::prelude::*;
use magnetiq_shared::webhooks::{Delivery, DeliveryFilters, DeliveryState, EventKind};

use super::delivery::{OPEN, stay};
use super::words;
use crate::admin::filters::parameter;
use crate::admin::kit::{
    Column, DataTable, Empty, Filter, FilterChips, FilterKind, Pager, Row, Rows, Status, StatusTabs,
};
use crate::admin::list::{Known, List, failed};
use crate::admin::me::writer;
use crate::api::webhooks;
use crate::i18n::{t_string, use_i18n};
use crate::state::address::use_address;

/// How long it waits before it asks again.
const SOON: Duration = Duration::from_secs(2);

/// The log.
#[component]
pub fn Log(
    /// Whose.
    webhook: String,
    /// Grows whenever something was sent.
    changes: RwSignal<u32>,
    /// Gets what is shown.
    shown: RwSignal<Vec<Delivery>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (state, event, open) = (parameter("state"), parameter("event"), parameter(OPEN));
    let list = List::new(
        move || (state.get(), event.get(), changes.get()),
        move |(state, event, _): (String, String, u32), cursor| {
            let webhook = webhook.clone();
            let filters = DeliveryFilters {
                state: state.parse().ok(),
                event: event.parse().ok(),
                limit: Some(50),
                cursor,
            };
            async move { webhooks::deliveries(&webhook, &filters).await }
        },
    );
    Effect::new(move |_| {
        let Known::Rows(rows) = list.known() else { return };
        let is_soon = |one: &Delivery| one.state == DeliveryState::Pending && one.attempts == 0;
        if rows.iter().any(is_soon) && !list.is_busy() {
            let timer = set_timeout_with_handle(move || list.again(), SOON);
            on_cleanup(move || drop(timer.map(|timer| timer.clear())));
        }
        shown.set(rows);
    });
    let again = Callback::new(move |()| list.again());
    let tabs = Signal::stored(vec![
        ("", t_string!(i18n, webhooks.all).to_owned(), None),
        ("delivered", t_string!(i18n, webhooks.delivered).to_owned(), None),
        ("pending", t_string!(i18n, webhooks.pending).to_owned(), None),
        ("failed", t_string!(i18n, webhooks.failed).to_owned(), None),
    ]);
    let kinds = EventKind::ALL.iter().map(|kind| (kind.word().to_owned(), words::whole_event(i18n, *kind)));
    let chips = Signal::stored(vec![Filter {
        name: "event",
        label: t_string!(i18n, webhooks.event).to_owned(),
        kind: FilterKind::Choice(kinds.collect()),
    }]);
    let columns = vec![
        Column::new(t_string!(i18n, webhooks.event), "main"),
        Column::new(t_string!(i18n, webhooks.state), ""),
        Column::new(t_string!(i18n, webhooks.answer), "p2"),
        Column::new(t_string!(i18n, webhooks.attempts), "num p3"),
        Column::new(t_string!(i18n, webhooks.happened), "num p1"),
    ];
    let is_filtered = move || !(state.with(String::is_empty) && event.with(String::is_empty));
    let rows = Arc::new(move || match list.known() {
        Known::Nothing => Rows::Waiting,
        Known::Failed(_) => Rows::Instead(failed(again)),
        Known::Rows(all) if all.is_empty() => Rows::Instead(nothing(is_filtered())),
        Known::Rows(all) => {
            let open = open.get();
            Rows::Ready(all.into_iter().map(|one| row(one, &open)).collect())
        }
    });
    view! {
        <h2>{t_string!(i18n, webhooks.deliveries)}</h2>
        <div class="toolbar">
            <StatusTabs label=t_string!(i18n, webhooks.state) name="state" tabs=tabs />
            <FilterChips filters=chips />
        </div>
        <DataTable
            caption=t_string!(i18n, webhooks.deliveries_caption) columns=columns rows=rows
            busy=Signal::derive(move || list.is_busy())
        />
        <Pager
            count="" earlier=Signal::derive(move || list.earlier()) later=Signal::derive(move || list.later())
        />
    }
}

fn row(one: Delivery, open: &str) -> Row {
    let i18n = use_i18n();
    let writer = writer();
    let (tone, word) = words::delivery(i18n, &one);
    let id = one.id.to_string();
    let name = words::whole_event(i18n, one.event);
    let href = stay(&use_address(), &[(OPEN, Some(&id))]);
    let answer = match (one.last_status, one.attempts) {
        (Some(code), _) => view! { <code>{code}</code> }.into_any(),
        (None, 0) => ().into_any(),
        (None, _) => view! { <span class="quiet">{t_string!(i18n, webhooks.no_answer)}</span> }.into_any(),
    };
    let cells = vec![
        view! {
            <span class="two-lines">
                <a class="row-link" href=href data-stay>{name.clone()}</a>
                <small><code>{one.event.word()}</code></small>
            </span>
        }
        .into_any(),
        view! { <Status state=tone>{word}</Status> }.into_any(),
        answer,
        view! { <span class="quiet">{one.attempts}</span> }.into_any(),
        view! {
            <span class="nowrap">{writer.brief_day(one.created_at)} " " <span class="quiet">{writer.time(one.created_at)}</span></span>
        }
        .into_any(),
    ];
    let is_open = id == open;
    Row { id, name, cells, menu: None, is_open }
}

fn nothing(is_filtered: bool) -> AnyView {
    let i18n = use_i18n();
    let (title, text) = match is_filtered {
        true => (t_string!(i18n, admin.no_match), t_string!(i18n, admin.no_match_text)),
        false => (t_string!(i18n, webhooks.no_deliveries), t_string!(i18n, webhooks.no_deliveries_text)),
    };
    view! { <Empty icon="pulse" title=title text=text /> }.into_any()
}
