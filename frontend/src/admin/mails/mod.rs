//! Mail to a group: what was written, what is going out, and addresses that take no mail.

mod draft;
mod editor;
mod group;
mod page;
mod placeholders;
mod preview;
mod progress;
mod send;
mod suppressed;
mod words;

use std::sync::Arc;

use leptos::prelude::*;
use magnetiq_shared::campaigns::{Campaign, CampaignFilters, CampaignState};
use magnetiq_shared::scopes::Scope;

use super::filters::parameter;
use super::kit::{Column, DataTable, Empty, Pager, Row, Rows, Status, StatusTabs};
use super::list::{Known, List, failed, no_match};
use super::me::{use_me, writer};
use super::shell::head::PageHead;
use crate::api::campaigns;
use crate::i18n::{t_string, use_i18n};
use crate::state::clock;
use crate::ui::Icon;
pub use page::{MailPage, NewMailPage};
pub use suppressed::SuppressedPage;

/// Where the list is.
pub const HERE: &str = "/admin/webinars/mails";
/// Where a new one is written. Parameters as those of the list of registrations choose the group.
pub const NEW: &str = "/admin/webinars/mails/new";
/// Where the addresses are that take no mail.
pub const ADDRESSES: &str = "/admin/webinars/mails/addresses";
/// How many rows a page has.
const ROWS: u32 = 50;

/// The list.
#[component]
pub fn MailsPage() -> impl IntoView {
    let i18n = use_i18n();
    let state = parameter("state");
    let question = Memo::new(move |_| CampaignFilters {
        state: state.get().parse().ok(),
        limit: Some(ROWS),
        cursor: None,
    });
    let list = List::new(
        move || question.get(),
        |filters: CampaignFilters, cursor| async move {
            campaigns::list(&CampaignFilters { cursor, ..filters }).await
        },
    );
    let tabs = Signal::derive(move || {
        let all = ("", t_string!(i18n, mails.all).to_owned(), None);
        let states =
            CampaignState::ALL.iter().map(|one| (one.word(), words::state(i18n, *one).1.to_owned(), None));
        std::iter::once(all).chain(states).collect::<Vec<_>>()
    });
    let columns = vec![
        Column::new(t_string!(i18n, mails.subject), "main"),
        Column::new(t_string!(i18n, mails.purpose), "p2"),
        Column::new(t_string!(i18n, mails.state), ""),
        Column::new(t_string!(i18n, mails.recipients), "num p1"),
        Column::new(t_string!(i18n, mails.when), "num p1"),
    ];
    let again = Callback::new(move |()| list.again());
    let may_write = use_me().scopes.contains(&Scope::MessagesWrite);
    let rows = Arc::new(move || match list.known() {
        Known::Nothing => Rows::Waiting,
        Known::Failed(_) => Rows::Instead(failed(again)),
        Known::Rows(all) if all.is_empty() && question.with(|asked| asked.state.is_some()) => {
            Rows::Instead(no_match(HERE))
        }
        Known::Rows(all) if all.is_empty() => Rows::Instead(nothing(may_write)),
        Known::Rows(all) => Rows::Ready(all.into_iter().map(row).collect()),
    });
    view! {
        <PageHead title=t_string!(i18n, admin.webinars) tabs=true>
            <a class="button plain" href=ADDRESSES>{t_string!(i18n, mails.addresses)}</a>
            {may_write.then(new_button)}
        </PageHead>
        <div class="page-body">
            <StatusTabs label=t_string!(i18n, mails.state) name="state" tabs=tabs />
            <DataTable
                caption=t_string!(i18n, mails.caption) columns=columns rows=rows
                busy=Signal::derive(move || list.is_busy())
            />
            <Pager
                count=Signal::stored(String::new())
                earlier=Signal::derive(move || list.earlier())
                later=Signal::derive(move || list.later())
            />
        </div>
    }
}

fn new_button() -> impl IntoView {
    let i18n = use_i18n();
    view! { <a class="button" href=NEW><Icon name="plus" />{t_string!(i18n, mails.new)}</a> }
}

fn row(one: Campaign) -> Row {
    let i18n = use_i18n();
    let (now, writer) = (clock::now(), writer());
    let name = words::name(i18n, &one, writer.language);
    let (tone, word) = words::state(i18n, one.state);
    let href = format!("{HERE}/{}", one.id);
    let at = one.started_at.or(one.send_at).unwrap_or(one.updated_at);
    let cells = vec![
        view! { <a class="row-link" href=href>{name.clone()}</a> }.into_any(),
        view! { <span class="quiet">{words::purpose(i18n, one.purpose)}</span> }.into_any(),
        view! { <Status state=tone>{word}</Status> }.into_any(),
        view! { <span>{words::figures(i18n, &one)}</span> }.into_any(),
        view! {
            <span class="nowrap"><b>{writer.short_day(at, now)}</b> " " <span class="quiet">{writer.time(at)}</span></span>
        }
        .into_any(),
    ];
    Row { id: one.id.to_string(), name, cells, menu: None, is_open: false }
}

fn nothing(may_write: bool) -> AnyView {
    let i18n = use_i18n();
    view! {
        <Empty icon="mail" title=t_string!(i18n, mails.empty) text=t_string!(i18n, mails.empty_text)>
            {may_write.then(new_button)}
        </Empty>
    }
    .into_any()
}
