//! Two months of a whole program, across both changes of clocks, with people who come late and sessions that move,
//! and processes that end in the midst of their work: what was told is compared with what somebody with a calendar
//! would have told.
//!
//! `MAGNETIQ_SIMULATION=SESSIONSxPEOPLE` sets its size (`just simulate`).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::pin::pin;
use std::task::Poll;

use chrono::{DateTime, Duration, DurationRound, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use magnetiq_entity::{UtcMillis, registrations, session_changes, sessions};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set, Unchanged};
use uuid::Uuid;

use super::{at, registered};
use crate::messages;
use crate::test_support::{SessionFixture, TestApp};

const ZONES: [Tz; 10] = [
    Tz::Europe__Berlin,
    Tz::Europe__London,
    Tz::America__New_York,
    Tz::America__Los_Angeles,
    Tz::America__Sao_Paulo,
    Tz::Asia__Kolkata,
    Tz::Asia__Tokyo,
    Tz::Australia__Sydney,
    Tz::Pacific__Auckland,
    Tz::Africa__Lagos,
];
const DAYS: i64 = 60;
/// How long what a process had claimed stays its own after it is gone.
const LEASE: Duration = Duration::minutes(1);

/// Before the American change on 14 March and the European one on 28 March.
fn begin() -> DateTime<Utc> {
    at("2027-02-20T06:00:00Z")
}

struct Session {
    id: Uuid,
    /// Each start, since when it is known, and until when.
    starts: Vec<(DateTime<Utc>, DateTime<Utc>, DateTime<Utc>)>,
    cancelled: Option<DateTime<Utc>>,
}

struct Person {
    row: registrations::Model,
    session: usize,
    zone: Tz,
    confirmed: DateTime<Utc>,
    cancelled: Option<DateTime<Utc>>,
}

/// What happens at some time.
enum Event {
    Confirm(usize),
    Leave(usize),
    Move(usize, DateTime<Utc>),
    CallOff(usize),
}

/// A message as it ought to be: kind, whom it is about, which start; and when it is due.
type Expected = BTreeMap<(String, Uuid, i64), DateTime<Utc>>;

struct World {
    sessions: Vec<Session>,
    people: Vec<Person>,
    chance: StdRng,
}

impl World {
    fn moment(&mut self, from: DateTime<Utc>, to: DateTime<Utc>) -> DateTime<Utc> {
        let seconds = (to - from).num_seconds().max(1);
        from + Duration::seconds(self.chance.random_range(0..seconds))
    }

    /// What happens, in its order.
    fn events(&self) -> BTreeMap<DateTime<Utc>, Vec<Event>> {
        let mut events: BTreeMap<DateTime<Utc>, Vec<Event>> = BTreeMap::new();
        for (at, person) in self.people.iter().enumerate() {
            events.entry(person.confirmed).or_default().push(Event::Confirm(at));
            if let Some(left) = person.cancelled {
                events.entry(left).or_default().push(Event::Leave(at));
            }
        }
        for (at, session) in self.sessions.iter().enumerate() {
            for (start, since, _) in &session.starts[1..] {
                events.entry(*since).or_default().push(Event::Move(at, *start));
            }
            if let Some(off) = session.cancelled {
                events.entry(off).or_default().push(Event::CallOff(at));
            }
        }
        events
    }

    /// What somebody with a calendar would have told.
    fn expected(&self) -> Expected {
        let mut expected = Expected::new();
        for session in &self.sessions {
            for (start, since, until) in &session.starts {
                let due = morning(*start, 3, Tz::Europe__Berlin);
                let seen = minute_after(due);
                if due >= *since && seen < *until && session.cancelled.is_none_or(|off| seen < off) {
                    for kind in ["speaker-summary", "wpm-summary"] {
                        expected.insert((kind.to_owned(), session.id, start.timestamp_millis()), due);
                    }
                }
            }
        }
        for person in &self.people {
            let session = &self.sessions[person.session];
            for (start, since, until) in &session.starts {
                let reminders = [
                    ("reminder-7d", morning(*start, 7, person.zone)),
                    ("reminder-2d", morning(*start, 2, person.zone)),
                    ("reminder-2h", *start - Duration::hours(2)),
                ];
                for (kind, due) in reminders {
                    let seen = minute_after(due);
                    let known = due >= *since && seen < *until && due >= person.confirmed;
                    let off =
                        [session.cancelled, person.cancelled].into_iter().flatten().any(|off| off <= seen);
                    if known && !off {
                        expected.insert((kind.to_owned(), person.row.id, start.timestamp_millis()), due);
                    }
                }
            }
        }
        expected
    }
}

/// Nine in the morning, so many days before.
fn morning(start: DateTime<Utc>, days: i64, zone: Tz) -> DateTime<Utc> {
    let day = start.with_timezone(&zone).date_naive() - Duration::days(days);
    let nine = day.and_time(NaiveTime::from_hms_opt(9, 0, 0).unwrap());
    zone.from_local_datetime(&nine).single().unwrap().with_timezone(&Utc)
}

/// Works as long as it may, and is then gone, as a process that is killed.
async fn cut(work: impl Future, steps: usize) {
    let mut work = pin!(work);
    let mut left = steps;
    std::future::poll_fn(|context| {
        left = left.saturating_sub(1);
        if left == 0 { Poll::Ready(()) } else { work.as_mut().poll(context).map(drop) }
    })
    .await;
}

async fn world(app: &TestApp, size: (usize, usize)) -> World {
    let mut world = World { sessions: Vec::new(), people: Vec::new(), chance: StdRng::seed_from_u64(7) };
    let end = begin() + Duration::days(DAYS);
    for number in 0..size.0 {
        let start = world.moment(begin() + Duration::days(3), end - Duration::hours(1));
        let id = SessionFixture::new(&format!("session-{number}"))
            .starts(start)
            .but(|row| {
                row.capacity = None;
                row.published_at = Some(begin().into());
            })
            .create(app)
            .await;
        let mut session = Session { id, starts: vec![(start, begin(), end)], cancelled: None };
        match number % 10 {
            // Some are moved, some of them twice; some are called off.
            0..=2 => {
                for _ in 0..=(number % 2) {
                    let (old, since, _) = *session.starts.last().unwrap();
                    let moved = world.moment(since, old - Duration::minutes(5));
                    let new = world.moment(moved + Duration::hours(1), end);
                    session.starts.last_mut().unwrap().2 = moved;
                    session.starts.push((new, moved, end));
                }
            }
            3 => session.cancelled = Some(world.moment(begin(), start - Duration::minutes(5))),
            _ => {}
        }
        world.sessions.push(session);
    }
    registered(app, "session-9", "model@kestrel.example", "Europe/Berlin").await;
    let model = registrations::Entity::find().one(app.app.db.read()).await.unwrap().unwrap();
    for number in 0..size.1 {
        let session = world.chance.random_range(0..size.0);
        let first = world.sessions[session].starts.iter().map(|(start, ..)| *start).min().unwrap();
        let confirmed = world.moment(begin(), first);
        let gone = number % 10 == 0;
        let zone = *ZONES.choose(&mut world.chance).unwrap();
        let email = format!("person-{number}@kestrel.example");
        let row = registrations::Model {
            id: Uuid::from_u128(0x1000_0000 + number as u128),
            reference: format!("MW-S{number:06}"),
            session_id: world.sessions[session].id,
            visit_id: None,
            email: email.clone(),
            email_key: email,
            timezone: zone.name().to_owned(),
            language: if number % 2 == 0 { "en" } else { "de" }.to_owned(),
            confirmed_at: Some(confirmed.into()),
            registered_at: confirmed.into(),
            ..model.clone()
        };
        let cancelled = gone.then(|| world.moment(confirmed, first));
        world.people.push(Person { row, session, zone, confirmed, cancelled });
    }
    world
}

async fn happen(app: &TestApp, world: &World, event: &Event, now: DateTime<Utc>) {
    let tx = app.app.db.begin().await.unwrap();
    match event {
        Event::Confirm(person) => {
            let row = world.people[*person].row.clone().into_active_model().reset_all();
            row.insert(&tx).await.unwrap();
        }
        Event::Leave(person) => {
            let row = registrations::ActiveModel {
                id: Unchanged(world.people[*person].row.id),
                status: Set("cancelled".to_owned()),
                holds_seat: Set(false),
                ..Default::default()
            };
            row.update(&tx).await.unwrap();
        }
        Event::Move(session, start) => {
            let id = world.sessions[*session].id;
            let before = sessions::Entity::find_by_id(id).one(&tx).await.unwrap().unwrap();
            let change = session_changes::Model {
                session_id: id,
                sequence: before.sequence + 1,
                starts_at_before: before.starts_at,
                ends_at_before: before.ends_at,
                timezone_before: before.timezone.clone(),
                link_changed: false,
                note: None,
                notify: true,
                created_by: None,
                created_at: now.into(),
            };
            change.into_active_model().reset_all().insert(&tx).await.unwrap();
            let row = sessions::ActiveModel {
                id: Unchanged(id),
                sequence: Set(before.sequence + 1),
                starts_at: Set(UtcMillis::from(*start)),
                ends_at: Set(UtcMillis::from(*start + Duration::hours(1))),
                ..Default::default()
            };
            row.update(&tx).await.unwrap();
        }
        Event::CallOff(session) => {
            let row = sessions::ActiveModel {
                id: Unchanged(world.sessions[*session].id),
                status: Set("cancelled".to_owned()),
                cancelled_at: Set(Some(now.into())),
                ..Default::default()
            };
            row.update(&tx).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
}

#[actix_web::test]
async fn everybody_is_told_once_and_in_time_whatever_happens() {
    let size = std::env::var("MAGNETIQ_SIMULATION").unwrap_or_else(|_| "50x2000".to_owned());
    let (sessions, people) = size.split_once('x').unwrap();
    let size: (usize, usize) = (sessions.parse().unwrap(), people.parse().unwrap());
    let app = TestApp::new().await;
    app.set_clock(begin() - Duration::days(1)).await;
    app.appoint_manager("greta@voltaic.example").await;
    let mut world = world(&app, size).await;
    let other = app.second_process().await;
    let expected = world.expected();
    let mut events = world.events();
    // The workers' own schedules are all that looks for what is due: at the minute before, and at the one in which it is.
    let mut minutes: BTreeSet<DateTime<Utc>> = expected
        .values()
        .flat_map(|due| [*due - Duration::milliseconds(1), *due].map(minute_after))
        .collect();
    let mut cuts = BTreeSet::new();
    while let Some(time) = minutes.pop_first() {
        let later = events.split_off(&(time + Duration::milliseconds(1)));
        for (at, event) in std::mem::replace(&mut events, later) {
            for one in event {
                happen(&app, &world, &one, at).await;
            }
        }
        for process in [&app, &other] {
            process.app.clock.set(time);
        }
        let (first, second) = if world.chance.random() { (&app, &other) } else { (&other, &app) };
        // One in five begins its work and is gone; the other goes on. What was in its hands it takes up a minute later.
        if world.chance.random_range(0..5) == 0 && cuts.insert(time) {
            minutes.insert(time + LEASE);
            let steps = world.chance.random_range(1..600);
            cut(first.run_jobs(), steps).await;
        }
        tokio::join!(first.run_jobs(), second.run_jobs());
    }
    // What a cut left claimed is taken up when its time is over.
    for process in [&app, &other] {
        process.app.clock.set(begin() + Duration::days(DAYS + 1));
        process.run_jobs().await;
    }
    compare(&app, &other, &expected, &cuts).await;
}

/// The first full minute that is not before.
fn minute_after(at: DateTime<Utc>) -> DateTime<Utc> {
    let minute = Duration::minutes(1);
    let begun = at.duration_trunc(minute).unwrap();
    if begun == at { at } else { begun + minute }
}

async fn compare(app: &TestApp, other: &TestApp, expected: &Expected, cuts: &BTreeSet<DateTime<Utc>>) {
    let mut told = Expected::new();
    let mut states: HashMap<String, usize> = HashMap::new();
    let mut ids = BTreeSet::new();
    for row in messages::log(&app.ctx()).await.unwrap() {
        let Some(starts_at) = row.starts_at else { continue };
        let is_planned = row.kind.starts_with("reminder-") || row.kind.ends_with("-summary");
        if row.recipient_email == "model@kestrel.example" || !is_planned {
            continue;
        }
        let about = row.registration_id.or(row.session_id).unwrap();
        let key = (row.kind.clone(), about, starts_at.0);
        let (due, queued) = (row.due_at.utc(), row.queued_at.unwrap().utc());
        assert!(queued >= due, "{key:?} is early: {queued}, due {due}");
        // Where the process that looked was gone amid its work, the next look finds it.
        let latest = if cuts.contains(&minute_after(due)) { LEASE } else { Duration::zero() };
        assert!(queued <= minute_after(due) + latest, "{key:?} is late: {queued}, due {due}");
        assert!(
            row.state == "sent" || (row.state == "skipped" && row.reason.is_some()),
            "{key:?}: {}",
            row.state
        );
        *states.entry(row.state.clone()).or_default() += 1;
        if row.state == "sent" {
            ids.insert(row.message_id.clone());
        }
        assert_eq!(told.insert(key.clone(), due), None, "{key:?} twice");
    }
    let missing: Vec<_> = expected.iter().filter(|(key, _)| !told.contains_key(*key)).take(5).collect();
    let more: Vec<_> = told.iter().filter(|(key, _)| !expected.contains_key(*key)).take(5).collect();
    assert!(missing.is_empty() && more.is_empty(), "missing {missing:?}, too many {more:?}");
    assert!(told.iter().all(|(key, due)| expected[key] == *due), "due at another time");
    let mut sent: HashMap<String, usize> = HashMap::new();
    for mail in app.mails().into_iter().chain(other.mails()) {
        *sent.entry(mail.message_id).or_default() += 1;
    }
    assert!(ids.iter().all(|id| sent.contains_key(id)), "a message that is called sent went out");
    // A test's process does one thing after the other: only one mail is in flight when it is cut off.
    let twice: usize = sent.values().map(|count| count - 1).sum();
    let cuts = cuts.len();
    assert!(twice <= cuts, "{twice} mails came again after {cuts} cuts");
    println!(
        "{} messages ({states:?}), {cuts} times cut off, {twice} mails in flight sent again",
        told.len()
    );
}
