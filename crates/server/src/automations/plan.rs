//! What is still to go out and what keeps it, beside what was told.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use magnetiq_domain::schedule::{self, Step};
use magnetiq_shared::automations::{PlannedMails, PlannedState};
use uuid::Uuid;

use super::queries::{self, Marks, Planned};
use super::round::mark_of;
use crate::ctx::Ctx;
use crate::db::Error;
use crate::messages::{self, Summary};

/// How many people are in each timezone.
type Zones = [(String, u32)];

/// All that is due from now on until then, of one session or of all, the earliest first; what is held though it was due
/// comes, too.
///
/// # Errors
/// What the database says.
pub async fn plan(
    ctx: &Ctx,
    session: Option<Uuid>,
    until: DateTime<Utc>,
) -> Result<Vec<PlannedMails>, Error> {
    let conn = ctx.db.read();
    let sessions = match session {
        Some(id) => queries::one(conn, ctx.now, id).await?.into_iter().collect(),
        None => queries::sessions(conn, ctx.now, until).await?,
    };
    let ids = || sessions.iter().map(|session| session.id);
    let (marks, zones) = (queries::marks(conn, ids()).await?, queries::zones(conn, ids()).await?);
    let already = queries::already(conn, ids()).await?;
    let usual = ctx.program.at(ctx.now).program.settings.program.reminders.clone();
    let mut all = Vec::new();
    for session in &sessions {
        let zones = zones.get(&session.id).map_or(&[][..], Vec::as_slice);
        for step in schedule::program(session.reminders(&usual)) {
            let times = times(ctx, session, &step, zones).await?;
            let key = (session.id, step.kind.to_string(), session.starts_at);
            let told = already.get(&key).copied().unwrap_or_default();
            if told > 0 && told >= times.values().map(|(people, _)| people).sum() {
                continue;
            }
            for (due_at, (recipients, timezones)) in times {
                let (state, reason) = state(session, &step, &marks, due_at);
                let is_open = due_at > ctx.now || matches!(state, PlannedState::Held | PlannedState::Paused);
                if is_open && due_at <= until {
                    all.push(PlannedMails {
                        kind: step.kind.to_string(),
                        session: session.slug.clone(),
                        session_id: session.id,
                        title: session.title(),
                        starts_at: session.starts_at.utc(),
                        due_at,
                        recipients,
                        timezones,
                        state,
                        reason: reason.map(str::to_owned),
                    });
                }
            }
        }
    }
    all.sort_by(order);
    Ok(all)
}

/// What was told and what is to be, of what is due in this time, the earliest first.
///
/// # Errors
/// What the database says.
pub(super) async fn timeline(
    ctx: &Ctx,
    session: Option<Uuid>,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<PlannedMails>, Error> {
    let told = queries::told(ctx.db.read(), session, from).await?;
    let mut all: Vec<PlannedMails> = told
        .into_iter()
        .filter(|told| told.due_at.utc() <= until)
        .map(|told| PlannedMails {
            title: told.title(),
            kind: told.kind,
            session: told.slug,
            session_id: told.session_id,
            starts_at: told.starts_at.utc(),
            due_at: told.due_at.utc(),
            recipients: u32::try_from(told.recipients).unwrap_or(u32::MAX),
            timezones: Vec::new(),
            state: PlannedState::of_message(&told.state),
            reason: told.reason,
        })
        .collect();
    all.extend(plan(ctx, session, until).await?);
    all.sort_by(order);
    Ok(all)
}

fn order(a: &PlannedMails, b: &PlannedMails) -> std::cmp::Ordering {
    (a.due_at, &a.session, &a.kind, a.state).cmp(&(b.due_at, &b.session, &b.kind, b.state))
}

/// When it is due, and for how many in which timezones each time.
async fn times(
    ctx: &Ctx,
    session: &Planned,
    step: &Step,
    zones: &Zones,
) -> Result<BTreeMap<DateTime<Utc>, (u32, Vec<String>)>, Error> {
    let starts_at = session.starts_at.utc();
    let mut times: BTreeMap<_, (u32, Vec<String>)> = BTreeMap::new();
    let Some(to) = Summary::of(step.kind) else {
        if zones.is_empty() {
            times.insert(step.due(starts_at, session.zone()), (0, vec![session.zone().to_string()]));
        }
        for (zone, people) in zones {
            let here = times.entry(step.due(starts_at, zone.parse().unwrap_or(Tz::UTC))).or_default();
            here.0 += people;
            here.1.push(zone.clone());
        }
        return Ok(times);
    };
    if let Some(reader) = messages::reader(ctx, to, session.speaker_id).await? {
        times.insert(step.due(starts_at, reader.zone), (1, vec![reader.zone.to_string()]));
    }
    Ok(times)
}

fn state(
    session: &Planned,
    step: &Step,
    marks: &Marks,
    due_at: DateTime<Utc>,
) -> (PlannedState, Option<&'static str>) {
    match mark_of(marks, session, step) {
        Some("held") => (PlannedState::Held, Some("the way into the meeting is missing")),
        Some("paused") => (PlannedState::Paused, Some("paused by staff")),
        Some(_) => (PlannedState::Skipped, Some("skipped by staff")),
        None if due_at < session.known_since() => {
            (PlannedState::Skipped, Some("its time was over when the session was planned"))
        }
        None => (PlannedState::Planned, None),
    }
}
