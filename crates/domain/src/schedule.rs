//! What a session's program of mails consists of, and when each is due.
//!
//! Days are counted in the recipient's calendar, hours by the clock. A due time follows from the start alone, so that
//! nothing has to be kept: when the session moves, its program moves with it.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Duration, NaiveTime, TimeZone, Utc};
use magnetiq_shared::settings::{LeadUnit, ReminderStep};

use crate::calendar::moment;

/// When the summaries to speaker and manager go out: days before the session, and the hour in their timezone.
const SUMMARY: (u32, u32) = (3, 9);
/// By how much clocks may have been changed between the mail and the session.
const CLOCK_CHANGE: Duration = Duration::hours(3);

/// One mail of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlannedKind {
    /// To each registrant who has a place, so long before the start.
    Reminder(u32, LeadUnit),
    /// To the speaker.
    SpeakerSummary,
    /// To the program's manager.
    ManagerSummary,
}

impl PlannedKind {
    /// Whether it goes to every registrant with a place.
    pub fn is_reminder(self) -> bool {
        matches!(self, Self::Reminder(..))
    }
}

/// `reminder-7d`, `reminder-2h`, `speaker-summary`, `wpm-summary`.
impl fmt::Display for PlannedKind {
    fn fmt(&self, into: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reminder(amount, LeadUnit::Days) => write!(into, "reminder-{amount}d"),
            Self::Reminder(amount, LeadUnit::Hours) => write!(into, "reminder-{amount}h"),
            Self::SpeakerSummary => into.write_str("speaker-summary"),
            Self::ManagerSummary => into.write_str("wpm-summary"),
        }
    }
}

/// No mail of the program is called so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no mail of the program is called so")]
pub struct NoSuchKind;

impl FromStr for PlannedKind {
    type Err = NoSuchKind;

    fn from_str(word: &str) -> Result<Self, NoSuchKind> {
        let lead = |lead: &str| {
            let (amount, unit) = lead.split_at_checked(lead.len().checked_sub(1)?)?;
            let unit = match unit {
                "d" => LeadUnit::Days,
                "h" => LeadUnit::Hours,
                _ => return None,
            };
            Some(Self::Reminder(amount.parse().ok()?, unit))
        };
        let kind = match word {
            "speaker-summary" => Some(Self::SpeakerSummary),
            "wpm-summary" => Some(Self::ManagerSummary),
            word => word.strip_prefix("reminder-").and_then(lead),
        };
        // What is read is written the same: no leading zeros or signs.
        kind.filter(|kind| kind.to_string() == word).ok_or(NoSuchKind)
    }
}

/// A mail of the program and its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which mail.
    pub kind: PlannedKind,
    /// On which hour of its day; `None` where it goes by the clock alone.
    at: Option<NaiveTime>,
    /// Whether it says what to prepare.
    pub preparation: bool,
    /// Whether it has the check of the computer.
    pub technical_check: bool,
}

/// The program of a session with these reminders, the earliest first.
pub fn program(reminders: &[ReminderStep]) -> Vec<Step> {
    let reminders = reminders.iter().filter(|step| step.is_on).map(|step| Step {
        kind: PlannedKind::Reminder(step.amount, step.unit),
        at: (step.unit == LeadUnit::Days).then(|| step.at.as_deref().and_then(time).unwrap_or_else(morning)),
        preparation: step.preparation,
        technical_check: step.technical_check,
    });
    let summaries = [PlannedKind::SpeakerSummary, PlannedKind::ManagerSummary].map(|kind| Step {
        kind,
        at: Some(morning()),
        preparation: true,
        technical_check: true,
    });
    let mut steps: Vec<Step> = reminders.chain(summaries).collect();
    steps.sort_by_key(|step| std::cmp::Reverse((step.hours(), step.at.is_some())));
    steps
}

fn time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").ok()
}

fn morning() -> NaiveTime {
    NaiveTime::from_hms_opt(SUMMARY.1, 0, 0).unwrap_or_default()
}

impl Step {
    fn lead(&self) -> (u32, LeadUnit) {
        match self.kind {
            PlannedKind::Reminder(amount, unit) => (amount, unit),
            PlannedKind::SpeakerSummary | PlannedKind::ManagerSummary => (SUMMARY.0, LeadUnit::Days),
        }
    }

    fn hours(&self) -> u32 {
        match self.lead() {
            (days, LeadUnit::Days) => days.saturating_mul(24),
            (hours, LeadUnit::Hours) => hours,
        }
    }

    /// When it is due for a recipient in this timezone, where the session starts then. A time that the clocks leave out
    /// on that day is the first one after; one that comes twice is the first of the two.
    pub fn due(&self, starts_at: DateTime<Utc>, zone: impl TimeZone) -> DateTime<Utc> {
        let (amount, at) = match (self.lead(), self.at) {
            ((hours, LeadUnit::Hours), _) | ((hours, LeadUnit::Days), None) => {
                return starts_at - Duration::hours(i64::from(hours));
            }
            ((days, LeadUnit::Days), Some(at)) => (days, at),
        };
        let day = starts_at.with_timezone(&zone).date_naive() - Duration::days(i64::from(amount));
        moment(day, at, &zone)
    }

    /// Between which times it is due, wherever its recipients are.
    pub fn span(&self, starts_at: DateTime<Utc>) -> (DateTime<Utc>, DateTime<Utc>) {
        let lead = starts_at - Duration::hours(i64::from(self.hours()));
        match self.at {
            None => (lead, lead),
            // On its day the session starts there at some time between midnight and midnight.
            Some(at) => {
                let last = lead + at.signed_duration_since(NaiveTime::MIN);
                (last - Duration::days(1) - CLOCK_CHANGE, last + CLOCK_CHANGE)
            }
        }
    }

    /// Whether it is of no use without the way into the meeting.
    pub fn needs_link(&self) -> bool {
        self.kind.is_reminder() && self.at.is_none()
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;
    use magnetiq_shared::settings::ProgramDefaults;

    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn step(word: &str) -> Step {
        let kind: PlannedKind = word.parse().unwrap();
        program(&ProgramDefaults::default().reminders).into_iter().find(|step| step.kind == kind).unwrap()
    }

    #[test]
    fn the_usual_program_is_in_the_order_of_time() {
        let words: Vec<String> =
            program(&ProgramDefaults::default().reminders).iter().map(|step| step.kind.to_string()).collect();
        assert_eq!(words, ["reminder-7d", "speaker-summary", "wpm-summary", "reminder-2d", "reminder-2h"]);
    }

    #[test]
    fn days_count_in_the_recipients_calendar_across_the_change_of_clocks() {
        let start = utc("2027-03-31T23:30:00Z");
        for (zone, expected) in [
            // There the session is on the first of April, or still on the last of March.
            (Tz::Europe__Berlin, "2027-03-25T08:00:00Z"),
            (Tz::America__New_York, "2027-03-24T13:00:00Z"),
            (Tz::Pacific__Auckland, "2027-03-24T20:00:00Z"),
            (Tz::Asia__Kolkata, "2027-03-25T03:30:00Z"),
        ] {
            assert_eq!(step("reminder-7d").due(start, zone), utc(expected), "{zone}");
        }
        assert_eq!(step("reminder-2h").due(start, Tz::Asia__Kolkata), utc("2027-03-31T21:30:00Z"));
        assert_eq!(step("wpm-summary").due(start, Tz::Europe__Berlin), utc("2027-03-29T07:00:00Z"));
    }

    #[test]
    fn a_time_that_is_left_out_is_the_next_and_one_that_comes_twice_the_first() {
        let at = |time: &str| Step { at: self::time(time), ..step("reminder-2d") };
        let spring = utc("2027-03-30T12:00:00Z");
        assert_eq!(at("02:30").due(spring, Tz::Europe__Berlin), utc("2027-03-28T01:00:00Z"));
        let autumn = utc("2027-11-02T12:00:00Z");
        assert_eq!(at("02:30").due(autumn, Tz::Europe__Berlin), utc("2027-10-31T00:30:00Z"));
    }

    #[test]
    fn the_span_holds_every_timezone() {
        for start in ["2026-11-01T05:10:00Z", "2027-03-28T00:45:00Z", "2027-07-01T11:59:00Z"].map(utc) {
            for step in program(&ProgramDefaults::default().reminders) {
                let (first, last) = step.span(start);
                for zone in chrono_tz::TZ_VARIANTS {
                    let due = step.due(start, zone);
                    assert!((first..=last).contains(&due), "{} {zone}: {due}", step.kind);
                    assert!(due < start, "{} {zone}", step.kind);
                }
            }
        }
    }

    #[test]
    fn only_their_own_words_are_kinds() {
        for word in
            ["", "reminder", "reminder-", "reminder-d", "reminder-07d", "reminder-+7d", "reminder-7w", "x"]
        {
            assert_eq!(word.parse::<PlannedKind>(), Err(NoSuchKind), "{word}");
        }
    }
}
