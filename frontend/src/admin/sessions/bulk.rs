//! What can be done with several sessions at once, and what became of each.

use futures_util::future::join_all;
use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::staff::Outcomes;
use magnetiq_shared::staff::sessions::{Concerned, SessionAct, SessionBulk, SessionRow};
use uuid::Uuid;

use super::export::{Which, taker};
use super::words;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::{BulkBar, Confirm, Selection, Toggle};
use crate::admin::me::{refusal, use_me};
use crate::api::planning;
use crate::i18n::{counted, fill, t_string, use_i18n};
use crate::ui::{Button, Dialog, Field, Icon, follow, use_toasts};

/// The bar of the selection, with its question and its outcome.
#[component]
pub fn SessionBulkBar(
    /// The selection.
    selection: Selection,
    /// The rows that are shown.
    shown: Signal<Vec<SessionRow>>,
    /// Called after something was done.
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let language = use_me().language;
    let form = Form::new();
    let act = RwSignal::new(SessionAct::Publish);
    let (asking, telling) = (RwSignal::new(false), RwSignal::new(false));
    let people = RwSignal::new(None::<u64>);
    let (reason, tell) = (RwSignal::new(String::new()), RwSignal::new(true));
    let failures = RwSignal::new(Vec::<(String, &'static str)>::new());
    let ids = move || -> Vec<Uuid> { selection.ids().iter().filter_map(|id| id.parse().ok()).collect() };
    let ask = Callback::new(move |wanted: SessionAct| {
        act.set(wanted);
        form.clear();
        people.set(None);
        tell.set(true);
        reason.set(String::new());
        if wanted == SessionAct::Cancel {
            let ids = ids();
            spawn_local(async move {
                let all = join_all(ids.into_iter().map(planning::concerned)).await;
                let sum = |who: &Concerned| who.registered + who.pending + who.waiting;
                // Where one cannot be counted the sum would be wrong: the dialog says so.
                let counted: Result<u64, _> = all.iter().map(|who| who.as_ref().map(sum)).sum();
                if people.try_set(counted.ok()).is_none() {
                    asking.set(true);
                }
            });
        } else {
            asking.set(true);
        }
    });
    let told = move |answer: Outcomes| {
        asking.set(false);
        let name = |id: Uuid| {
            shown.with_untracked(|rows| {
                rows.iter()
                    .find(|row| row.id == id)
                    .map(|row| row.title.get(language).to_owned())
                    .unwrap_or_default()
            })
        };
        let count = answer.outcomes.len();
        let bad: Vec<_> = answer
            .outcomes
            .into_iter()
            .filter_map(|outcome| Some((name(outcome.id), words::problem(i18n, &outcome.problem?))))
            .collect();
        let done = (count - bad.len()) as u32;
        toasts.say(counted(
            done,
            t_string!(i18n, planning.bulk_done_one),
            t_string!(i18n, planning.bulk_done),
        ));
        if !bad.is_empty() {
            failures.set(bad);
            telling.set(true);
        }
        selection.clear();
        on_done.run(());
    };
    let confirm = Callback::new(move |()| {
        let why = reason.get_untracked().trim().to_owned();
        let what = SessionBulk {
            act: act.get_untracked(),
            ids: ids(),
            reason: Some(why).filter(|why| !why.is_empty()),
            notify: tell.get_untracked(),
        };
        form.send(async move { planning::bulk(&what).await }, told);
    });
    let taking = RwSignal::new(false);
    let take = taker(taking);
    let why = refusal(Scope::SessionsWrite);
    let button = move |icon: &'static str, name: &'static str, class: &'static str, wanted: SessionAct| {
        let refused = why.clone();
        let is_refused = refused.is_some();
        view! {
            <button
                type="button" class=class title=refused aria-disabled=is_refused.then_some("true")
                on:click=move |_| if !is_refused { ask.run(wanted) }
            >
                <Icon name=icon />
                {name}
            </button>
        }
    };
    let count = move || selection.count().to_string();
    let title = move || {
        let text = match act.get() {
            SessionAct::Publish => t_string!(i18n, planning.bulk_publish),
            SessionAct::Cancel => t_string!(i18n, planning.bulk_cancel),
            SessionAct::Duplicate => t_string!(i18n, planning.bulk_duplicate),
            SessionAct::Delete => t_string!(i18n, planning.bulk_delete),
        };
        fill(text, &[("count", &count())])
    };
    let text = move || match act.get() {
        SessionAct::Publish => t_string!(i18n, planning.bulk_publish_text).to_owned(),
        SessionAct::Duplicate => t_string!(i18n, planning.bulk_duplicate_text).to_owned(),
        SessionAct::Delete => t_string!(i18n, planning.delete_text).to_owned(),
        SessionAct::Cancel => people.get().map_or_else(
            || t_string!(i18n, planning.not_counted).to_owned(),
            |people| fill(t_string!(i18n, planning.bulk_cancel_text), &[("count", &people.to_string())]),
        ),
    };
    let name = move || match act.get() {
        SessionAct::Publish => t_string!(i18n, planning.publish),
        SessionAct::Cancel => t_string!(i18n, planning.cancel),
        SessionAct::Duplicate => t_string!(i18n, planning.duplicate),
        SessionAct::Delete => t_string!(i18n, planning.delete_drafts),
    };
    // The number of people, so that nobody writes to them by habit.
    let word = move || {
        let told = people.get().filter(|people| *people > 0).map(|people| people.to_string());
        (act.get() == SessionAct::Cancel).then(|| told.unwrap_or_else(count))
    };
    let more = move || {
        match act.get() {
        SessionAct::Cancel => view! {
            <Field label=t_string!(i18n, planning.reason) name="reason" value=reason rows=2 required=false
                hint=Signal::stored(t_string!(i18n, planning.reason_hint).to_owned()) />
            <Toggle label=t_string!(i18n, planning.tell_them) on=tell on_change=Callback::new(move |is_on| tell.set(is_on)) />
        }
        .into_any(),
        _ => ().into_any(),
    }
    };
    view! {
        <BulkBar selection=selection>
            {button("globe", t_string!(i18n, planning.publish), "button plain small", SessionAct::Publish)}
            {button("copy", t_string!(i18n, planning.duplicate), "button plain small", SessionAct::Duplicate)}
            <button
                type="button" class="button plain small" aria-busy=move || taking.get().then_some("true")
                on:click=move |_| take.run(Which::Ticked(ids()))
            >
                <Icon name="export" />
                {t_string!(i18n, planning.export)}
            </button>
            {button("st-off", t_string!(i18n, planning.cancel_open), "button danger small", SessionAct::Cancel)}
            {button("close", t_string!(i18n, planning.delete_drafts), "button danger small", SessionAct::Delete)}
        </BulkBar>
        <Confirm
            open=asking
            title=Signal::derive(title)
            text=Signal::derive(text)
            act=Signal::derive(move || name().to_owned())
            word=Signal::derive(word)
            busy=form.busy
            on_confirm=confirm
        >
            <FormTrouble form=form />
            {follow(more)}
        </Confirm>
        <Dialog open=telling labelled_by="outcome-title" close_label=t_string!(i18n, admin.close) class="form-dialog">
            <div class="stack">
                <h2 id="outcome-title">{t_string!(i18n, planning.not_all)}</h2>
                <ul class="outcomes">
                    {move || failures.get().into_iter().map(|(title, why)| view! { <li><b>{title}</b><small>{why}</small></li> }).collect_view()}
                </ul>
                <div class="button-row ends">
                    <Button on_press=Callback::new(move |()| telling.set(false))>{t_string!(i18n, admin.close)}</Button>
                </div>
            </div>
        </Dialog>
    }
}
