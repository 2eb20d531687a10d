//! What can be done with several registrations at once, and what became of each.

use std::collections::HashMap;

use leptos::prelude::*;
use magnetiq_shared::registrations::{Registration, RegistrationAct, RegistrationBulk};
use magnetiq_shared::staff::Outcomes;
use uuid::Uuid;

use super::acts::{Asks, Target, called, may_move, possible, takes_away};
use super::words;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::{BulkBar, Confirm, Selection};
use crate::api::registration_list;
use crate::i18n::{counted, fill, t_string, use_i18n};
use crate::ui::{Button, Dialog, Field, Icon, follow, use_toasts};

/// The bar of the selection, with its question and its outcome.
#[component]
pub fn RegistrationBulkBar(
    /// The selection.
    selection: Selection,
    /// The rows that are shown.
    shown: Signal<Vec<Registration>>,
    /// Asks before people are moved.
    asks: Asks,
    /// Called after something was done.
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let act = RwSignal::new(RegistrationAct::Approve);
    let (asking, telling) = (RwSignal::new(false), RwSignal::new(false));
    let reason = RwSignal::new(String::new());
    let failures = RwSignal::new(Vec::<(String, &'static str)>::new());
    // Rows of earlier pages stay selected: what they are is remembered.
    let seen = RwSignal::new(HashMap::<String, Registration>::new());
    Effect::new(move |_| {
        let rows = shown.get();
        seen.update(|seen| seen.extend(rows.into_iter().map(|one| (one.id.to_string(), one))));
    });
    let ids = move || -> Vec<Uuid> { selection.ids().iter().filter_map(|id| id.parse().ok()).collect() };
    let ask = Callback::new(move |wanted: RegistrationAct| {
        act.set(wanted);
        form.clear();
        reason.set(String::new());
        asking.set(true);
    });
    let told = move |answer: Outcomes| {
        asking.set(false);
        let name = |id: Uuid| {
            seen.with_untracked(|seen| seen.get(&id.to_string()).map(words::name).unwrap_or_default())
        };
        let count = answer.outcomes.len();
        let bad: Vec<_> = answer
            .outcomes
            .into_iter()
            .filter_map(|outcome| Some((name(outcome.id), words::problem(i18n, &outcome.problem?))))
            .collect();
        let done = (count - bad.len()) as u32;
        toasts.say(counted(done, t_string!(i18n, desk.bulk_done_one), t_string!(i18n, desk.bulk_done)));
        if !bad.is_empty() {
            failures.set(bad);
            telling.set(true);
        }
        selection.clear();
        on_done.run(());
    };
    let confirm = Callback::new(move |()| {
        let why = reason.get_untracked().trim().to_owned();
        let what = RegistrationBulk {
            act: act.get_untracked(),
            ids: ids(),
            reason: Some(why).filter(|why| !why.is_empty()),
        };
        form.send(async move { registration_list::bulk(&what).await }, told);
    });
    // What at least one of them allows.
    let buttons = move || {
        let count = selection.count();
        let fitting = seen.with(|seen| {
            let chosen: Vec<_> = selection.ids().iter().filter_map(|id| seen.get(id).map(possible)).collect();
            let fits = |act: &RegistrationAct| chosen.iter().any(|possible| possible.contains(act));
            RegistrationAct::ALL.into_iter().filter(fits).collect::<Vec<_>>()
        });
        let button = |wanted: RegistrationAct| {
            let (icon, name) = called(i18n, wanted);
            let class = if takes_away(wanted) { "button danger small" } else { "button plain small" };
            view! {
                <button type="button" class=class on:click=move |_| ask.run(wanted)><Icon name=icon />{name}</button>
            }
        };
        let movable = seen.with(|seen| {
            let chosen = selection.ids();
            let rows = chosen.iter().filter_map(|id| seen.get(id));
            rows.filter(|one| may_move(one)).map(Target::of).collect::<Vec<_>>()
        });
        let transfer = (!movable.is_empty()).then(|| {
            view! {
                <button type="button" class="button plain small" on:click=move |_| asks.moving.set(movable.clone())>
                    <Icon name="share" />
                    {t_string!(i18n, desk.move_open)}
                </button>
            }
        });
        let acts = fitting.into_iter().map(button).collect_view();
        (count > 0).then(|| view! { {acts}{transfer} }).into_any()
    };
    let title = move || {
        let text = match act.get() {
            RegistrationAct::Approve => t_string!(i18n, desk.bulk_approve),
            RegistrationAct::Decline => t_string!(i18n, desk.bulk_decline),
            RegistrationAct::Confirm => t_string!(i18n, desk.bulk_confirm),
            RegistrationAct::Cancel => t_string!(i18n, desk.bulk_cancel),
            RegistrationAct::Attended => t_string!(i18n, desk.bulk_came),
            RegistrationAct::NoShow => t_string!(i18n, desk.bulk_no_show),
        };
        fill(text, &[("count", &selection.count().to_string())])
    };
    let text = move || match act.get() {
        RegistrationAct::Attended | RegistrationAct::NoShow => t_string!(i18n, desk.came_text).to_owned(),
        _ => t_string!(i18n, desk.bulk_text).to_owned(),
    };
    let name = move || called(i18n, act.get()).1.to_owned();
    // Nobody cancels hundreds by habit.
    let word = move || takes_away(act.get()).then(|| selection.count().to_string());
    let declines = Memo::new(move |_| act.get() == RegistrationAct::Decline);
    view! {
        <BulkBar selection=selection>{follow(buttons)}</BulkBar>
        <Confirm
            open=asking title=Signal::derive(title) text=Signal::derive(text) act=Signal::derive(name)
            word=Signal::derive(word) busy=form.busy on_confirm=confirm
        >
            <FormTrouble form=form />
            {follow(move || declines.get().then(|| view! {
                <Field label=t_string!(i18n, desk.reason) name="reason" value=reason rows=2 required=false
                    hint=Signal::stored(t_string!(i18n, desk.reason_hint).to_owned()) error=form.error("/reason") />
            }).into_any())}
        </Confirm>
        <Dialog open=telling labelled_by="outcome-title" close_label=t_string!(i18n, admin.close) class="form-dialog">
            <div class="stack">
                <h2 id="outcome-title">{t_string!(i18n, desk.not_all)}</h2>
                <ul class="outcomes">
                    {move || failures.get().into_iter().map(|(name, why)| view! { <li><b>{name}</b><small>{why}</small></li> }).collect_view()}
                </ul>
                <div class="button-row ends">
                    <Button on_press=Callback::new(move |()| telling.set(false))>{t_string!(i18n, admin.close)}</Button>
                </div>
            </div>
        </Dialog>
    }
}
