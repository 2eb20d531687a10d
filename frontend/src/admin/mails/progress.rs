//! A mail that waits for its time, is going out, or is over: how far it is.

use std::time::Duration;

use leptos::prelude::*;
use magnetiq_shared::campaigns::{Campaign, CampaignState};
use magnetiq_shared::scopes::Scope;
use uuid::Uuid;

use super::preview::PreviewDialog;
use super::words;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::{Confirm, Status};
use crate::admin::me::{refusal, writer};
use crate::api::campaigns;
use crate::i18n::{t_string, use_i18n};
use crate::state::clock;
use crate::ui::{Button, Look, follow, use_toasts};

/// How often it is looked at while it goes out.
const LOOK: Duration = Duration::from_millis(1_500);

/// The mail. `on_change` gets it as it is after an act, and `again` asks for it anew.
#[component]
pub fn Progress(
    campaign: Memo<Option<Campaign>>,
    on_change: Callback<Campaign>,
    again: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (form, toasts) = (Form::new(), use_toasts());
    let (asking, shown) = (RwSignal::new(false), RwSignal::new(None::<Uuid>));
    let state = Memo::new(move |_| campaign.with(|one| one.as_ref().map(|one| one.state)));
    // Also after a stop: what was queued is set aside one by one.
    let is_moving = Memo::new(move |_| {
        campaign.with(|one| {
            one.as_ref().is_some_and(|one| {
                matches!(one.state, CampaignState::Scheduled | CampaignState::Sending)
                    || one.counts.queued > 0
            })
        })
    });
    let ticking = clock::ticking(LOOK);
    Effect::new(move |_| {
        ticking.track();
        if is_moving.get_untracked() {
            again.run(());
        }
    });
    let stop = Callback::new(move |()| {
        let Some(id) = campaign.with_untracked(|one| one.as_ref().map(|one| one.id)) else { return };
        let told = t_string!(i18n, mails.stopped_done);
        form.send(campaigns::stop(id), move |stopped| {
            asking.set(false);
            toasts.say(told);
            on_change.run(stopped);
        });
    });
    let may_stop = refusal(Scope::MessagesWrite).is_none();
    let preview =
        Callback::new(move |()| shown.set(campaign.with_untracked(|one| one.as_ref().map(|one| one.id))));
    let is_waiting = move || state.get() == Some(CampaignState::Scheduled);
    let can_stop =
        move || may_stop && matches!(state.get(), Some(CampaignState::Scheduled | CampaignState::Sending));
    let facts = move || campaign.get().map(|one| view! { <Facts campaign=one /> }).into_any();
    let pick = move |waiting: &'static str, going: &'static str| {
        Signal::derive(move || if is_waiting() { waiting } else { going }.to_owned())
    };
    view! {
        <div class="page-body narrow">
            <section class="card stack">
                {follow(facts)}
                <div class="button-row ends">
                    <Button look=Look::Plain on_press=preview>{t_string!(i18n, mails.preview)}</Button>
                    <Show when=can_stop>
                        <Button look=Look::Plain class="danger" on_press=Callback::new(move |()| asking.set(true))>
                            {t_string!(i18n, mails.stop)}
                        </Button>
                    </Show>
                </div>
            </section>
        </div>
        <PreviewDialog shown=shown may_test=false />
        <Confirm
            open=asking
            title=t_string!(i18n, mails.stop_title)
            text=pick(t_string!(i18n, mails.stop_waiting), t_string!(i18n, mails.stop_going))
            act=t_string!(i18n, mails.stop)
            busy=form.busy
            on_confirm=stop
        >
            <FormTrouble form=form />
        </Confirm>
    }
}

#[component]
fn Facts(campaign: Campaign) -> impl IntoView {
    let i18n = use_i18n();
    let (writer, now) = (writer(), clock::now());
    let (tone, word) = words::state(i18n, campaign.state);
    let counts = campaign.counts;
    let done = counts.sent + counts.failed + counts.skipped;
    let at = |moment| format!("{}, {}", writer.short_day(moment, now), writer.time(moment));
    let line = |name: &'static str, value: Option<String>| {
        value.map(|value| view! { <dt>{name}</dt> <dd>{value}</dd> })
    };
    let number = |name: &'static str, count: u64| {
        (count > 0).then(|| view! { <dt>{name}</dt> <dd class="num">{count}</dd> })
    };
    let bar = campaign.started_at.map(|_| {
        view! {
            <progress class="mail-progress" max=counts.recipients.max(1) value=done aria-label=t_string!(i18n, mails.progress)></progress>
            <p role="status">{words::figures(i18n, &campaign)}</p>
        }
    });
    view! {
        <header class="line"><Status state=tone pill=true>{word}</Status></header>
        {bar}
        <dl class="facts">
            <dt>{t_string!(i18n, mails.purpose)}</dt>
            <dd>{words::purpose(i18n, campaign.purpose)}</dd>
            {line(t_string!(i18n, mails.send_at), campaign.send_at.map(at))}
            {line(t_string!(i18n, mails.ended_at), campaign.ended_at.map(at))}
            {number(t_string!(i18n, mails.queued), counts.queued)}
            {number(t_string!(i18n, mails.failed), counts.failed)}
            {number(t_string!(i18n, mails.skipped), counts.skipped)}
        </dl>
    }
}
