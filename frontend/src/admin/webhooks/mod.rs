//! Webhooks: the addresses of applications that want to hear of what happens, and what was sent there.

mod acts;
mod delivery;
mod events;
mod form;
mod log;
mod page;
mod secret;
mod words;

use std::sync::Arc;

use leptos::prelude::*;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::webhooks::{DeliveryFilters, Webhook};
use uuid::Uuid;

use super::kit::{Column, DataTable, Empty, Pager, Row, Rows, Status};
use super::list::failed;
use super::me::{use_me, writer};
use super::shell::head::PageHead;
use crate::api::webhooks;
use crate::i18n::{counted, t_string, use_i18n};
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::{Button, Icon, follow};
use acts::{Act, WebhookActs};
use form::NewWebhookDialog;
pub use page::WebhookPage;

/// Where the list is.
pub const HERE: &str = "/admin/webhooks";

/// The list; there are few enough for one page.
#[component]
pub fn WebhooksPage() -> impl IntoView {
    let i18n = use_i18n();
    let loaded = load(|| (), None, |()| webhooks::list());
    let kept = RwSignal::new(None::<Vec<Webhook>>);
    Effect::new(move |_| {
        if let Load::Ready(page) = loaded.get() {
            kept.set(Some(page.data));
        }
    });
    let again = Callback::new(move |()| loaded.retry());
    let (making, act) = (RwSignal::new(false), RwSignal::new(None::<Act>));
    let make = Callback::new(move |()| making.set(true));
    let may_write = use_me().scopes.contains(&Scope::WebhooksWrite);
    let columns = vec![
        Column::new(t_string!(i18n, webhooks.address), "main"),
        Column::new(t_string!(i18n, webhooks.events), "p2"),
        Column::new(t_string!(i18n, webhooks.state), ""),
        Column::new(t_string!(i18n, webhooks.last), "p1"),
    ];
    let rows = Arc::new(move || match (loaded.get(), kept.get()) {
        (Load::Failed(_), _) => Rows::Instead(failed(again)),
        (_, None) => Rows::Waiting,
        (_, Some(all)) if all.is_empty() => Rows::Instead(nothing(may_write.then_some(make))),
        (_, Some(all)) => Rows::Ready(all.into_iter().map(|one| row(one, act)).collect()),
    });
    let count = Signal::derive(move || match kept.with(|all| all.as_ref().map_or(0, Vec::len)) {
        0 => String::new(),
        count => counted(count as u32, t_string!(i18n, webhooks.count_one), t_string!(i18n, webhooks.count)),
    });
    let no_page = Signal::stored(None::<String>);
    view! {
        <PageHead title=t_string!(i18n, admin.integrations) tabs=true>
            {may_write.then(|| view! {
                <Button on_press=make><Icon name="plus" />{t_string!(i18n, webhooks.new)}</Button>
            })}
        </PageHead>
        <div class="page-body">
            <DataTable
                caption=t_string!(i18n, webhooks.caption) columns=columns rows=rows menus=true
                busy=Signal::derive(move || loaded.get() == Load::Waiting)
            />
            <Pager count=count earlier=no_page later=no_page />
        </div>
        <NewWebhookDialog open=making on_done=again />
        <WebhookActs act=act on_done=again on_deleted=again />
    }
}

fn row(webhook: Webhook, act: RwSignal<Option<Act>>) -> Row {
    let i18n = use_i18n();
    let (tone, word) = words::state(i18n, &webhook);
    let href = format!("{HERE}/{}", webhook.id);
    let cells = vec![
        view! {
            <span class="two-lines" class:over=!webhook.is_active>
                <a class="row-link" href=href>{webhook.url.clone()}</a>
                <small>{webhook.description.clone()}</small>
            </span>
        }
        .into_any(),
        view! { <span class="quiet nowrap">{words::events(i18n, &webhook.events)}</span> }.into_any(),
        view! { <Status state=tone>{word}</Status> }.into_any(),
        view! { <Last of=webhook.id /> }.into_any(),
    ];
    let menu = Some(acts::menu(webhook.clone(), act));
    Row { id: webhook.id.to_string(), name: webhook.url, cells, menu, is_open: false }
}

/// What became of what was sent there last.
#[component]
fn Last(of: Uuid) -> impl IntoView {
    let i18n = use_i18n();
    let one = DeliveryFilters { limit: Some(1), ..DeliveryFilters::default() };
    let loaded = load(
        move || of.to_string(),
        None,
        move |id| {
            let one = one.clone();
            async move { webhooks::deliveries(&id, &one).await }
        },
    );
    let (writer, now) = (writer(), clock::now());
    follow(move || match loaded.get() {
        Load::Waiting => view! { <span class="bone" aria-hidden="true"></span> }.into_any(),
        Load::Failed(_) => ().into_any(),
        Load::Ready(page) => match page.data.first() {
            None => view! { <span class="quiet">{t_string!(i18n, webhooks.last_none)}</span> }.into_any(),
            Some(delivery) => {
                let (tone, word) = words::delivery(i18n, delivery);
                let at = delivery.last_attempt_at.unwrap_or(delivery.created_at);
                view! {
                    <span class="two-lines">
                        <Status state=tone>{word}</Status>
                        <small class="num">{writer.short_day(at, now)} " " {writer.time(at)}</small>
                    </span>
                }
                .into_any()
            }
        },
    })
}

fn nothing(make: Option<Callback<()>>) -> AnyView {
    let i18n = use_i18n();
    view! {
        <Empty icon="plug" title=t_string!(i18n, webhooks.none) text=t_string!(i18n, webhooks.none_text)>
            {make.map(|make| view! {
                <Button on_press=make><Icon name="plus" />{t_string!(i18n, webhooks.new)}</Button>
            })}
        </Empty>
    }
    .into_any()
}
