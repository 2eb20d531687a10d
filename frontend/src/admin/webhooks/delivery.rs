//! All that is known of one delivery, beside the log, with sending it again.

use leptos::prelude::*;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::webhooks::{Delivery, DeliveryState};

use super::words;
use crate::admin::filters::href_with;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::{Empty, SidePanel, Status};
use crate::admin::me::{refusal, writer};
use crate::api::webhooks;
use crate::i18n::{t_string, use_i18n};
use crate::state::address::{Address, Go, use_address};
use crate::state::clock;
use crate::ui::{Button, Icon, follow, use_toasts};

/// Which delivery is shown beside the log.
pub const OPEN: &str = "delivery";

/// This page's address with some parameters changed, on the same page of the log.
pub fn stay(address: &Address, changes: &[(&str, Option<&str>)]) -> String {
    let cursor = address.parameter("cursor");
    let mut all = vec![("cursor", cursor.as_deref())];
    all.extend(changes);
    href_with(address, &all)
}

/// The panel.
#[component]
pub fn DeliveryPanel(
    /// Which one.
    id: String,
    /// What the log shows.
    known: RwSignal<Vec<Delivery>>,
    /// Whether its webhook is switched on.
    is_on: Signal<bool>,
    /// It is sent again.
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let address = use_address();
    let one =
        Memo::new(move |_| known.with(|known| known.iter().find(|one| one.id.to_string() == id).cloned()));
    let title = Signal::derive(move || {
        let named = one.with(|one| one.as_ref().map(|one| words::whole_event(i18n, one.event)));
        named.unwrap_or_else(|| t_string!(i18n, webhooks.delivery).to_owned())
    });
    let close = Callback::new(move |()| address.go(&stay(&address, &[(OPEN, None)]), Go::Here));
    let content = move || {
        match one.get() {
        Some(one) => view! { <All one=one is_on=is_on on_done=on_done /> }.into_any(),
        None => view! {
            <Empty icon="search" title=t_string!(i18n, webhooks.delivery_gone) text=t_string!(i18n, webhooks.delivery_gone_text) />
        }
        .into_any(),
    }
    };
    view! { <SidePanel title=title on_close=close>{follow(content)}</SidePanel> }
}

#[component]
fn All(one: Delivery, is_on: Signal<bool>, on_done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let (writer, now) = (writer(), clock::now());
    let at = move |moment| format!("{}, {}", writer.short_day(moment, now), writer.time(moment));
    let (tone, word) = words::delivery(i18n, &one);
    let answer = one
        .last_status
        .map_or_else(|| t_string!(i18n, webhooks.no_answer).to_owned(), |code| code.to_string());
    let payload = serde_json::to_string_pretty(&one.payload).unwrap_or_default();
    let was_tried = one.attempts > 0;
    let next = one.next_attempt_at.filter(|_| one.state == DeliveryState::Pending && was_tried);
    view! {
        <section>
            <p class="line"><Status state=tone pill=true>{word}</Status><code class="push">{one.event.word()}</code></p>
            <dl class="facts">
                {fact(t_string!(i18n, webhooks.happened), Some(at(one.created_at)))}
                {fact(t_string!(i18n, webhooks.attempts), Some(one.attempts.to_string()))}
                {fact(t_string!(i18n, webhooks.last_attempt), one.last_attempt_at.map(&at))}
                {fact(t_string!(i18n, webhooks.next_attempt), next.map(&at))}
                {fact(t_string!(i18n, webhooks.arrived_at), one.delivered_at.map(&at))}
                <dt>{t_string!(i18n, webhooks.event_id)}</dt>
                <dd><code>{one.event_id.to_string()}</code></dd>
            </dl>
        </section>
        {was_tried.then(|| view! {
            <section>
                <h3>{t_string!(i18n, webhooks.answer)} " " <code>{answer}</code></h3>
                {one.last_error.clone().map(|why| view! { <p lang="en">{why}</p> })}
                <small>{t_string!(i18n, webhooks.answer_text)}</small>
            </section>
        })}
        <section>
            <h3>{t_string!(i18n, webhooks.payload)}</h3>
            <pre class="code" tabindex="0" aria-label=t_string!(i18n, webhooks.payload)>{payload}</pre>
        </section>
        <Replay one=one is_on=is_on on_done=on_done />
    }
}

/// A fact, where it is known.
fn fact(name: &'static str, value: Option<String>) -> impl IntoView {
    value.map(|value| view! { <dt>{name}</dt> <dd>{value}</dd> })
}

#[component]
fn Replay(one: Delivery, is_on: Signal<bool>, on_done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let (form, toasts) = (Form::new(), use_toasts());
    let may_not = refusal(Scope::WebhooksWrite);
    let (id, state) = (one.id, one.state);
    let why = Signal::derive(move || {
        let under_way =
            || (state == DeliveryState::Pending).then(|| t_string!(i18n, webhooks.replay_pending).to_owned());
        let is_off = || (!is_on.get()).then(|| t_string!(i18n, webhooks.test_off).to_owned());
        may_not.clone().or_else(under_way).or_else(is_off)
    });
    let told = t_string!(i18n, webhooks.replayed);
    let replay = Callback::new(move |()| {
        form.send(webhooks::replay(id), move |_| {
            toasts.say(told);
            on_done.run(());
        });
    });
    let button = move || {
        match why.get() {
        None => view! {
            <Button busy=form.busy on_press=replay><Icon name="sync" />{t_string!(i18n, webhooks.replay)}</Button>
            <small>{t_string!(i18n, webhooks.replay_text)}</small>
        }
        .into_any(),
        Some(why) => view! {
            <button type="button" class="button" aria-disabled="true"><Icon name="sync" />{t_string!(i18n, webhooks.replay)}</button>
            <small>{why}</small>
        }
        .into_any(),
    }
    };
    view! {
        <section>
            <FormTrouble form=form />
            <div class="button-row">{follow(button)}</div>
        </section>
    }
}
