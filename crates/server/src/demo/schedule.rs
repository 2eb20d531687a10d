//! From "in ten days at 16:00 in Berlin" to instants.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc, Weekday};
use chrono_tz::Tz;
use magnetiq_domain::calendar;
use magnetiq_shared::sessions::SessionStatus;

use super::{
    content::SessionPlan,
    model::{Demand, EarlyBird, Recording, Session, Topic},
};

/// The session that `plan` means at `now`; `number` is its place in the list and varies details.
pub(super) fn session(plan: &SessionPlan, topic: &Topic, number: usize, now: DateTime<Utc>) -> Session {
    let zone: Tz = plan.zone.parse().unwrap_or(chrono_tz::Europe::Berlin);
    let today = now.with_timezone(&zone).date_naive();
    let starts_at = match plan.kind {
        SessionStatus::Live => twenty_minutes_ago(now),
        _ => calendar::moment(weekday_from(shifted(today, plan.day)), clock(&plan.at), &zone),
    };
    let local_date = starts_at.with_timezone(&zone).date_naive();
    let slug = format!("{}-{local_date}", plan.topic);
    let ends_at = starts_at + TimeDelta::minutes(i64::from(topic.duration_minutes));
    let past = plan.kind == SessionStatus::Completed;
    let published_at = (plan.kind != SessionStatus::Draft).then(|| {
        let usual = starts_at - TimeDelta::days(56 + number as i64 % 9);
        usual.min(now - TimeDelta::hours(24 * (8 + number as i64 % 13) + 3))
    });
    let cancelled_at = (plan.kind == SessionStatus::Cancelled)
        .then(|| (now - TimeDelta::hours(45)).min(starts_at - TimeDelta::hours(20)));
    let day_at = |day: i64, hour: u32, minute: u32| {
        let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        calendar::moment(shifted(today, day), time, &zone)
    };
    Session {
        topic: plan.topic.clone(),
        speaker: plan.speaker.clone(),
        status: plan.kind,
        language: plan.language,
        starts_at,
        ends_at,
        duration_minutes: topic.duration_minutes,
        timezone: plan.zone.clone(),
        price: topic.price,
        early_bird: plan
            .early
            .map(|early| EarlyBird { price: early.price, ends_at: day_at(early.until, 23, 59) }),
        capacity: plan.capacity.or(topic.capacity).filter(|seats| *seats > 0),
        requires_approval: plan.approval,
        allow_waitlist: plan.waitlist,
        platform: plan.platform.clone(),
        meeting_url: meeting_url(&plan.platform, &slug, number),
        meeting_password: format!("volt-{}", 1000 + (number * 7919) % 9000),
        registration_opens_at: plan.opens.map(|day| day_at(day, 9, 0)),
        registration_closes_at: plan.closes.map(|day| day_at(day, 18, 0)),
        published_at,
        withdrawn_at: plan.withdrawn.then(|| now - TimeDelta::days(2)),
        cancelled_at,
        cancel_reason: plan.reason.clone(),
        recording: plan.recording.as_ref().map(|access| Recording {
            url: format!("https://video.voltaic-systems.example/{slug}"),
            access: access.clone(),
        }),
        materials_url: past.then(|| format!("https://files.voltaic-systems.example/{slug}/materials.zip")),
        materials_access: plan.materials.clone(),
        slides_url: past.then(|| format!("https://files.voltaic-systems.example/{slug}/slides.pdf")),
        view_count: if plan.kind == SessionStatus::Draft {
            0
        } else {
            38 + plan.taken * 6 + number as u32 * 17 % 53
        },
        demand: Demand { taken: plan.taken, exact: plan.exact, waiting: plan.waiting },
        slug,
    }
}

/// A start for the session that is on now, on a round five minutes.
fn twenty_minutes_ago(now: DateTime<Utc>) -> DateTime<Utc> {
    let start = now - TimeDelta::minutes(20);
    let over = i64::from(start.minute() % 5) * 60 + i64::from(start.second());
    start - TimeDelta::seconds(over) - TimeDelta::nanoseconds(i64::from(start.nanosecond()))
}

/// `date` itself, or the Monday after a weekend.
fn weekday_from(date: NaiveDate) -> NaiveDate {
    match date.weekday() {
        Weekday::Sat => shifted(date, 2),
        Weekday::Sun => shifted(date, 1),
        _ => date,
    }
}

fn shifted(date: NaiveDate, days: i64) -> NaiveDate {
    let by = Days::new(days.unsigned_abs());
    let moved = if days < 0 { date.checked_sub_days(by) } else { date.checked_add_days(by) };
    moved.unwrap_or(date)
}

fn clock(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap_or_default()
}

fn meeting_url(platform: &str, slug: &str, number: usize) -> String {
    let room = 8_124_000_000 + number as u64 * 1_237_811;
    match platform {
        "zoom" => format!("https://zoom.example/j/{room}"),
        "teams" => format!("https://teams.example/meet/{room}"),
        "webex" => format!("https://webex.example/meet/{room}"),
        _ => format!("https://meet.voltaic-systems.example/{slug}"),
    }
}
