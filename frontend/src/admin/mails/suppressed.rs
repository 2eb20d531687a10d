//! Addresses that take no mail, and letting mails go to one again.

use std::sync::Arc;

use leptos::prelude::*;
use magnetiq_shared::Search;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::suppressions::{SuppressedAddress, SuppressionFilters};

use super::{ADDRESSES, HERE, ROWS, words};
use crate::admin::filters::parameter;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::{Column, Confirm, DataTable, Empty, Pager, Row, Rows, SearchField, Status};
use crate::admin::list::{Known, List, failed, no_match};
use crate::admin::me::{refusal, writer};
use crate::admin::shell::head::PageHead;
use crate::api::campaigns;
use crate::i18n::{counted, fill, t_string, use_i18n};
use crate::state::clock;
use crate::ui::use_toasts;

/// The list.
#[component]
pub fn SuppressedPage() -> impl IntoView {
    let i18n = use_i18n();
    let search = parameter("search");
    let question = Memo::new(move |_| SuppressionFilters {
        search: Search::within(&search.get()),
        limit: Some(ROWS),
        cursor: None,
    });
    let list = List::new(
        move || question.get(),
        |filters: SuppressionFilters, cursor| async move {
            campaigns::suppressed(&SuppressionFilters { cursor, ..filters }).await
        },
    );
    let columns = vec![
        Column::new(t_string!(i18n, mails.address), "main"),
        Column::new(t_string!(i18n, mails.why), ""),
        Column::new(t_string!(i18n, mails.since), "num p1"),
        Column::new(t_string!(i18n, admin.actions), "end"),
    ];
    let again = Callback::new(move |()| list.again());
    let lifting = RwSignal::new(None::<String>);
    let rows = Arc::new(move || {
        match list.known() {
        Known::Nothing => Rows::Waiting,
        Known::Failed(_) => Rows::Instead(failed(again)),
        Known::Rows(all) if all.is_empty() && question.with(|asked| asked.search.is_some()) => {
            Rows::Instead(no_match(ADDRESSES))
        }
        Known::Rows(all) if all.is_empty() => Rows::Instead(
            view! { <Empty icon="mail" title=t_string!(i18n, mails.no_addresses) text=t_string!(i18n, mails.no_addresses_text) /> }
                .into_any(),
        ),
        Known::Rows(all) => Rows::Ready(all.into_iter().map(|one| row(one, lifting)).collect()),
    }
    });
    let count = Signal::derive(move || match list.total() {
        None | Some(0) => String::new(),
        Some(number) => counted(
            u32::try_from(number).unwrap_or(u32::MAX),
            t_string!(i18n, mails.address_one),
            t_string!(i18n, mails.address_many),
        ),
    });
    let above = (t_string!(i18n, mails.mails).to_owned(), HERE.to_owned());
    view! {
        <PageHead title=t_string!(i18n, mails.addresses) above=above />
        <div class="page-body">
            <p class="quiet">{t_string!(i18n, mails.addresses_text)}</p>
            <div class="toolbar"><SearchField label=t_string!(i18n, mails.search_address) /></div>
            <DataTable
                caption=t_string!(i18n, mails.addresses) columns=columns rows=rows
                busy=Signal::derive(move || list.is_busy())
            />
            <Pager
                count=count earlier=Signal::derive(move || list.earlier())
                later=Signal::derive(move || list.later())
            />
        </div>
        <LiftDialog address=lifting on_done=again />
    }
}

fn row(one: SuppressedAddress, lifting: RwSignal<Option<String>>) -> Row {
    let i18n = use_i18n();
    let (writer, now) = (writer(), clock::now());
    let (tone, word) = words::reason(i18n, one.reason);
    let why = refusal(Scope::MessagesWrite);
    let is_refused = why.is_some();
    let address = one.address.clone();
    let lift = move |_| {
        if !is_refused {
            lifting.set(Some(address.clone()));
        }
    };
    let cells = vec![
        view! { <span class="two-lines"><span>{one.address.clone()}</span><small lang="en">{one.detail}</small></span> }
            .into_any(),
        view! { <Status state=tone>{word}</Status> }.into_any(),
        view! { <span class="nowrap">{writer.short_day(one.since, now)}</span> }.into_any(),
        view! {
            <button
                type="button" class="button plain small" title=why aria-disabled=is_refused.then_some("true")
                aria-label=fill(t_string!(i18n, mails.lift_one), &[("address", &one.address)]) on:click=lift
            >
                {t_string!(i18n, mails.lift)}
            </button>
        }
        .into_any(),
    ];
    Row { id: one.address.clone(), name: one.address, cells, menu: None, is_open: false }
}

#[component]
fn LiftDialog(
    /// Which one, while the dialog is open.
    address: RwSignal<Option<String>>,
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (form, toasts, open) = (Form::new(), use_toasts(), RwSignal::new(false));
    Effect::new(move |_| {
        if address.with(Option::is_some) {
            form.clear();
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            address.set(None);
        }
    });
    let named = RwSignal::new(String::new());
    Effect::new(move |_| {
        if let Some(address) = address.get() {
            named.set(address);
        }
    });
    let lift = Callback::new(move |()| {
        let (of, told) = (named.get_untracked(), t_string!(i18n, mails.lifted));
        form.send(async move { campaigns::lift(&of).await }, move |()| {
            open.set(false);
            toasts.say(told);
            on_done.run(());
        });
    });
    view! {
        <Confirm
            open=open
            title=Signal::derive(move || fill(t_string!(i18n, mails.lift_title), &[("address", &named.get())]))
            text=t_string!(i18n, mails.lift_text)
            act=t_string!(i18n, mails.lift)
            busy=form.busy
            on_confirm=lift
        >
            <FormTrouble form=form />
        </Confirm>
    }
}
