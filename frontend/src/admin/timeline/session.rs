//! The timeline of one session: a line from the first mail to the last, with now and the start on it.

use chrono::{DateTime, TimeDelta, Utc};
use leptos::prelude::*;
use magnetiq_shared::automations::PlanFilters;
use magnetiq_shared::staff::sessions::StaffSession;
use uuid::Uuid;

use super::acts::TimelineActs;
use super::line::TimelineLine;
use super::model::{Line, at_once, lines};
use crate::admin::list::failed;
use crate::admin::me::{use_me, writer};
use crate::admin::sessions;
use crate::api::{ApiResult, automations, planning};
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::{Icon, Skeleton, follow};

/// How long before its start mails of a session are shown.
const BEFORE: TimeDelta = TimeDelta::days(84);
/// How long after its start.
const AFTER: TimeDelta = TimeDelta::days(7);

async fn fetch(id: Uuid, starts_at: DateTime<Utc>) -> ApiResult<Vec<Line>> {
    let filters =
        PlanFilters { session: Some(id), from: Some(starts_at - BEFORE), until: Some(starts_at + AFTER) };
    let mut all = at_once(id, automations::sums(id).await?.data);
    let program = lines(automations::list(&filters).await?.data);
    all.extend(program.into_iter().map(|line| Line { title: None, ..line }));
    all.sort_by_key(Line::first);
    Ok(all)
}

/// The part of the timeline's page that is about one session.
#[component]
pub fn OneSession(
    /// The session.
    id: Uuid,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_me().language;
    let loaded = load(|| (), None, move |()| planning::get(id));
    let again = Callback::new(move |()| loaded.retry());
    follow(move || match loaded.get() {
        Load::Waiting => {
            view! { <div class="card" aria-busy="true"><Skeleton /><Skeleton /></div> }.into_any()
        }
        Load::Failed(_) => failed(again),
        Load::Ready(session) => {
            let title = session.shown_title.get(language).to_owned();
            let session = RwSignal::new(session);
            view! {
                <p class="line">
                    <a class="button plain small" href=super::HERE><Icon name="left" />{t_string!(i18n, timeline.whole)}</a>
                    <a href=format!("{}/{id}", sessions::LIST)>{title}</a>
                </p>
                <SessionTimeline session=session />
            }
            .into_any()
        }
    })
}

/// The card.
#[component]
pub fn SessionTimeline(
    /// The session.
    session: RwSignal<StaffSession>,
) -> impl IntoView {
    let i18n = use_i18n();
    let loaded = load(
        move || session.with(|session| (session.id, session.fields.starts_at, session.version)),
        None,
        |(id, starts_at, _)| fetch(id, starts_at),
    );
    let wish = RwSignal::new(None);
    let again = Callback::new(move |()| loaded.retry());
    let kept = RwSignal::new(None::<Vec<Line>>);
    Effect::new(move |_| {
        if let Load::Ready(lines) = loaded.get() {
            kept.set(Some(lines));
        }
    });
    let content = move || match (loaded.get(), kept.get()) {
        (Load::Failed(_), _) => failed(again),
        (_, None) => view! { <Skeleton /> }.into_any(),
        (_, Some(lines)) if lines.is_empty() => {
            view! { <p class="quiet">{t_string!(i18n, timeline.none_of_session)}</p> }.into_any()
        }
        (_, Some(lines)) => {
            let starts_at = session.with_untracked(|session| session.fields.starts_at);
            along(lines, starts_at, wish)
        }
    };
    view! {
        <section class="card stack session-timeline" aria-labelledby="timeline-title">
            <h2 id="timeline-title">{t_string!(i18n, timeline.of_session)}</h2>
            {follow(content)}
        </section>
        <TimelineActs wish=wish on_done=again />
    }
}

/// What stands on the line.
enum Stop {
    Mails(Line),
    Now,
    Start,
}

/// The stops in the order of time.
fn along(
    lines: Vec<Line>,
    starts_at: DateTime<Utc>,
    wish: RwSignal<Option<(super::acts::Wish, Line)>>,
) -> AnyView {
    let i18n = use_i18n();
    let (writer, now) = (writer(), clock::now());
    let mut stops: Vec<(DateTime<Utc>, Stop)> =
        lines.into_iter().map(|line| (line.first(), Stop::Mails(line))).collect();
    stops.push((now, Stop::Now));
    stops.push((starts_at, Stop::Start));
    stops.sort_by_key(|(at, _)| *at);
    let moment = |at| format!("{}, {}", writer.short_day(at, now), writer.time(at));
    let draw = |(_, stop)| match stop {
        Stop::Mails(line) => view! { <TimelineLine line=line day=true wish=wish /> }.into_any(),
        Stop::Now => view! {
            <li class="now">
                <b>{fill(t_string!(i18n, timeline.now), &[("time", &moment(now))])}</b>
                <span class="dot"></span>
                <hr />
            </li>
        }
        .into_any(),
        Stop::Start => view! {
            <li class="start">
                <b>{moment(starts_at)}</b>
                <span class="dot"><Icon name="webinar" /></span>
                <span>{t_string!(i18n, timeline.starts)}</span>
            </li>
        }
        .into_any(),
    };
    view! { <ol class="timeline along">{stops.into_iter().map(draw).collect_view()}</ol> }.into_any()
}
