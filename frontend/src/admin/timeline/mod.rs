//! The timeline: what was sent, what is to go, to how many, when and in whose time; of the whole program by day, and of
//! one session as a line on which now is marked. Times stand in the reader's timezone.

mod acts;
mod line;
mod model;
mod session;
pub mod words;

use chrono::TimeDelta;
use leptos::prelude::*;
use magnetiq_shared::automations::{PlanFilters, PlannedState};
use uuid::Uuid;

use super::filters::{href_with, parameter};
use super::kit::{Empty, StatusTabs};
use super::list::failed;
use super::me::writer;
use super::shell::head::PageHead;
use crate::api::automations;
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::address::use_address;
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::{Skeleton, follow};
use acts::TimelineActs;
use line::TimelineLine;
use model::{Line, lines};
pub use session::{OneSession, SessionTimeline};

/// Where it is.
pub const HERE: &str = "/admin/webinars/timeline";
/// How many days back it begins; for what failed, as many as the dashboard counts.
const BACK: i64 = 7;
const BACK_FOR_FAILED: i64 = 30;
/// How many days ahead it may go; the first unless chosen.
const AHEAD: [i64; 3] = [14, 30, 84];
/// How many days it shows at most.
const LONGEST: i64 = 92;
/// The states that can be chosen.
const STATES: [PlannedState; 7] = [
    PlannedState::Planned,
    PlannedState::Paused,
    PlannedState::Held,
    PlannedState::Queued,
    PlannedState::Sent,
    PlannedState::Failed,
    PlannedState::Skipped,
];

/// The page: of all sessions, or of the one that the address names.
#[component]
pub fn TimelinePage() -> impl IntoView {
    let i18n = use_i18n();
    let session = parameter("session");
    let content = move || match session.get().parse::<Uuid>() {
        Ok(id) => view! { <OneSession id=id /> }.into_any(),
        Err(_) => view! { <WholeProgram /> }.into_any(),
    };
    view! {
        <PageHead title=t_string!(i18n, admin.webinars) tabs=true />
        <div class="page-body">{follow(content)}</div>
    }
}

#[component]
fn WholeProgram() -> impl IntoView {
    let i18n = use_i18n();
    let (days, state) = (parameter("days"), parameter("state"));
    let ahead =
        Memo::new(move |_| days.get().parse().ok().filter(|days| AHEAD.contains(days)).unwrap_or(AHEAD[0]));
    let shows_failed = Memo::new(move |_| state.with(|state| state == words::word(PlannedState::Failed)));
    let loaded = load(
        move || (ahead.get(), shows_failed.get()),
        None,
        |(ahead, shows_failed)| async move {
            let now = clock::now();
            let back = if shows_failed { BACK_FOR_FAILED } else { BACK };
            let ahead = ahead.min(LONGEST - back);
            let (from, until) = (now - TimeDelta::days(back), now + TimeDelta::days(ahead));
            let filters = PlanFilters { session: None, from: Some(from), until: Some(until) };
            automations::list(&filters).await.map(|page| lines(page.data))
        },
    );
    let wish = RwSignal::new(None);
    let again = Callback::new(move |()| loaded.retry());
    // While it is asked again, what was there stays.
    let kept = RwSignal::new(None::<Vec<Line>>);
    Effect::new(move |_| {
        if let Load::Ready(lines) = loaded.get() {
            kept.set(Some(lines));
        }
    });
    let tabs = Signal::derive(move || {
        let all = kept.get().unwrap_or_default();
        let count = |state: PlannedState| all.iter().filter(|line| line.state == state).count() as u64;
        let whole = ("", t_string!(i18n, timeline.all).to_owned(), Some(all.len() as u64));
        let some = STATES.into_iter().filter(|state| count(*state) > 0);
        let tab = |state| (words::word(state), words::state(i18n, state).1.to_owned(), Some(count(state)));
        std::iter::once(whole).chain(some.map(tab)).collect::<Vec<_>>()
    });
    let content = move || match (loaded.get(), kept.get()) {
        (Load::Failed(_), _) => failed(again),
        (_, None) => {
            view! { <div class="card" aria-busy="true"><Skeleton /><Skeleton /><Skeleton /></div> }.into_any()
        }
        (_, Some(lines)) => {
            let wanted = state.get();
            let lines: Vec<Line> = (lines.into_iter())
                .filter(|line| wanted.is_empty() || words::word(line.state) == wanted)
                .collect();
            by_day(lines, wish)
        }
    };
    view! {
        <div class="timeline-head">
            <StatusTabs label=t_string!(i18n, timeline.states) name="state" tabs=tabs />
            <Ahead chosen=ahead />
        </div>
        {follow(content)}
        <TimelineActs wish=wish on_done=again />
    }
}

/// How far it goes.
#[component]
fn Ahead(chosen: Memo<i64>) -> impl IntoView {
    let i18n = use_i18n();
    let address = use_address();
    let link = move |days: i64| {
        let text = days.to_string();
        let href = {
            let text = text.clone();
            move || href_with(&address, &[("days", (days != AHEAD[0]).then_some(text.as_str()))])
        };
        let current = move || (chosen.get() == days).then_some("true");
        view! { <a href=href aria-current=current data-stay>{fill(t_string!(i18n, timeline.days), &[("days", &text)])}</a> }
    };
    view! {
        <nav class="segments tiny push" aria-label=t_string!(i18n, timeline.ahead)>{AHEAD.map(link).collect_view()}</nav>
    }
}

/// The lines, day by day, with today where it belongs.
fn by_day(lines: Vec<Line>, wish: RwSignal<Option<(acts::Wish, Line)>>) -> AnyView {
    let i18n = use_i18n();
    let (writer, now) = (writer(), clock::now());
    if lines.is_empty() {
        return view! { <Empty icon="clock" title=t_string!(i18n, timeline.none) text=t_string!(i18n, timeline.none_text) /> }
            .into_any();
    }
    let mut days: Vec<(String, Vec<Line>)> = Vec::new();
    for line in lines {
        let day = writer.weekday_and_day(line.first());
        match days.last_mut().filter(|(last, _)| *last == day) {
            Some((_, lines)) => lines.push(line),
            None => days.push((day, vec![line])),
        }
    }
    let today = writer.weekday_and_day(now);
    let draw = |(day, lines): (String, Vec<Line>)| {
        let is_today = day == today;
        let is_over = !is_today && lines.iter().all(|line| line.first() < now);
        let mark = is_today.then(|| view! { <span class="tag">{t_string!(i18n, timeline.today)}</span> });
        let rows = lines.into_iter().map(|line| view! { <TimelineLine line=line wish=wish /> });
        view! {
            <section class="day" class:over=is_over>
                <h2>{day} {mark}</h2>
                <ol class="timeline">{rows.collect_view()}</ol>
            </section>
        }
    };
    days.into_iter().map(draw).collect_view().into_any()
}
