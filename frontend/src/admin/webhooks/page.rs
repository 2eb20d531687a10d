//! One webhook: how it stands, what can be done with it, and the log of what was sent there.

use leptos::prelude::*;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::webhooks::Webhook;

use super::acts::{Act, WebhookActs, menu};
use super::log::Log;
use super::secret::Verify;
use super::{HERE, words};
use crate::admin::filters::parameter;
use crate::admin::kit::Status;
use crate::admin::list::failed;
use crate::admin::me::{refusal, writer};
use crate::admin::shell::head::PageHead;
use crate::api::webhooks;
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::address::{Go, use_address};
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::{Icon, Menu, Notice, Skeleton, Tone, follow};

use super::delivery::{DeliveryPanel, OPEN};

/// The page. A delivery opens beside it.
#[component]
pub fn WebhookPage(id: String) -> impl IntoView {
    let i18n = use_i18n();
    let address = use_address();
    let asked = id.clone();
    let loaded = load(move || asked.clone(), None, |id| async move { webhooks::get(&id).await });
    let kept = RwSignal::new(None::<Webhook>);
    Effect::new(move |_| {
        if let Load::Ready(one) = loaded.get() {
            kept.set(Some(one));
        }
    });
    let act = RwSignal::new(None::<Act>);
    let changes = RwSignal::new(0_u32);
    let again = Callback::new(move |()| {
        loaded.retry();
        changes.update(|count| *count += 1);
    });
    let deleted = Callback::new(move |()| address.go(HERE, Go::Top));
    let title = Signal::derive(move || {
        kept.with(|one| one.as_ref().map_or(t_string!(i18n, webhooks.one).to_owned(), name_of))
    });
    let above = (t_string!(i18n, admin.webhooks).to_owned(), HERE.to_owned());
    let is_failed = Memo::new(move |_| matches!(loaded.get(), Load::Failed(_)));
    let about = move || match (is_failed.get(), kept.get()) {
        (true, _) => failed(again),
        (false, Some(one)) => view! { <About webhook=one /> }.into_any(),
        (false, None) => view! { <Skeleton /> }.into_any(),
    };
    let open = parameter(OPEN);
    let deliveries = RwSignal::new(Vec::new());
    let is_on = Signal::derive(move || kept.with(|one| one.as_ref().is_some_and(|one| one.is_active)));
    let panel = move || {
        let id = open.get();
        (!id.is_empty())
            .then(|| view! { <DeliveryPanel id=id known=deliveries is_on=is_on on_done=again /> })
            .into_any()
    };
    let log_id = StoredValue::new(id);
    let log = move || match is_failed.get() {
        true => ().into_any(),
        false => view! { <Log webhook=log_id.get_value() changes=changes shown=deliveries /> }.into_any(),
    };
    view! {
        <div class="with-panel">
            <div>
                <PageHead title=title above=above>
                    {follow(move || kept.get().map(|one| view! { <Buttons webhook=one act=act /> }).into_any())}
                </PageHead>
                <div class="page-body">
                    {follow(about)}
                    {follow(log)}
                </div>
            </div>
            {follow(panel)}
        </div>
        <WebhookActs act=act on_done=again on_deleted=deleted />
    }
}

/// Its description; where it has none, its address.
fn name_of(webhook: &Webhook) -> String {
    webhook.description.clone().unwrap_or_else(|| webhook.url.clone())
}

#[component]
fn Buttons(webhook: Webhook, act: RwSignal<Option<Act>>) -> impl IntoView {
    let i18n = use_i18n();
    let off = (!webhook.is_active).then(|| t_string!(i18n, webhooks.test_off).to_owned());
    let why = refusal(Scope::WebhooksWrite).or(off);
    let is_refused = why.is_some();
    let tested = webhook.clone();
    let test = move |_| {
        if !is_refused {
            act.set(Some(Act::Test(tested.clone())));
        }
    };
    let items = menu(webhook, act);
    view! {
        <button
            type="button" class="button plain" title=why aria-disabled=is_refused.then_some("true") on:click=test
        >
            <Icon name="bolt" />
            {t_string!(i18n, webhooks.test)}
        </button>
        <Menu
            label=Signal::stored(t_string!(i18n, admin.actions).to_owned()) class="icon-button"
            button=|| view! { <Icon name="dots" /> }
        >
            {items()}
        </Menu>
    }
}

#[component]
fn About(webhook: Webhook) -> impl IntoView {
    let i18n = use_i18n();
    let (writer, now) = (writer(), clock::now());
    let at = |moment| format!("{}, {}", writer.short_day(moment, now), writer.time(moment));
    let (tone, word) = words::state(i18n, &webhook);
    let off = webhook.note.as_deref().filter(|_| !webhook.is_active).map(|note| {
        let text = words::note(i18n, note);
        view! {
            <Notice tone=Tone::Bad title=t_string!(i18n, webhooks.switched_off)><p>{text}</p></Notice>
        }
    });
    let failing = webhook.failing_since.filter(|_| webhook.is_active).map(|since| {
        let text = fill(t_string!(i18n, webhooks.failing_since), &[("time", &at(since))]);
        view! { <Notice tone=Tone::Warm title=t_string!(i18n, webhooks.failing)><p>{text}</p></Notice> }
    });
    let names =
        webhook.events.iter().map(|kind| view! { <code class="tag">{kind.word()}</code> " " }).collect_view();
    let previous = webhook.previous_secret_until.filter(|until| *until > now).map(|until| {
        view! { <dt>{t_string!(i18n, webhooks.previous_until)}</dt> <dd>{at(until)}</dd> }
    });
    view! {
        <section class="card stack webhook">
            {off}
            {failing}
            <dl class="facts">
                <dt>{t_string!(i18n, webhooks.state)}</dt>
                <dd><Status state=tone pill=true>{word}</Status></dd>
                <dt>{t_string!(i18n, webhooks.address)}</dt>
                <dd><code>{webhook.url.clone()}</code></dd>
                <dt>{t_string!(i18n, webhooks.events)}</dt>
                <dd>
                    <details>
                        <summary>{words::events(i18n, &webhook.events)}</summary>
                        <p>{names}</p>
                    </details>
                </dd>
                {previous}
                <dt>{t_string!(i18n, webhooks.made)}</dt>
                <dd>{at(webhook.created_at)}</dd>
            </dl>
            <Verify />
        </section>
    }
}
