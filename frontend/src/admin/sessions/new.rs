//! Planning a new session: topic, speaker and time, after which it is a draft that the other steps go on with.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::Code;

use super::draft::Draft;
use super::steps::{self, StepLine};
use super::{LIST, choices, help, sections};
use crate::admin::form::{Form, FormTrouble, focus_first_wrong};
use crate::admin::kit::guard::LeaveGuard;
use crate::admin::me::use_me;
use crate::admin::once::Once;
use crate::admin::shell::head::PageHead;
use crate::api::planning;
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::address::{Go, use_address};
use crate::ui::{Button, Icon, Look, follow};

/// The last step before there is a draft.
const LAST: usize = 3;

/// The first three steps.
#[component]
pub fn NewSessionPage() -> impl IntoView {
    let i18n = use_i18n();
    let address = use_address();
    let form = Form::new();
    let draft = Draft::new(use_me().timezone);
    let step = RwSignal::new(1_usize);
    let (topics, speakers) = (choices::topics(), choices::speakers());
    let around = help::around(draft, form, topics, Signal::stored(false));
    let (made, once) = (RwSignal::new(false), Once::new());
    let dirty = Memo::new(move |_| !made.get() && draft.is_dirty());
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if around.writing.get_untracked() > 0 {
            return;
        }
        let filled = |text: RwSignal<String>| {
            text.with_untracked(|text| (!text.is_empty()).then_some(()).ok_or(Code::Required))
        };
        let right = match step.get_untracked() {
            1 => form.check("/topicId", filled(draft.topic)),
            2 => form.check("/speakerId", filled(draft.speaker)),
            _ => form.check("/startsAt", filled(draft.start.day)),
        };
        if !right {
            return focus_first_wrong();
        }
        if step.get_untracked() < LAST {
            return step.update(|step| *step += 1);
        }
        let fields = untrack(|| draft.to_make());
        let key = once.key(&fields);
        form.send(async move { planning::create(key, &fields).await }, move |session| {
            made.set(true);
            address.go(&format!("{LIST}/{}?step={}", session.id, LAST + 1), Go::Top);
        });
    };
    let body = move || match step.get() {
        1 => sections::topic(draft, around, topics),
        2 => sections::speaker(draft, form, speakers),
        _ => sections::schedule(draft, form, None),
    };
    let next = move || fill(t_string!(i18n, planning.next), &[("step", steps::name(i18n, step.get() + 1))]);
    view! {
        <PageHead title=t_string!(i18n, planning.new) above=(t_string!(i18n, admin.sessions).to_owned(), LIST.to_owned()) />
        <div class="page-body">
            <StepLine step=step href=Arc::new(|_| None) />
            <form class="page-form stack" on:submit=send novalidate>
                <section class="card stack">
                    <h2>{move || steps::name(i18n, step.get())}</h2>
                    <FormTrouble form=form />
                    {follow(body)}
                </section>
                <div class="dock">
                    <span>{t_string!(i18n, planning.draft_after)}</span>
                    <Show when=move || { step.get() > 1 }>
                        <Button look=Look::Plain on_press=Callback::new(move |()| step.update(|step| *step -= 1))>
                            <Icon name="left" />
                            {t_string!(i18n, planning.back)}
                        </Button>
                    </Show>
                    <Button kind="submit" busy=form.busy>{next}</Button>
                </div>
                <LeaveGuard dirty=dirty on_discard=Callback::new(move |()| made.set(true)) />
            </form>
        </div>
    }
}
