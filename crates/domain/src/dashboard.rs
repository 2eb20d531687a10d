//! What needs doing today, and which days figures are of.

use chrono::{DateTime, Datelike, Days, Duration, Utc};
use chrono_tz::Tz;
use magnetiq_shared::TranslatedText;
use magnetiq_shared::dashboard::TaskKind;
use magnetiq_shared::sessions::SessionStatus;

use crate::calendar::midnight;
use crate::session::GRACE;

/// How many days figures are of; they stand against as many days before.
pub const PERIOD: Duration = Duration::days(30);
/// How long before its start a session without a way into it needs one.
pub const LINK_DUE: Duration = Duration::days(3);
/// How long after its end it is worth marking who came.
pub const MARKED_WITHIN: Duration = Duration::days(60);

/// What has to be known of a session to say what is to be done for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionToDo {
    /// As stored.
    pub status: SessionStatus,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Whether there is a way into it.
    pub has_link: bool,
    /// People who wait for staff to decide.
    pub to_approve: u32,
    /// People with a place of whom nobody said whether they came.
    pub unmarked: u32,
}

/// What is to be done for a session, the most pressing first, and how many people it is about.
pub fn tasks(session: &SessionToDo, now: DateTime<Utc>) -> Vec<(TaskKind, u32)> {
    let is_open = matches!(session.status, SessionStatus::Published | SessionStatus::Live);
    let is_over = session.ends_at + GRACE <= now;
    let mut tasks = Vec::new();
    if is_open && !is_over && !session.has_link && session.starts_at - now <= LINK_DUE {
        tasks.push((TaskKind::AddLink, session.unmarked));
    }
    if is_open && !is_over && session.to_approve > 0 {
        tasks.push((TaskKind::Approve, session.to_approve));
    }
    if session.status == SessionStatus::Draft && session.starts_at <= now {
        tasks.push((TaskKind::DraftOverdue, 0));
    }
    let took_place = is_open || session.status == SessionStatus::Completed;
    if took_place && is_over && now - session.ends_at <= MARKED_WITHIN && session.unmarked > 0 {
        tasks.push((TaskKind::MarkAttendance, session.unmarked));
    }
    tasks
}

/// Where German is missing: `Some` of a text that has no German, or an empty one.
pub fn lacks_german(text: &TranslatedText) -> bool {
    !text.en.trim().is_empty() && text.de.as_deref().is_none_or(|german| german.trim().is_empty())
}

/// When each of the last `count` weeks begins in this timezone, the oldest first, and when the last one ends. Weeks
/// begin on Mondays at midnight; the last is the one that `now` is in.
pub fn weeks(now: DateTime<Utc>, zone: Tz, count: u32) -> Vec<DateTime<Utc>> {
    let today = now.with_timezone(&zone).date_naive();
    let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
    let first = monday - Days::new(7 * u64::from(count.saturating_sub(1)));
    let starts = (0..=count).map(|week| first + Days::new(7 * u64::from(week)));
    starts.map(|day| midnight(day, &zone)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::tests::at;

    const DAY: i64 = 24 * 60;

    fn session() -> SessionToDo {
        SessionToDo {
            status: SessionStatus::Published,
            starts_at: at(10 * DAY),
            ends_at: at(10 * DAY + 60),
            has_link: true,
            to_approve: 0,
            unmarked: 5,
        }
    }

    #[test]
    fn each_session_says_what_it_needs() {
        use SessionStatus::*;
        use TaskKind::*;
        let over = 10 * DAY + 60 + 15;
        type Case = (SessionToDo, i64, &'static [(TaskKind, u32)]);
        let cases: [Case; 10] = [
            (session(), 9 * DAY, &[]),
            (SessionToDo { has_link: false, ..session() }, 7 * DAY - 1, &[]),
            (SessionToDo { has_link: false, ..session() }, 7 * DAY, &[(AddLink, 5)]),
            (
                SessionToDo { to_approve: 2, has_link: false, ..session() },
                9 * DAY,
                &[(AddLink, 5), (Approve, 2)],
            ),
            (SessionToDo { status: Draft, has_link: false, ..session() }, 10 * DAY - 1, &[]),
            (SessionToDo { status: Draft, ..session() }, 10 * DAY, &[(DraftOverdue, 0)]),
            (SessionToDo { status: Live, ..session() }, over - 1, &[]),
            (SessionToDo { status: Completed, ..session() }, over, &[(MarkAttendance, 5)]),
            (SessionToDo { status: Completed, unmarked: 0, ..session() }, over, &[]),
            (SessionToDo { status: Cancelled, to_approve: 1, ..session() }, over, &[]),
        ];
        for (session, minute, expected) in cases {
            assert_eq!(tasks(&session, at(minute)), expected, "{session:?} at {minute}");
        }
        let late = SessionToDo { status: Completed, ..session() };
        assert_eq!(tasks(&late, at(71 * DAY)), []);
    }

    #[test]
    fn weeks_begin_on_mondays_whatever_the_clock_does() {
        let now = "2026-11-04T10:00:00Z".parse().unwrap();
        let weeks: Vec<String> =
            weeks(now, Tz::Europe__Berlin, 3).iter().map(|at| at.format("%F %R").to_string()).collect();
        assert_eq!(weeks, ["2026-10-18 22:00", "2026-10-25 23:00", "2026-11-01 23:00", "2026-11-08 23:00"]);
    }

    #[test]
    fn german_is_missing_where_nobody_wrote_any() {
        assert!(lacks_german(&"Energy".into()) && lacks_german(&TranslatedText::new("Energy", " ")));
        assert!(!lacks_german(&TranslatedText::new("Energy", "Energie")) && !lacks_german(&"".into()));
    }
}
