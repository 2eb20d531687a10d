//! One line of the timeline: when and in whose time, which mail, to how many, where it is, and what can be done.

use leptos::prelude::*;
use magnetiq_shared::automations::{PlanAct, PlannedState};
use magnetiq_shared::links;

use super::acts::Wish;
use super::model::{Line, Moment};
use super::words;
use crate::admin::kit::Status;
use crate::admin::me::{refusal, use_me, writer};
use crate::format::date::Writer;
use crate::i18n::{Texts, counted, fill, t_string, use_i18n};
use crate::state::clock;
use crate::ui::Icon;
use magnetiq_shared::scopes::Scope;

/// The line. With `day`, its day stands beside the time.
#[component]
pub fn TimelineLine(
    /// What it shows.
    line: Line,
    /// Whether the day stands beside the time.
    #[prop(optional)]
    day: bool,
    /// Where wishes go.
    wish: RwSignal<Option<(Wish, Line)>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let writer = writer();
    let language = use_me().language;
    let (tone, state) = words::state(i18n, line.state);
    let why = line.reason.as_deref().map(|reason| words::reason(i18n, reason));
    let kind = words::kind(i18n, &line.kind);
    let people = counted(line.people(), t_string!(i18n, timeline.person), t_string!(i18n, timeline.people));
    let title = line.title.as_ref().map(|title| {
        let title = title.get(language).to_owned();
        match line.session {
            Some(id) => {
                let href = format!("{}?session={id}", super::HERE);
                view! { <a href=href>{title}</a> }.into_any()
            }
            None => title.into_any(),
        }
    });
    let spread = (line.moments.len() > 1 && line.starts_at.is_some() && line.is_open())
        .then(|| spread(i18n, &writer, &line.moments));
    let (when, whose) = (when(&writer, &line, day), whose(i18n, &line));
    let (word, icon) = (words::word(line.state), words::icon(&line.kind, line.state));
    let add_link = line.session.filter(|_| line.state == PlannedState::Held).map(|id| {
        let href = format!("{}?step=5", links::admin_session(id));
        view! { <a class="button plain small" href=href><Icon name="link" />{t_string!(i18n, timeline.add_link)}</a> }
    });
    view! {
        <li class="mails" data-state=word>
            <div class="when">
                <b>{when}</b>
                <small>{whose}</small>
            </div>
            <span class="dot"><Icon name=icon /></span>
            <div class="what">
                <b>{kind}</b>
                <small>{title} {people}</small>
                {spread}
            </div>
            <div class="how">
                <Status state=tone>{state}</Status>
                {why.map(|why| view! { <small>{why}</small> })}
            </div>
            <div class="acts">{add_link} {buttons(i18n, line, wish)}</div>
        </li>
    }
}

/// `Thu 11 Mar, 09:00`; from when to when, where it goes out at different times.
fn when(writer: &Writer, line: &Line, day: bool) -> String {
    let now = clock::now();
    let (first, last) = (line.first(), line.last());
    let full = |at| format!("{}, {}", writer.short_day(at, now), writer.time(at));
    let begin = if day { full(first) } else { writer.time(first) };
    if first == last {
        return begin;
    }
    match writer.short_day(first, now) == writer.short_day(last, now) {
        true => format!("{begin}–{}", writer.time(last)),
        false => format!("{begin} – {}", full(last)),
    }
}

/// In whose time it is due.
fn whose(i18n: Texts, line: &Line) -> String {
    if line.starts_at.is_none() && line.state != PlannedState::Planned {
        return t_string!(i18n, timeline.at_once).to_owned();
    }
    if words::is_in_own_time(&line.kind) {
        return t_string!(i18n, timeline.own_time).to_owned();
    }
    if line.kind.starts_with("reminder-") {
        return t_string!(i18n, timeline.before_start).to_owned();
    }
    let zone = line.moments.iter().find_map(|moment| moment.zones.first());
    zone.map(|zone| fill(t_string!(i18n, timeline.time_in), &[("zone", &city(zone))])).unwrap_or_default()
}

fn city(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}

/// When it goes out to whom.
fn spread(i18n: Texts, writer: &Writer, moments: &[Moment]) -> impl IntoView + use<> {
    let now = clock::now();
    let row = |moment: &Moment| {
        let cities = moment.zones.iter().map(|zone| city(zone)).collect::<Vec<_>>().join(", ");
        let at = format!("{}, {}", writer.short_day(moment.at, now), writer.time(moment.at));
        view! { <tr><th scope="row">{cities}</th><td class="num">{moment.people}</td><td class="num">{at}</td></tr> }
    };
    let own = city(&writer.zone);
    view! {
        <details class="spread">
            <summary>{t_string!(i18n, timeline.when_it_goes)}</summary>
            <table>
                <thead><tr>
                    <th scope="col">{t_string!(i18n, timeline.where_they_are)}</th>
                    <th scope="col" class="num">{t_string!(i18n, timeline.how_many)}</th>
                    <th scope="col" class="num">{fill(t_string!(i18n, timeline.time_in), &[("zone", &own)])}</th>
                </tr></thead>
                <tbody>{moments.iter().map(row).collect_view()}</tbody>
            </table>
        </details>
    }
}

/// What can be done, for those who may; the others see why not where they point at it.
fn buttons(i18n: Texts, line: Line, wish: RwSignal<Option<(Wish, Line)>>) -> impl IntoView {
    let kind = words::kind(i18n, &line.kind);
    let button = |wanted: Wish, icon: &'static str, name: &'static str, why: Option<String>, bare: bool| {
        let line = line.clone();
        let is_refused = why.is_some();
        let press = move |_| {
            if !is_refused {
                wish.set(Some((wanted, line.clone())));
            }
        };
        let label = format!("{name}: {kind}");
        view! {
            <button
                type="button" class=if bare { "icon-button small" } else { "button plain small" } aria-label=label
                title=why.unwrap_or_else(|| name.to_owned()) aria-disabled=is_refused.then_some("true") on:click=press
            >
                <Icon name=icon />
                {(!bare).then_some(name)}
            </button>
        }
    };
    let acts = line.acts(clock::now()).iter().map(|act| {
        let (icon, name) = words::act(i18n, *act);
        let bare = matches!(act, PlanAct::Pause | PlanAct::Skip);
        button(Wish::Act(*act), icon, name, refusal(Scope::SessionsWrite), bare)
    });
    let acts: Vec<_> = acts.collect();
    let retry = (line.state == PlannedState::Failed).then(|| {
        button(Wish::Retry, "sync", t_string!(i18n, timeline.retry), refusal(Scope::MessagesWrite), false)
    });
    view! { {retry} {acts} }
}
