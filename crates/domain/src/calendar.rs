//! "This week" and "this month" in somebody's timezone, by the timezone database and never by offsets.

use chrono::{DateTime, Datelike, Days, Duration, Months, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

/// A stretch of time: from, inclusive, to, exclusive.
pub type Span = (DateTime<Utc>, DateTime<Utc>);

/// Monday to Sunday around `now` in `zone`.
pub fn week(now: DateTime<Utc>, zone: Tz) -> Span {
    let today = now.with_timezone(&zone).date_naive();
    let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
    (midnight(monday, &zone), midnight(monday + Days::new(7), &zone))
}

/// The calendar month around `now` in `zone`.
pub fn month(now: DateTime<Utc>, zone: Tz) -> Span {
    let today = now.with_timezone(&zone).date_naive();
    let first = today - Days::new(u64::from(today.day0()));
    (midnight(first, &zone), midnight(first + Months::new(1), &zone))
}

/// The start of a day. Where the clocks skip midnight, the day starts when the clocks land.
pub fn midnight(day: NaiveDate, zone: &impl TimeZone) -> DateTime<Utc> {
    moment(day, NaiveTime::MIN, zone)
}

/// Nine in the morning, when mails and posts go out.
pub fn morning(day: NaiveDate, zone: &impl TimeZone) -> DateTime<Utc> {
    moment(day, NaiveTime::MIN + Duration::hours(9), zone)
}

/// When clocks in `zone` show this time on this day. A time that they leave out is the first one after; one that comes
/// twice is the first of the two.
pub fn moment(day: NaiveDate, time: NaiveTime, zone: &impl TimeZone) -> DateTime<Utc> {
    let mut wanted = day.and_time(time);
    loop {
        match zone.from_local_datetime(&wanted).earliest() {
            Some(at) => return at.to_utc(),
            // Clocks change by quarters of an hour at least.
            None => wanted += Duration::minutes(15),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_week_is_monday_to_sunday_where_the_viewer_is() {
        let late_sunday = utc("2026-11-22T23:30:00Z");
        assert_eq!(week(late_sunday, Tz::UTC), (utc("2026-11-16T00:00:00Z"), utc("2026-11-23T00:00:00Z")));
        let berlin = week(late_sunday, Tz::Europe__Berlin);
        assert_eq!(
            berlin,
            (utc("2026-11-22T23:00:00Z"), utc("2026-11-29T23:00:00Z")),
            "already Monday there"
        );
    }

    #[test]
    fn weeks_and_months_follow_the_clock_changes() {
        let (from, to) = week(utc("2026-10-22T12:00:00Z"), Tz::Europe__Berlin);
        assert_eq!((to - from).num_hours(), 7 * 24 + 1);
        let (from, to) = month(utc("2026-03-15T12:00:00Z"), Tz::Europe__Berlin);
        assert_eq!((from, to), (utc("2026-02-28T23:00:00Z"), utc("2026-03-31T22:00:00Z")));
    }

    #[test]
    fn a_day_may_start_at_one() {
        let (from, _) = month(utc("2026-09-10T12:00:00Z"), Tz::America__Santiago);
        assert_eq!(from, utc("2026-09-01T04:00:00Z"));
        assert_eq!(
            midnight(NaiveDate::from_ymd_opt(2026, 9, 6).unwrap(), &Tz::America__Santiago),
            utc("2026-09-06T04:00:00Z")
        );
    }

    #[test]
    fn a_time_that_clocks_leave_out_is_the_next_and_one_that_comes_twice_the_first() {
        let half_past_two = NaiveTime::from_hms_opt(2, 30, 0).unwrap();
        for (month, day, expected) in [(3, 28, "2027-03-28T01:00:00Z"), (10, 31, "2027-10-31T00:30:00Z")] {
            let day = NaiveDate::from_ymd_opt(2027, month, day).unwrap();
            assert_eq!(moment(day, half_past_two, &Tz::Europe__Berlin), utc(expected));
        }
    }
}
