//! Posts on social networks: a calendar of what is due, and each post with its text, its thread and its picture.

mod one;
mod publication;
mod words;

use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use leptos::prelude::*;
use magnetiq_shared::Page;
use magnetiq_shared::posts::{PostFilters, PostState, SocialPost};

use super::filters::{href_with, parameter};
use super::kit::{Column, DataTable, Empty, Filter, FilterChips, FilterKind, Row, Rows, Status};
use super::list::{Known, List, failed};
use super::me::{use_me, writer};
use super::shell::head::PageHead;
use crate::api::{ApiResult, posts};
use crate::format::local;
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::address::{Address, Go, use_address};
use crate::state::clock;
use crate::ui::{Icon, follow};
use one::PostPanel;

/// Which post is shown beside the list.
const OPEN: &str = "post";

/// The list, and the panel of one post.
#[component]
pub fn PostsPage() -> impl IntoView {
    let i18n = use_i18n();
    let address = use_address();
    let question = question();
    let list =
        List::new(move || question.get(), |filters: PostFilters, _| async move { shown(&filters).await });
    let open = parameter(OPEN);
    let columns = vec![
        Column::new(t_string!(i18n, posts.when), "fit"),
        Column::new(t_string!(i18n, posts.what), "main"),
        Column::new(t_string!(i18n, posts.on), "p2"),
        Column::new(t_string!(i18n, posts.state), ""),
    ];
    let again = Callback::new(move |()| list.again());
    let rows = Arc::new(move || {
        match list.known() {
        Known::Nothing => Rows::Waiting,
        Known::Failed(_) => Rows::Instead(failed(again)),
        Known::Rows(all) if all.is_empty() => Rows::Instead(
            view! { <Empty icon="share" title=t_string!(i18n, posts.empty) text=t_string!(i18n, posts.empty_text) /> }
                .into_any(),
        ),
        Known::Rows(all) => {
            let open = open.get();
            Rows::Ready(all.into_iter().map(|post| row(post, &open)).collect())
        }
    }
    });
    let chosen = Memo::new(move |_| match list.known() {
        Known::Rows(all) => all.into_iter().find(|post| open.with(|open| name(post) == *open)),
        Known::Nothing | Known::Failed(_) => None,
    });
    let close = Callback::new(move |()| address.go(&stay(&address, None), Go::Here));
    let zone = fill(t_string!(i18n, admin.times_in), &[("zone", &use_me().timezone.replace('_', " "))]);
    let panel = move || {
        chosen.get().map(|post| view! { <PostPanel post=post on_close=close on_change=again /> }).into_any()
    };
    view! {
        <div class="with-panel">
            <div>
                <PageHead title=t_string!(i18n, admin.webinars) tabs=true />
                <div class="page-body">
                    <div class="toolbar">
                        <FilterChips filters=filters() />
                        <small class="push">{zone}</small>
                    </div>
                    <DataTable
                        caption=t_string!(i18n, posts.caption) columns=columns rows=rows
                        busy=Signal::derive(move || list.is_busy())
                    />
                </div>
            </div>
            {follow(panel)}
        </div>
    }
}

/// What there is; unless days are chosen, without what nobody can share any more.
async fn shown(filters: &PostFilters) -> ApiResult<Page<SocialPost>> {
    let mut page = posts::list(filters).await?;
    if filters.from.is_none() {
        page.data.retain(|post| post.state != PostState::Passed);
    }
    Ok(page)
}

/// What tells a post apart from all others.
fn name(post: &SocialPost) -> String {
    format!("{}.{}", post.session_id, post.key)
}

/// This page's address with another post beside it, or none.
fn stay(address: &Address, post: Option<&str>) -> String {
    href_with(address, &[(OPEN, post)])
}

/// What the address asks for: the days given, else a week back and a month ahead.
fn question() -> Memo<PostFilters> {
    let (from, to) = (parameter("from"), parameter("to"));
    let zone = use_me().timezone;
    Memo::new(move |_| {
        let day = |value: Memo<String>, later: u64| -> Option<DateTime<Utc>> {
            let day = value.get().parse::<NaiveDate>().ok()?.checked_add_days(Days::new(later))?;
            Some(local::instant(day.and_time(NaiveTime::MIN), &zone))
        };
        // The last day is meant with all its hours.
        PostFilters { session: None, from: day(from, 0), until: day(to, 1) }
    })
}

fn filters() -> Signal<Vec<Filter>> {
    let i18n = use_i18n();
    Signal::derive(move || {
        let day =
            |name: &'static str, label: &str| Filter { name, label: label.to_owned(), kind: FilterKind::Day };
        vec![day("from", t_string!(i18n, posts.from)), day("to", t_string!(i18n, posts.to))]
    })
}

fn row(post: SocialPost, open: &str) -> Row {
    let i18n = use_i18n();
    let (now, writer) = (clock::now(), writer());
    let id = name(&post);
    let title = post.title.get(writer.language).to_owned();
    let occasion = words::occasion(i18n, post.occasion);
    let (network, icon) = words::network(post.network);
    let (tone, word) = words::state(i18n, post.state);
    let href = stay(&use_address(), Some(&id));
    let cells = vec![
        view! {
            <span class="two-lines nowrap">
                <b>{writer.short_day(post.due_at, now)}</b>
                <small>{writer.time(post.due_at)}</small>
            </span>
        }
        .into_any(),
        view! {
            <span class="two-lines">
                <a class="row-link" href=href data-stay>{title.clone()}</a>
                <small>{occasion}</small>
            </span>
        }
        .into_any(),
        view! {
            <span class="nowrap"><Icon name=icon />" "{format!("{network}, {}", words::voice(i18n, post.voice))}</span>
        }
        .into_any(),
        view! { <Status state=tone>{word}</Status> }.into_any(),
    ];
    let is_open = id == open;
    Row { id, name: format!("{title}, {occasion}, {network}"), cells, menu: None, is_open }
}
