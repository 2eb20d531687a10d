//! Speakers: the directory, and all about one.

mod calendar;
mod contact;
mod draft;
mod edit;
mod facts;

use std::sync::Arc;

use leptos::prelude::*;
use magnetiq_shared::Search;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::speakers::staff::{SpeakerFilters, SpeakerSort, SpeakerSummary};

use super::consultants::{activity, person, state_filter};
use super::filters::{href_with, parameter};
use super::kit::{
    Column, DataTable, Empty, Filter, FilterChips, FilterKind, Pager, Row, Rows, SearchField, StatusTabs,
};
use super::list::{Known, List, failed, no_match};
use super::me::use_me;
use super::shell::head::PageHead;
use crate::api::speaker_directory;
use crate::format::number::number;
use crate::i18n::{counted, t_string, use_i18n};
use crate::state::address::use_address;
use crate::ui::Icon;
pub use edit::SpeakerPage;

/// Where the directory is.
pub const HERE: &str = "/admin/webinars/speakers";

/// The directory.
#[component]
pub fn SpeakersPage() -> impl IntoView {
    let i18n = use_i18n();
    let (search, internal, active) = (parameter("search"), parameter("internal"), parameter("active"));
    let (expertise, sort) = (parameter("expertise"), parameter("sort"));
    let list = List::new(
        move || {
            let some = |value: Memo<String>| Some(value.get()).filter(|value| !value.is_empty());
            SpeakerFilters {
                search: Search::within(&search.get()),
                internal: internal.get().parse().ok(),
                active: active.get().parse().ok(),
                expertise: some(expertise),
                sort: match sort.get().as_str() {
                    "sessions" => SpeakerSort::Sessions,
                    "rating" => SpeakerSort::Rating,
                    _ => SpeakerSort::Name,
                },
                limit: Some(50),
                cursor: None,
            }
        },
        |filters, cursor| async move { speaker_directory::list(&SpeakerFilters { cursor, ..filters }).await },
    );
    let again = Callback::new(move |()| list.again());
    let columns = vec![
        Column::new(t_string!(i18n, people.person), "main"),
        Column::new(t_string!(i18n, people.company), "p3"),
        Column::new(t_string!(i18n, people.sessions), "num p1"),
        Column::new(t_string!(i18n, people.rating), "num p2"),
        Column::new(t_string!(i18n, people.state), ""),
    ];
    let is_filtered =
        move || [search, internal, active, expertise].iter().any(|one| !one.with(String::is_empty));
    let rows = Arc::new(move || match list.known() {
        Known::Nothing => Rows::Waiting,
        Known::Failed(_) => Rows::Instead(failed(again)),
        Known::Rows(all) if all.is_empty() => Rows::Instead(nothing(is_filtered())),
        Known::Rows(all) => Rows::Ready(all.into_iter().map(row).collect()),
    });
    let count = Signal::derive(move || match list.known() {
        Known::Rows(all) if !all.is_empty() && (list.is_whole() || list.total().is_some()) => {
            let count = list.total().unwrap_or(all.len() as u64) as u32;
            counted(count, t_string!(i18n, people.speaker_count_one), t_string!(i18n, people.speaker_count))
        }
        _ => String::new(),
    });
    let tabs = Signal::stored(vec![
        ("", t_string!(i18n, people.all).to_owned(), None),
        ("true", t_string!(i18n, people.of_house).to_owned(), None),
        ("false", t_string!(i18n, people.from_outside).to_owned(), None),
    ]);
    let orders = vec![
        ("sessions".to_owned(), t_string!(i18n, people.most_sessions).to_owned()),
        ("rating".to_owned(), t_string!(i18n, people.best_rating).to_owned()),
    ];
    let order = Filter {
        name: "sort",
        label: t_string!(i18n, people.order).to_owned(),
        kind: FilterKind::Choice(orders),
    };
    // A field of expertise is chosen on a speaker's page; here it shows, and can be taken away.
    let field = move || {
        let chosen = expertise.get();
        (!chosen.is_empty()).then(|| Filter {
            name: "expertise",
            label: t_string!(i18n, people.expertise).to_owned(),
            kind: FilterKind::Choice(vec![(chosen.clone(), chosen)]),
        })
    };
    let state = state_filter();
    let chips =
        Signal::derive(move || [state.clone(), order.clone()].into_iter().chain(field()).collect::<Vec<_>>());
    let may_write = use_me().scopes.contains(&Scope::SpeakersWrite);
    view! {
        <PageHead title=t_string!(i18n, admin.webinars) tabs=true>
            {may_write.then(|| view! {
                <a class="button" href="/admin/webinars/speakers/new"><Icon name="plus" />{t_string!(i18n, people.add_speaker)}</a>
            })}
        </PageHead>
        <div class="page-body">
            <StatusTabs label=t_string!(i18n, people.which) name="internal" tabs=tabs />
            <div class="toolbar">
                <SearchField label=t_string!(i18n, people.search) />
                <FilterChips filters=chips />
            </div>
            <DataTable
                caption=t_string!(i18n, people.speaker_caption) columns=columns rows=rows
                busy=Signal::derive(move || list.is_busy())
            />
            <Pager
                count=count earlier=Signal::derive(move || list.earlier())
                later=Signal::derive(move || list.later())
            />
        </div>
    }
}

fn row(one: SpeakerSummary) -> Row {
    let i18n = use_i18n();
    let language = use_me().language;
    let address = use_address();
    let figures = one.figures;
    let below = match (&one.position, one.is_internal) {
        (Some(position), _) => position.get(language).to_owned(),
        (None, true) => t_string!(i18n, people.of_house).to_owned(),
        (None, false) => one.email.clone(),
    };
    let fields = one.expertise.iter().take(2).map(|field| {
        let href = href_with(&address, &[("expertise", Some(field))]);
        view! { <a class="tag" href=href data-stay>{field.clone()}</a> }
    });
    let cell = view! {
        <span class="line tight"><span class="clip">{one.company}</span> {fields.collect_view()}</span>
    };
    let rating = figures.average_rating.map_or_else(|| "–".to_owned(), |rating| number(language, rating, 1));
    Row {
        id: one.id.to_string(),
        name: one.name.clone(),
        cells: vec![
            person(&one.photo_url, one.name, below, format!("{HERE}/{}", one.id)),
            cell.into_any(),
            view! { <span>{figures.held + figures.planned}</span> }.into_any(),
            view! { <span>{rating}</span> }.into_any(),
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
        false => view! { <Empty icon="people" title=t_string!(i18n, people.no_speakers) text=t_string!(i18n, people.no_speakers_text) /> }.into_any(),
    }
}
