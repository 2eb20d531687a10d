//! One session: as one page with its parts, or the later of the seven steps while it is being planned.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::ProblemType;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::sessions::SessionStatus;
use magnetiq_shared::staff::sessions::StaffSession;
use uuid::Uuid;

use super::acts::{Act, Done, SessionActs, Target};
use super::checklist::{ChecklistCard, checklist, is_ready};
use super::closing::AfterPart;
use super::conflict::ConflictDialog;
use super::demographics::DemographicsCard;
use super::dialogs::RescheduleDialog;
use super::draft::Draft;
use super::figures::FiguresCard;
use super::history::HistoryCard;
use super::promotion::PromotionPart;
use super::review::ReviewCard;
use super::steps::{self, STEPS, StepLine};
use super::waitlist::WaitlistCard;
use super::{LIST, choices, help, sections, words};
use crate::admin::filters::parameter;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::guard::LeaveGuard;
use crate::admin::kit::{Empty, FormDock, Status, menu_act};
use crate::admin::me::{refusal, use_me};
use crate::admin::preview::PreviewButton;
use crate::admin::shell::head::PageHead;
use crate::admin::timeline::SessionTimeline;
use crate::admin::words as all_words;
use crate::api::planning;
use crate::format::date::Writer;
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::address::{Go, use_address};
use crate::state::load::{Load, load};
use crate::ui::{Button, Icon, Look, Menu, Notice, follow, use_toasts};

/// The page of one session.
#[component]
pub fn SessionPage(
    /// Its id, as the address has it.
    id: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let id: Uuid = id.parse().unwrap_or_default();
    let loaded = load(|| (), None, move |()| async move { planning::get(id).await });
    let above = move || (t_string!(i18n, admin.sessions).to_owned(), LIST.to_owned());
    follow(move || match loaded.get() {
        Load::Ready(session) => view! { <Editor session=session /> }.into_any(),
        Load::Waiting => view! {
            <PageHead title="…" above=above() />
            <div class="page-body" aria-busy="true"><div class="card"><span class="bone"></span></div></div>
        }
        .into_any(),
        Load::Failed(error) => {
            let (title, text) = all_words::trouble(i18n, &error);
            view! {
                <PageHead title=title above=above() />
                <Empty icon="alert" title=title text=text failed=true>
                    <Button look=Look::Plain on_press=Callback::new(move |()| loaded.retry())>{t_string!(i18n, admin.try_again)}</Button>
                </Empty>
            }
            .into_any()
        }
    })
}

/// What the server answered when it was saved.
enum Saved {
    /// It is like this now.
    So(StaffSession),
    /// Somebody else was faster; it is like this.
    Else(StaffSession),
}

#[component]
fn Editor(session: StaffSession) -> impl IntoView {
    let i18n = use_i18n();
    let (toasts, address) = (use_toasts(), use_address());
    let language = use_me().language;
    let form = Form::new();
    let draft = Draft::new(session.fields.timezone.clone());
    draft.put(&session.fields);
    let id = session.id;
    let session = RwSignal::new(session);
    let theirs = RwSignal::new(None::<StaffSession>);
    let (conflict, moving) = (RwSignal::new(false), RwSignal::new(false));
    let act = RwSignal::new(None::<Act>);
    let may_see_log = use_me().scopes.contains(&Scope::AuditLogRead);
    let (topics, speakers) = (choices::topics(), choices::speakers());
    let list = checklist(session);
    let dirty = Memo::new(move |_| draft.is_dirty());
    let step_text = parameter("step");
    let step =
        Memo::new(move |_| step_text.get().parse::<usize>().ok().filter(|step| (1..=STEPS).contains(step)));
    let status = Memo::new(move |_| session.with(|session| session.status));
    let why = StoredValue::new(refusal(Scope::SessionsWrite));
    let is_fixed = move || why.with_value(Option::is_some) || status.get() == SessionStatus::Cancelled;
    let around = help::around(draft, form, topics, Signal::derive(is_fixed));
    let take = Callback::new(move |now: StaffSession| {
        draft.put(&now.fields);
        form.clear();
        session.set(now);
    });
    let save = move |after: Callback<()>| {
        let changes = untrack(|| draft.changes());
        if changes.is_empty() {
            return after.run(());
        }
        let version = session.with_untracked(|session| session.version);
        let said = t_string!(i18n, admin.saved);
        let work = async move {
            match planning::change(id, version, &changes).await {
                Err(error) if error.is(ProblemType::Stale) => planning::get(id).await.map(Saved::Else),
                answer => answer.map(Saved::So),
            }
        };
        form.send(work, move |saved| match saved {
            Saved::So(now) => {
                take.run(now);
                conflict.set(false);
                toasts.say(said);
                after.run(());
            }
            Saved::Else(now) => {
                theirs.set(Some(now));
                conflict.set(true);
            }
        });
    };
    let stay = Callback::new(|()| ());
    let to_step = move |step: usize| address.go(&format!("{LIST}/{id}?step={step}"), Go::Top);
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if untrack(is_fixed) || around.writing.get_untracked() > 0 {
            return;
        }
        match step.get_untracked() {
            Some(STEPS) => save(Callback::new(move |()| address.go(&format!("{LIST}/{id}"), Go::Top))),
            Some(step) => save(Callback::new(move |()| to_step(step + 1))),
            None => save(stay),
        }
    };
    let take_theirs = Callback::new(move |()| {
        conflict.set(false);
        if let Some(now) = theirs.get_untracked() {
            take.run(now);
        }
    });
    let keep_mine = Callback::new(move |()| {
        // What was typed stays; only the version is theirs.
        if let Some(now) = theirs.get_untracked() {
            session.set(now);
            save(stay);
        }
    });
    let done = Callback::new(move |done: Done| match done {
        Done::Changed(now) => take.run(*now),
        Done::Deleted => {
            draft.put(&session.get_untracked().fields);
            address.go(LIST, Go::Top);
        }
        Done::Made(other) => address.go(&format!("{LIST}/{other}"), Go::Top),
    });
    let target = move || session.with_untracked(|session| Target::of(session, language));
    let part = move |at: usize| -> AnyView {
        match at {
            1 => sections::topic(draft, around, topics),
            2 => sections::speaker(draft, form, speakers),
            3 if status.get() == SessionStatus::Draft => sections::schedule(draft, form, Some(id)),
            3 => view! { <Fixed session=session moving=moving may_move=why.with_value(Option::is_none) /> {sections::language(draft)} }.into_any(),
            4 => sections::details(draft, around),
            5 => sections::platform(draft, form),
            6 => sections::publishing(draft, form, status.get() == SessionStatus::Draft),
            _ => view! { {sections::posts(draft, around)} <PromotionPart session=session /> }.into_any(),
        }
    };
    let card = move |at: usize| {
        let content = part(at);
        view! {
            <section class="card stack">
                <h2>{if at == 6 && step.get().is_none() { t_string!(i18n, planning.address) } else { steps::name(i18n, at) }}</h2>
                {content}
            </section>
        }
    };
    let body = move || {
        draft.epoch.get();
        let cards = match step.get() {
            Some(step) => vec![card(step)],
            None => (1..=STEPS).map(card).collect(),
        };
        view! { <fieldset class="stack parts" disabled=is_fixed>{cards.into_iter().collect_view()}</fieldset> }.into_any()
    };
    let fixed = move || match (why.get_value(), status.get()) {
        (Some(why), _) => view! { <Notice icon="lock" title=why /> }.into_any(),
        (None, SessionStatus::Cancelled) => view! {
            <Notice title=t_string!(i18n, planning.is_cancelled)>
                <p>{session.with(|session| session.cancel_reason.clone())}</p>
            </Notice>
        }
        .into_any(),
        _ => ().into_any(),
    };
    let publish = move || {
        let ready = is_ready(list) && !dirty.get();
        let refused =
            why.get_value().or_else(|| (!ready).then(|| t_string!(i18n, planning.not_ready).to_owned()));
        let is_refused = refused.is_some();
        view! {
            <button type="button" class="button" title=refused aria-disabled=is_refused.then_some("true")
                on:click=move |_| if !is_refused { act.set(Some(Act::Publish(target()))) }>
                {t_string!(i18n, planning.publish)}
            </button>
        }
        .into_any()
    };
    let head = move || {
        let (state, word) = words::status(i18n, status.get());
        let is_draft = status.get() == SessionStatus::Draft;
        let url = session.with(|session| session.url.clone());
        view! {
            <Status state=state pill=true>{word}</Status>
            {(!is_draft).then(|| view! {
                <a class="button plain" href=url target="_blank" rel="noopener"><Icon name="external" />{t_string!(i18n, planning.public_page)}</a>
            })}
            {is_draft.then(|| view! { <PreviewButton dirty=dirty ask=Arc::new(move || Box::pin(planning::preview(id))) /> })}
            {is_draft.then(publish)}
            <Menu label=Signal::stored(t_string!(i18n, admin.actions).to_owned()) class="icon-button" button=|| view! { <Icon name="dots" /> }>
                {menu(status.get(), why.get_value(), act, Arc::new(target))}
            </Menu>
        }
        .into_any()
    };
    let dock = move || match (is_fixed(), step.get()) {
        (true, _) => ().into_any(),
        (_, None) => view! {
            <FormDock dirty=dirty busy=form.busy on_discard=Callback::new(move |()| {
                form.clear();
                draft.put(&session.get_untracked().fields);
            }) />
        }
        .into_any(),
        (_, Some(step)) => {
            let next = match step {
                STEPS => t_string!(i18n, planning.finish).to_owned(),
                step => fill(t_string!(i18n, planning.next), &[("step", steps::name(i18n, step + 1))]),
            };
            view! {
                <div class="dock">
                    <span role="status">{move || dirty.get().then(|| t_string!(i18n, admin.unsaved))}</span>
                    {(step > 1).then(|| view! {
                        <Button look=Look::Plain on_press=Callback::new(move |()| save(Callback::new(move |()| to_step(step - 1))))>
                            <Icon name="left" />
                            {t_string!(i18n, planning.back)}
                        </Button>
                    })}
                    <Button look=Look::Plain on_press=Callback::new(move |()| save(Callback::new(move |()| address.go(LIST, Go::Top))))>
                        {t_string!(i18n, planning.save_and_leave)}
                    </Button>
                    {(step == 6 && status.get() == SessionStatus::Draft).then(|| follow(publish))}
                    <Button kind="submit" busy=form.busy>{next}</Button>
                </div>
                <LeaveGuard dirty=dirty on_discard=Callback::new(move |()| draft.put(&session.get_untracked().fields)) />
            }
            .into_any()
        }
    };
    let line = move || {
        let href = Arc::new(move |step: usize| Some(format!("{LIST}/{id}?step={step}")));
        step.get()
            .map(|_| view! { <StepLine step=Signal::derive(move || step.get().unwrap_or(1)) href=href /> })
            .into_any()
    };
    let is_held = !matches!(status.get_untracked(), SessionStatus::Draft | SessionStatus::Cancelled);
    let title = Signal::derive(move || session.with(|session| session.shown_title.get(language).to_owned()));
    view! {
        <PageHead title=title above=(t_string!(i18n, admin.sessions).to_owned(), LIST.to_owned())>{follow(head)}</PageHead>
        <div class="page-body">
            {follow(line)}
            <div class="with-checklist">
                <div class="stack">
                {is_held.then(|| view! { <AfterPart id=id /> })}
                <form class="page-form stack" on:submit=send novalidate>
                    {follow(fixed)}
                    <FormTrouble form=form />
                    {follow(body)}
                    {follow(dock)}
                    {follow(move || step.get().is_none().then(|| view! { <WaitlistCard session=session /> }).into_any())}
                </form>
                </div>
                <aside class="stack">
                    {follow(move || (status.get() == SessionStatus::Draft).then(|| view! { <ChecklistCard loaded=list /> }).into_any())}
                    {follow(move || view! { <ReviewCard session=session.get() /> }.into_any())}
                    {follow(move || (status.get() != SessionStatus::Draft).then(|| view! { <FiguresCard session=session /> <DemographicsCard session=session /> }).into_any())}
                    {may_see_log.then(|| view! { <HistoryCard session=session /> })}
                </aside>
            </div>
            {follow(move || (status.get() != SessionStatus::Draft && step.get().is_none()).then(|| view! { <SessionTimeline session=session /> }).into_any())}
        </div>
        <SessionActs act=act on_done=done />
        <RescheduleDialog open=moving session=session on_done=take />
        <ConflictDialog open=conflict draft=draft theirs=theirs busy=form.busy on_theirs=take_theirs on_mine=keep_mine />
    }
}

/// When a session is that visitors know already: it is moved so that they are told.
#[component]
fn Fixed(session: RwSignal<StaffSession>, moving: RwSignal<bool>, may_move: bool) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_me().language;
    let when = move || {
        session.with(|session| {
            let fields = &session.fields;
            Writer::new(language, fields.timezone.clone()).long(fields.starts_at, fields.duration_minutes)
        })
    };
    let is_open = may_move && session.with_untracked(|session| session.status == SessionStatus::Published);
    view! {
        <p><b>{when}</b></p>
        <p class="quiet">{t_string!(i18n, planning.fixed_text)}</p>
        {is_open.then(|| view! {
            <div>
                <Button look=Look::Plain on_press=Callback::new(move |()| moving.set(true))>
                    <Icon name="clock" />
                    {t_string!(i18n, planning.move_open)}
                </Button>
            </div>
        })}
    }
}

/// What can be done with the session as a whole.
fn menu(
    status: SessionStatus,
    why: Option<String>,
    act: RwSignal<Option<Act>>,
    target: Arc<dyn Fn() -> Target + Send + Sync>,
) -> AnyView {
    let i18n = use_i18n();
    let entry = |icon: &'static str, name: &'static str, class: &'static str, to: fn(Target) -> Act| {
        let target = target.clone();
        menu_act(icon, name, class, why.clone(), move || act.set(Some(to(target()))))
    };
    let published = status == SessionStatus::Published;
    view! {
        {entry("copy", t_string!(i18n, planning.duplicate), "", Act::Duplicate)}
        {published.then(|| entry("edit", t_string!(i18n, planning.unpublish), "", Act::Unpublish))}
        {published.then(|| entry("st-off", t_string!(i18n, planning.cancel_open), "danger", Act::Cancel))}
        {(status == SessionStatus::Draft).then(|| entry("close", t_string!(i18n, planning.delete_draft), "danger", Act::Delete))}
    }
    .into_any()
}
