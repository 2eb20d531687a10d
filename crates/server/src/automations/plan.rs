//! What is still to go out and what keeps it, beside what was told.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use magnetiq_domain::schedule::{self, Step};
use magnetiq_shared::automations::{PlannedMails, PlannedState};
use magnetiq_shared::messages::Reason;
use uuid::Uuid;

use super::beyond;
use super::queries::{self, Marks, Planned};
use super::round::mark_of;
use crate::ctx::Ctx;
use crate::db::Error;
use crate::messages::{self, Summary};

/// What is known of these sessions' programs beside their steps.
struct Known {
    marks: Marks,
    /// How many people are in each timezone.
    zones: HashMap<Uuid, Vec<(String, u32)>>,
    /// How many of them have each mail.
    already: HashMap<queries::KindInZone, u32>,
}

/// All that is due from now on until then, of one session or of all, the earliest first; what is kept back or left out
/// though it was due comes, too.
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
    let known = Known {
        marks: queries::marks(conn, ids()).await?,
        zones: queries::zones(conn, ids()).await?,
        already: queries::already(conn, ids()).await?,
    };
    let usual = ctx.program.at(ctx.now).program.settings.program.reminders.clone();
    let mut all = Vec::new();
    for session in &sessions {
        for step in schedule::program(session.reminders(&usual)) {
            for (due_at, (recipients, timezones)) in times(ctx, session, &step, &known).await? {
                let (state, reason) = state(session, &step, &known.marks, due_at);
                // What is due and kept by nothing is being queued, or was overtaken.
                let is_open = due_at > ctx.now || state != PlannedState::Planned;
                if is_open && due_at <= until {
                    all.push(PlannedMails {
                        kind: step.kind.to_string(),
                        session: Some(session.slug.clone()),
                        session_id: Some(session.id),
                        title: Some(session.title()),
                        starts_at: Some(session.starts_at.utc()),
                        due_at,
                        recipients,
                        timezones,
                        state,
                        reason: reason.map(|reason| reason.to_string()),
                    });
                }
            }
        }
    }
    all.extend(beyond::of_sessions(ctx, session, until).await?);
    if session.is_none() {
        all.extend(beyond::of_campaigns(ctx, until).await?);
        all.extend(beyond::of_report(ctx, until).await?);
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
            starts_at: told.starts_at.map(|at| at.utc()),
            due_at: told.due_at.utc(),
            recipients: u32::try_from(told.recipients).unwrap_or(u32::MAX),
            timezones: Vec::new(),
            state: PlannedState::of_message(&told.state),
            reason: told.reason,
        })
        .collect();
    let is_shown = |mails: &PlannedMails| mails.due_at >= from || mails.state != PlannedState::Skipped;
    all.extend(plan(ctx, session, until).await?.into_iter().filter(is_shown));
    all.sort_by(order);
    Ok(all)
}

fn order(a: &PlannedMails, b: &PlannedMails) -> std::cmp::Ordering {
    (a.due_at, &a.session, &a.kind, a.state).cmp(&(b.due_at, &b.session, &b.kind, b.state))
}

/// When it is due for those who have not got it, how many they are each time, and in which timezones.
async fn times(
    ctx: &Ctx,
    session: &Planned,
    step: &Step,
    known: &Known,
) -> Result<BTreeMap<DateTime<Utc>, (u32, Vec<String>)>, Error> {
    let starts_at = session.starts_at.utc();
    let mut times: BTreeMap<_, (u32, Vec<String>)> = BTreeMap::new();
    if let Some(to) = Summary::of(step.kind) {
        if let Some(reader) = messages::reader(ctx, to, session.speaker_id).await? {
            let about = (session.id, starts_at);
            if !messages::summary_is_known(ctx.db.read(), (to, reader.id), about).await? {
                times.insert(step.due(starts_at, reader.zone), (1, vec![reader.zone.to_string()]));
            }
        }
        return Ok(times);
    }
    let Some(zones) = known.zones.get(&session.id) else {
        times.insert(step.due(starts_at, session.zone()), (0, vec![session.zone().to_string()]));
        return Ok(times);
    };
    for (zone, people) in zones {
        let due = step.due(starts_at, zone.parse().unwrap_or(Tz::UTC));
        let key = (session.id, step.kind.to_string(), session.starts_at, zone.clone());
        let open = people - known.already.get(&key).copied().unwrap_or_default().min(*people);
        let open = match open > 0 && due <= ctx.now {
            // Whoever came after its time does not get it.
            true => queries::count_missing(ctx.db.read(), session, step.kind, zone, due).await?,
            false => open,
        };
        if open > 0 {
            let here = times.entry(due).or_default();
            here.0 += open;
            here.1.push(zone.clone());
        }
    }
    Ok(times)
}

fn state(
    session: &Planned,
    step: &Step,
    marks: &Marks,
    due_at: DateTime<Utc>,
) -> (PlannedState, Option<Reason>) {
    match mark_of(marks, session, step) {
        Some("held") => (PlannedState::Held, Some(Reason::NoLink)),
        Some("paused") => (PlannedState::Paused, Some(Reason::Paused)),
        Some(_) => (PlannedState::Skipped, Some(Reason::ByStaff)),
        None if due_at < session.known_since() => (PlannedState::Skipped, Some(Reason::KnownTooLate)),
        None => (PlannedState::Planned, None),
    }
}
