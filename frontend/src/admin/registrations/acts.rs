//! What can be done with one registration, and the question before it.

use leptos::prelude::*;
use magnetiq_shared::registrations::{MoveTo, Registration, RegistrationAct, RegistrationStatus};
use magnetiq_shared::scopes::Scope;
use uuid::Uuid;

use super::words;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::{Confirm, menu_act};
use crate::admin::me::use_me;
use crate::api::registration_list;
use crate::i18n::{Texts, fill, t_string, use_i18n};
use crate::state::clock;
use crate::ui::{Field, Icon, Notice, Tone, follow, use_toasts};

/// The registration that something is done with.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Its id.
    pub id: Uuid,
    /// Who it is.
    pub name: String,
    /// Where it is.
    pub status: RegistrationStatus,
}

impl Target {
    /// The registration.
    pub fn of(one: &Registration) -> Self {
        Self { id: one.id, name: words::name(one), status: one.status }
    }
}

/// What is asked before it is done.
#[derive(Clone, Copy)]
pub struct Asks {
    /// An act.
    pub act: Asked,
    /// Who is to be moved to another session.
    pub moving: RwSignal<Vec<Target>>,
}

/// What is to be done, and with whom.
pub type Asked = RwSignal<Option<(RegistrationAct, Target)>>;

/// Whether the person may do anything with registrations.
pub fn may_act() -> bool {
    use_me().scopes.contains(&Scope::RegistrationsWrite)
}

/// What can be done with it now, as far as its state tells.
pub fn possible(one: &Registration) -> Vec<RegistrationAct> {
    let now = clock::now();
    let has_lapsed = one.hold_expires_at.is_some_and(|end| end <= now);
    let has_started = one.session.starts_at <= now;
    let fits = |act: &RegistrationAct| !has_lapsed && act.fits(one.status, has_started);
    RegistrationAct::ALL.into_iter().filter(fits).collect()
}

/// Whether the person can be moved to another session now.
pub fn may_move(one: &Registration) -> bool {
    let now = clock::now();
    let has_lapsed = one.hold_expires_at.is_some_and(|end| end <= now);
    !has_lapsed && MoveTo::fits(one.status, one.session.starts_at <= now)
}

/// The icon of an act, and what it is called.
pub fn called(i18n: Texts, act: RegistrationAct) -> (&'static str, &'static str) {
    match act {
        RegistrationAct::Approve => ("check", t_string!(i18n, desk.approve)),
        RegistrationAct::Decline => ("close", t_string!(i18n, desk.decline)),
        RegistrationAct::Confirm => ("check", t_string!(i18n, desk.confirm)),
        RegistrationAct::Cancel => ("st-off", t_string!(i18n, desk.cancel)),
        RegistrationAct::Attended => ("eye", t_string!(i18n, desk.attended)),
        RegistrationAct::NoShow => ("st-off", t_string!(i18n, desk.no_show)),
    }
}

/// Whether somebody loses their place by it.
pub fn takes_away(act: RegistrationAct) -> bool {
    matches!(act, RegistrationAct::Decline | RegistrationAct::Cancel)
}

/// Entries of a row's menu.
pub fn entries(one: &Registration, asks: Asks) -> AnyView {
    let i18n = use_i18n();
    let target = Target::of(one);
    let entry = |act: RegistrationAct| {
        let target = target.clone();
        let (icon, name) = called(i18n, act);
        let class = if takes_away(act) { "danger" } else { "" };
        menu_act(icon, name, class, None, move || asks.act.set(Some((act, target.clone()))))
    };
    let acts = possible(one).into_iter().map(entry).collect_view();
    let target = target.clone();
    let transfer = may_move(one).then(|| {
        menu_act("share", t_string!(i18n, desk.move_open), "", None, move || {
            asks.moving.set(vec![target.clone()])
        })
    });
    view! { {acts}{transfer} }.into_any()
}

/// The same as buttons.
pub fn buttons(one: &Registration, asks: Asks) -> AnyView {
    let i18n = use_i18n();
    let target = Target::of(one);
    let button = |act: RegistrationAct| {
        let target = target.clone();
        let (icon, name) = called(i18n, act);
        let class = if takes_away(act) { "button danger small" } else { "button plain small" };
        view! {
            <button type="button" class=class on:click=move |_| asks.act.set(Some((act, target.clone())))>
                <Icon name=icon />
                {name}
            </button>
        }
    };
    let acts = possible(one).into_iter().map(button).collect_view();
    let target = target.clone();
    let transfer = may_move(one).then(|| {
        view! {
            <button type="button" class="button plain small" on:click=move |_| asks.moving.set(vec![target.clone()])>
                <Icon name="share" />
                {t_string!(i18n, desk.move_open)}
            </button>
        }
    });
    view! { {acts}{transfer} }.into_any()
}

/// The question before an act. What happened is told to `on_done`.
#[component]
pub fn ActDialog(
    /// What is to be done, and with whom.
    asked: Asked,
    /// Called after it was done.
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let open = RwSignal::new(false);
    let wanted = RwSignal::new(None::<(RegistrationAct, Target)>);
    let reason = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<&'static str>);
    Effect::new(move |_| {
        let Some(now) = asked.get() else { return };
        asked.set(None);
        form.clear();
        reason.set(String::new());
        problem.set(None);
        wanted.set(Some(now));
        open.set(true);
    });
    let confirm = Callback::new(move |()| {
        let Some((act, target)) = wanted.get_untracked() else { return };
        problem.set(None);
        let why = reason.get_untracked().trim().to_owned();
        let why = Some(why).filter(|why| !why.is_empty());
        let work = async move {
            match registration_list::act(target.id, act, why).await {
                Ok(_) => Ok(None),
                Err(error) => match error.kind().and_then(|kind| words::refused(i18n, kind.slug())) {
                    Some(text) => Ok(Some(text)),
                    None => Err(error),
                },
            }
        };
        form.send(work, move |refused| match refused {
            Some(text) => problem.set(Some(text)),
            None => {
                open.set(false);
                toasts.say(done(i18n, act));
                on_done.run(());
            }
        });
    });
    let texts =
        move || wanted.with(|wanted| wanted.as_ref().map(|(act, target)| question(i18n, *act, target)));
    let title = move || texts().map(|(title, _)| title).unwrap_or_default();
    let text = move || texts().map(|(_, text)| text.to_owned()).unwrap_or_default();
    let name =
        move || wanted.with(|wanted| wanted.as_ref().map_or("", |(act, _)| called(i18n, *act).1)).to_owned();
    let declines = Memo::new(move |_| {
        wanted.with(|wanted| wanted.as_ref().is_some_and(|(act, _)| *act == RegistrationAct::Decline))
    });
    view! {
        <Confirm
            open=open title=Signal::derive(title) text=Signal::derive(text) act=Signal::derive(name) busy=form.busy
            on_confirm=confirm
        >
            <FormTrouble form=form />
            {follow(move || problem.get().map(|text| view! { <Notice tone=Tone::Bad title=text /> }).into_any())}
            {follow(move || declines.get().then(|| view! {
                <Field label=t_string!(i18n, desk.reason) name="reason" value=reason rows=3 required=false
                    hint=Signal::stored(t_string!(i18n, desk.reason_hint).to_owned()) error=form.error("/reason") />
            }).into_any())}
        </Confirm>
    }
}

/// What is asked, and what follows.
fn question(i18n: Texts, act: RegistrationAct, target: &Target) -> (String, &'static str) {
    let (title, text) = match act {
        RegistrationAct::Approve => (t_string!(i18n, desk.approve_title), t_string!(i18n, desk.approve_text)),
        RegistrationAct::Decline => (t_string!(i18n, desk.decline_title), t_string!(i18n, desk.decline_text)),
        RegistrationAct::Confirm => {
            let text = match target.status {
                RegistrationStatus::PendingVerification => t_string!(i18n, desk.confirm_unchecked),
                _ => t_string!(i18n, desk.confirm_text),
            };
            (t_string!(i18n, desk.confirm_title), text)
        }
        RegistrationAct::Cancel => (t_string!(i18n, desk.cancel_title), t_string!(i18n, desk.cancel_text)),
        RegistrationAct::Attended => (t_string!(i18n, desk.came_title), t_string!(i18n, desk.came_text)),
        RegistrationAct::NoShow => (t_string!(i18n, desk.no_show_title), t_string!(i18n, desk.came_text)),
    };
    (fill(title, &[("name", &target.name)]), text)
}

/// What was done.
fn done(i18n: Texts, act: RegistrationAct) -> &'static str {
    match act {
        RegistrationAct::Approve => t_string!(i18n, desk.approved_done),
        RegistrationAct::Decline => t_string!(i18n, desk.declined_done),
        RegistrationAct::Confirm => t_string!(i18n, desk.confirmed_done),
        RegistrationAct::Cancel => t_string!(i18n, desk.cancelled_done),
        RegistrationAct::Attended | RegistrationAct::NoShow => t_string!(i18n, desk.marked_done),
    }
}
