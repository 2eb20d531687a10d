//! What staff do about mails of the program, each after a question that says to how many people they go.

use leptos::prelude::*;
use magnetiq_shared::automations::PlanAct;

use super::model::Line;
use super::words;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::Confirm;
use crate::api::automations;
use crate::i18n::{Texts, counted, fill, t_string, use_i18n};
use crate::ui::use_toasts;

/// What is wished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Something with mails that are still to go.
    Act(PlanAct),
    /// Send again what failed.
    Retry,
}

/// Asks, and does it.
#[component]
pub fn TimelineActs(
    /// What is wished about which line; whoever sets it opens the question.
    wish: RwSignal<Option<(Wish, Line)>>,
    /// Something was done.
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if wish.with(Option::is_some) {
            form.clear();
            open.set(true);
        }
    });
    let texts = Signal::derive(move || {
        wish.with(|wish| wish.as_ref().map(|(wish, line)| question(i18n, *wish, line)).unwrap_or_default())
    });
    let confirm = Callback::new(move |()| {
        let Some((wish, line)) = wish.get_untracked() else { return };
        let work = async move {
            match wish {
                Wish::Act(act) => {
                    let session = line.session.unwrap_or_default();
                    automations::act(session, &line.kind, act).await.map(|done| done.queued)
                }
                Wish::Retry => automations::retry(line.session, &line.kind).await.map(|done| done.queued),
            }
        };
        form.send(work, move |queued| {
            open.set(false);
            toasts.say(match wish {
                Wish::Act(PlanAct::Pause) => t_string!(i18n, timeline.did_pause).to_owned(),
                Wish::Act(PlanAct::Resume) => t_string!(i18n, timeline.did_resume).to_owned(),
                Wish::Act(PlanAct::Skip) => t_string!(i18n, timeline.did_skip).to_owned(),
                Wish::Act(PlanAct::Send) | Wish::Retry => counted(
                    queued,
                    t_string!(i18n, timeline.did_send_one),
                    t_string!(i18n, timeline.did_send),
                ),
            });
            on_done.run(());
        });
    });
    let calm = Signal::derive(move || {
        let warns = |wish: &Wish| matches!(wish, Wish::Act(PlanAct::Send | PlanAct::Skip) | Wish::Retry);
        wish.with(|wish| wish.as_ref().is_none_or(|(wish, _)| !warns(wish)))
    });
    view! {
        <Confirm
            open=open title=Signal::derive(move || texts.get().0) text=Signal::derive(move || texts.get().1)
            act=Signal::derive(move || texts.get().2) calm=calm busy=form.busy on_confirm=confirm
        >
            <FormTrouble form=form />
        </Confirm>
    }
}

/// Title, text and button of the question.
fn question(i18n: Texts, wish: Wish, line: &Line) -> (String, String, String) {
    let (one, many) = (t_string!(i18n, timeline.person), t_string!(i18n, timeline.people));
    let people = counted(line.people(), one, many);
    let (title, text, act) = match wish {
        Wish::Act(PlanAct::Pause) => (
            t_string!(i18n, timeline.pause_title),
            t_string!(i18n, timeline.pause_text),
            t_string!(i18n, timeline.pause),
        ),
        Wish::Act(PlanAct::Resume) => (
            t_string!(i18n, timeline.resume_title),
            t_string!(i18n, timeline.resume_text),
            t_string!(i18n, timeline.resume),
        ),
        Wish::Act(PlanAct::Skip) => (
            t_string!(i18n, timeline.skip_title),
            t_string!(i18n, timeline.skip_text),
            t_string!(i18n, timeline.skip),
        ),
        Wish::Act(PlanAct::Send) => (
            t_string!(i18n, timeline.send_title),
            t_string!(i18n, timeline.send_text),
            t_string!(i18n, timeline.send),
        ),
        Wish::Retry => (
            t_string!(i18n, timeline.retry_title),
            t_string!(i18n, timeline.retry_text),
            t_string!(i18n, timeline.retry),
        ),
    };
    let kind = words::kind(i18n, &line.kind);
    let fill = |text: &str| fill(text, &[("mail", &kind), ("people", &people)]);
    (fill(title), fill(text), act.to_owned())
}
