//! Moving people to another session.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::Code;
use magnetiq_shared::registrations::MoveSeveral;
use magnetiq_shared::staff::Outcomes;

use super::acts::Target;
use super::choices::sessions;
use super::words;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::Toggle;
use crate::api::registration_list;
use crate::i18n::{counted, t_string, use_i18n};
use crate::ui::{Button, Dialog, Icon, Look, Select, follow, use_toasts};

/// The dialog; open while there is anybody to move.
#[component]
pub fn MoveDialog(
    /// Who is to be moved.
    whom: RwSignal<Vec<Target>>,
    /// Called after somebody was moved.
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if whom.with(|whom| !whom.is_empty()) {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() && whom.with_untracked(|whom| !whom.is_empty()) {
            whom.set(Vec::new());
        }
    });
    view! {
        <Dialog open=open labelled_by="transfer-title" close_label=t_string!(i18n, admin.close) class="form-dialog" light_dismiss=false>
            <MoveForm open=open whom=whom on_done=on_done />
        </Dialog>
    }
}

#[component]
fn MoveForm(open: RwSignal<bool>, whom: RwSignal<Vec<Target>>, on_done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let choices = sessions();
    let session = RwSignal::new(String::new());
    let waitlist = RwSignal::new(false);
    let failures = RwSignal::new(Vec::<(String, &'static str)>::new());
    let told = move |answer: Outcomes| {
        let name = |id| {
            whom.with_untracked(|all| {
                all.iter().find(|one| one.id == id).map(|one| one.name.clone()).unwrap_or_default()
            })
        };
        let count = answer.outcomes.len();
        let bad: Vec<_> = answer
            .outcomes
            .into_iter()
            .filter_map(|outcome| Some((name(outcome.id), words::problem(i18n, &outcome.problem?))))
            .collect();
        let moved = (count - bad.len()) as u32;
        if moved > 0 {
            toasts.say(counted(moved, t_string!(i18n, desk.moved_one), t_string!(i18n, desk.moved)));
            on_done.run(());
        }
        match bad.is_empty() {
            true => open.set(false),
            false => failures.set(bad),
        }
    };
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let to = session.with_untracked(|session| session.parse().ok());
        if !form.check("/sessionId", to.ok_or(Code::Required)) {
            return;
        }
        failures.set(Vec::new());
        let what = MoveSeveral {
            ids: whom.with_untracked(|whom| whom.iter().map(|one| one.id).collect()),
            session_id: to.unwrap_or_default(),
            waitlist: waitlist.get_untracked(),
        };
        form.send(async move { registration_list::move_to(&what).await }, told);
    };
    let who = move || {
        whom.with(|whom| match whom.as_slice() {
            [one] => one.name.clone(),
            many => {
                counted(many.len() as u32, t_string!(i18n, desk.people_one), t_string!(i18n, desk.people))
            }
        })
    };
    let error = form.error("/sessionId");
    view! {
        <form class="stack" on:submit=send novalidate>
            <h2 id="transfer-title">{t_string!(i18n, desk.move_title)}</h2>
            <p><b>{who}</b></p>
            <p class="quiet">{t_string!(i18n, desk.move_text)}</p>
            <FormTrouble form=form />
            <div class="picked">
                <Select label=t_string!(i18n, desk.to_session) name="session" value=session choices=choices />
                {follow(move || error.get().map(|error| view! { <p class="error" role="alert"><Icon name="alert" />{error}</p> }).into_any())}
            </div>
            <Toggle label=t_string!(i18n, desk.may_wait) on=waitlist on_change=Callback::new(move |is_on| waitlist.set(is_on)) />
            {follow(move || failures.with(|all| !all.is_empty()).then(|| view! {
                <ul class="outcomes" role="alert">
                    {failures.get().into_iter().map(|(name, why)| view! { <li><b>{name}</b><small>{why}</small></li> }).collect_view()}
                </ul>
            }).into_any())}
            <div class="button-row ends">
                <Button look=Look::Plain on_press=Callback::new(move |()| open.set(false))>{t_string!(i18n, admin.keep)}</Button>
                <Button kind="submit" busy=form.busy>{t_string!(i18n, desk.move_it)}</Button>
            </div>
        </form>
    }
}
