//! The people of the house: their list, and the form of one.

mod edit;

use std::sync::Arc;

use leptos::prelude::*;
use magnetiq_shared::Search;
use magnetiq_shared::consultants::{Consultant, ConsultantFilters};
use magnetiq_shared::scopes::Scope;

use super::filters::parameter;
use super::kit::{
    Column, DataTable, Empty, Filter, FilterChips, FilterKind, Pager, Row, Rows, SearchField, State, Status,
};
use super::list::{Known, List, failed, no_match};
use super::me::use_me;
use super::shell::head::PageHead;
use crate::api::consultants;
use crate::i18n::{counted, t_string, use_i18n};
use crate::ui::Icon;
pub use edit::ConsultantPage;

/// Where the list is.
pub const HERE: &str = "/admin/consultants";

/// The list.
#[component]
pub fn ConsultantsPage() -> impl IntoView {
    let i18n = use_i18n();
    let (search, active) = (parameter("search"), parameter("active"));
    let list = List::new(
        move || (search.get(), active.get()),
        |(search, active): (String, String), cursor| async move {
            let filters = ConsultantFilters {
                search: Search::within(&search),
                active: active.parse().ok(),
                limit: Some(50),
                cursor,
            };
            consultants::list(&filters).await
        },
    );
    let again = Callback::new(move |()| list.again());
    let columns = vec![
        Column::new(t_string!(i18n, people.person), "main"),
        Column::new(t_string!(i18n, people.what_they_do), "p2"),
        Column::new(t_string!(i18n, people.phone), "p3"),
        Column::new(t_string!(i18n, people.state), ""),
    ];
    let is_filtered = move || !(search.with(String::is_empty) && active.with(String::is_empty));
    let rows = Arc::new(move || match list.known() {
        Known::Nothing => Rows::Waiting,
        Known::Failed(_) => Rows::Instead(failed(again)),
        Known::Rows(all) if all.is_empty() => Rows::Instead(nothing(is_filtered())),
        Known::Rows(all) => Rows::Ready(all.into_iter().map(row).collect()),
    });
    let count = Signal::derive(move || match list.known() {
        Known::Rows(all) if !all.is_empty() && (list.is_whole() || list.total().is_some()) => {
            let count = list.total().unwrap_or(all.len() as u64) as u32;
            counted(
                count,
                t_string!(i18n, people.consultant_count_one),
                t_string!(i18n, people.consultant_count),
            )
        }
        _ => String::new(),
    });
    let chips = Signal::stored(vec![state_filter()]);
    let may_write = use_me().scopes.contains(&Scope::ConsultantsWrite);
    view! {
        <PageHead title=t_string!(i18n, admin.consultants)>
            {may_write.then(|| view! {
                <a class="button" href="/admin/consultants/new"><Icon name="plus" />{t_string!(i18n, people.add_consultant)}</a>
            })}
        </PageHead>
        <div class="page-body">
            <div class="toolbar">
                <SearchField label=t_string!(i18n, people.search) />
                <FilterChips filters=chips />
            </div>
            <DataTable
                caption=t_string!(i18n, people.consultant_caption) columns=columns rows=rows
                busy=Signal::derive(move || list.is_busy())
            />
            <Pager
                count=count earlier=Signal::derive(move || list.earlier())
                later=Signal::derive(move || list.later())
            />
        </div>
    }
}

/// Active, or not.
pub fn state_filter() -> Filter {
    let i18n = use_i18n();
    let choices = vec![
        ("true".to_owned(), t_string!(i18n, people.active).to_owned()),
        ("false".to_owned(), t_string!(i18n, people.inactive).to_owned()),
    ];
    Filter {
        name: "active",
        label: t_string!(i18n, people.state).to_owned(),
        kind: FilterKind::Choice(choices),
    }
}

/// Somebody's picture, name and address; the name leads to them.
pub fn person(photo: &str, name: String, below: String, href: String) -> AnyView {
    view! {
        <span class="person">
            <img class="face" src=format!("/{}", photo.trim_start_matches('/')) alt="" loading="lazy" />
            <span><a class="row-link" href=href>{name}</a><small>{below}</small></span>
        </span>
    }
    .into_any()
}

/// Whether somebody is offered for new work.
pub fn activity(is_active: bool) -> AnyView {
    let i18n = use_i18n();
    match is_active {
        true => view! { <Status state=State::Good>{t_string!(i18n, people.active)}</Status> }.into_any(),
        false => view! { <Status state=State::Off>{t_string!(i18n, people.inactive)}</Status> }.into_any(),
    }
}

fn row(one: Consultant) -> Row {
    let name = format!("{} {}", one.first_name, one.last_name);
    let href = format!("{HERE}/{}", one.id);
    Row {
        id: one.id.to_string(),
        name: name.clone(),
        cells: vec![
            person(&one.photo_url, name, one.email, href),
            view! { <span class="clip">{one.title}</span> }.into_any(),
            view! { <span class="quiet">{one.phone}</span> }.into_any(),
            activity(one.is_active),
        ],
        menu: None,
        is_open: false,
    }
}

fn nothing(is_filtered: bool) -> AnyView {
    let i18n = use_i18n();
    match is_filtered {
        true => no_match(HERE),
        false => view! { <Empty icon="people" title=t_string!(i18n, people.no_consultants) text=t_string!(i18n, people.no_consultants_text) /> }.into_any(),
    }
}
