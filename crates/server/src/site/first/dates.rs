//! Dates in short, as the app's `Intl` writes them.

use chrono::{DateTime, Datelike, TimeDelta, Utc, Weekday};
use chrono_tz::Tz;
use magnetiq_mail::localtime;
use magnetiq_shared::Language;

const MONTHS_EN: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];
const MONTHS_DE: [&str; 12] =
    ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."];
const DAYS_DE: [&str; 7] = ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"];

/// `8 Dec`, `8. Dez.`
pub(super) fn day(at: DateTime<Utc>, tz: Tz, language: Language) -> String {
    let local = at.with_timezone(&tz);
    let month = month(at, tz, language);
    match language {
        Language::En => format!("{} {month}", local.day()),
        Language::De => format!("{}. {month}", local.day()),
    }
}

/// The month in short.
pub(super) fn month(at: DateTime<Utc>, tz: Tz, language: Language) -> &'static str {
    let months = match language {
        Language::En => MONTHS_EN,
        Language::De => MONTHS_DE,
    };
    months[at.with_timezone(&tz).month0() as usize]
}

/// `Tue 8 Dec`, `Di., 8. Dez.`; with the year where it is not plain which one is meant.
pub(super) fn short_day(at: DateTime<Utc>, tz: Tz, language: Language, now: DateTime<Utc>) -> String {
    let local = at.with_timezone(&tz);
    let far = (at - now).abs() > TimeDelta::days(240);
    let year = if far { format!(" {}", local.year()) } else { String::new() };
    let weekday: Weekday = local.weekday();
    let day = day(at, tz, language);
    match language {
        Language::En if far => format!("{weekday}, {day}{year}"),
        Language::En => format!("{weekday} {day}"),
        Language::De => format!("{}., {day}{year}", DAYS_DE[weekday.num_days_from_monday() as usize]),
    }
}

/// `Tue 8 Dec, 15:00 GMT`.
pub(super) fn short(at: DateTime<Utc>, tz: Tz, language: Language, now: DateTime<Utc>) -> String {
    let times = localtime::time_range(at, 0, tz, language);
    let zone = times.rsplit(' ').next().unwrap_or_default();
    format!("{}, {} {zone}", short_day(at, tz, language, now), at.with_timezone(&tz).format("%H:%M"))
}

/// `today`, `tomorrow`, `in 6 days`: by the calendar of that timezone.
pub(super) fn in_days(at: DateTime<Utc>, tz: Tz, language: Language, now: DateTime<Utc>) -> String {
    let days = (at.with_timezone(&tz).date_naive() - now.with_timezone(&tz).date_naive()).num_days();
    match (language, days) {
        (Language::En, 0) => "today".to_owned(),
        (Language::En, 1) => "tomorrow".to_owned(),
        (Language::En, days) => format!("in {days} days"),
        (Language::De, 0) => "heute".to_owned(),
        (Language::De, 1) => "morgen".to_owned(),
        (Language::De, 2) => "übermorgen".to_owned(),
        (Language::De, days) => format!("in {days} Tagen"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_in_the_app() {
        let at: DateTime<Utc> = "2026-12-08T14:00:00Z".parse().unwrap();
        let now: DateTime<Utc> = "2026-12-01T09:00:00Z".parse().unwrap();
        let tz = chrono_tz::Europe::Berlin;
        assert_eq!(short(at, tz, Language::En, now), "Tue 8 Dec, 15:00 CET");
        assert_eq!(short(at, tz, Language::De, now), "Di., 8. Dez., 15:00 MEZ");
        assert_eq!(in_days(at, tz, Language::En, now), "in 7 days");
        assert_eq!(short_day(at, tz, Language::De, now - TimeDelta::days(365)), "Di., 8. Dez. 2026");
    }
}
