//! When the program's manager is told how a month went, and when many registrations are told together.

use chrono::{DateTime, Datelike, Duration, Months, NaiveDate, TimeZone, Utc};

use crate::calendar::{midnight, morning};

/// How many mails about single registrations there are within an hour; what comes beyond is told together.
pub const SINGLE_AN_HOUR: u64 = 20;
/// How long after its hour the digest is made: mails of that hour are decided by then.
const DIGEST_AFTER: Duration = Duration::minutes(5);

/// The hour in which something happened, by its beginning and its end.
pub fn hour_of(at: DateTime<Utc>) -> (DateTime<Utc>, DateTime<Utc>) {
    let begin = at - Duration::milliseconds(at.timestamp_millis().rem_euclid(3_600_000));
    (begin, begin + Duration::hours(1))
}

/// When the registrations of the hour that begins then are told together.
pub fn digest_due(begin: DateTime<Utc>) -> DateTime<Utc> {
    begin + Duration::hours(1) + DIGEST_AFTER
}

/// The newest month whose report is due at `now` in this timezone, by its first day, and when it was due: on the first
/// of the next month at nine.
pub fn newest_report(now: DateTime<Utc>, zone: impl TimeZone) -> (NaiveDate, DateTime<Utc>) {
    let today = now.with_timezone(&zone).date_naive();
    let first = today.with_day(1).unwrap_or(today);
    let due = morning(first, &zone);
    match due <= now {
        true => (before(first), due),
        false => (before(before(first)), morning(before(first), &zone)),
    }
}

/// When the next report is due after `now` in this timezone.
pub fn next_report(now: DateTime<Utc>, zone: impl TimeZone) -> DateTime<Utc> {
    let today = now.with_timezone(&zone).date_naive();
    let first = today.with_day(1).unwrap_or(today);
    let due = morning(first, &zone);
    match due > now {
        true => due,
        false => morning(first.checked_add_months(Months::new(1)).unwrap_or(first), &zone),
    }
}

/// From when to when a month is in this timezone.
pub fn month_in(first: NaiveDate, zone: impl TimeZone) -> (DateTime<Utc>, DateTime<Utc>) {
    let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
    (midnight(first, &zone), midnight(next, &zone))
}

/// The month before.
pub fn before(first: NaiveDate) -> NaiveDate {
    first.checked_sub_months(Months::new(1)).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_is_reported_on_the_first_of_the_next_at_nine_there() {
        for (now, zone, month, due) in [
            ("2026-12-01T07:59:59Z", Tz::Europe__Berlin, "2026-10-01", "2026-11-01T08:00:00Z"),
            ("2026-12-01T08:00:00Z", Tz::Europe__Berlin, "2026-11-01", "2026-12-01T08:00:00Z"),
            ("2026-12-31T23:30:00Z", Tz::Asia__Tokyo, "2026-11-01", "2026-12-01T00:00:00Z"),
            ("2027-01-01T00:00:00Z", Tz::Asia__Tokyo, "2026-12-01", "2027-01-01T00:00:00Z"),
            ("2027-04-01T12:59:00Z", Tz::America__New_York, "2027-02-01", "2027-03-01T14:00:00Z"),
        ] {
            assert_eq!(newest_report(utc(now), zone), (month.parse().unwrap(), utc(due)), "{now} {zone}");
        }
    }

    #[test]
    fn months_and_hours_touch_and_leave_nothing_between() {
        let march = "2027-03-01".parse().unwrap();
        let (begin, end) = month_in(march, Tz::Europe__Berlin);
        assert_eq!((begin, end), (utc("2027-02-28T23:00:00Z"), utc("2027-03-31T22:00:00Z")));
        assert_eq!(month_in("2027-04-01".parse().unwrap(), Tz::Europe__Berlin).0, end);
        let (begin, end) = hour_of(utc("2026-12-01T09:59:59.999Z"));
        assert_eq!((begin, end), (utc("2026-12-01T09:00:00Z"), utc("2026-12-01T10:00:00Z")));
        assert_eq!(hour_of(end).0, end);
        assert!(digest_due(begin) > end);
    }
}
