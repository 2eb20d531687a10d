//! Dates and times as people read them, in English and German, from an instant and a timezone of the database.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime, Offset, Timelike, Utc};
use chrono_tz::{OffsetName, Tz};
use magnetiq_shared::Language;

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_DE: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const DAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const DAYS_DE: [&str; 7] = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];

/// German names of zones; others keep the database's abbreviation.
const ZONES_DE: [(&str, &str); 6] =
    [("CET", "MEZ"), ("CEST", "MESZ"), ("EET", "OEZ"), ("EEST", "OESZ"), ("WET", "WEZ"), ("WEST", "WESZ")];
/// German names of cities that differ from the database's.
const CITIES_DE: [(&str, &str); 20] = [
    ("Athens", "Athen"),
    ("Belgrade", "Belgrad"),
    ("Brussels", "Brüssel"),
    ("Bucharest", "Bukarest"),
    ("Cairo", "Kairo"),
    ("Copenhagen", "Kopenhagen"),
    ("Kolkata", "Kalkutta"),
    ("Kyiv", "Kiew"),
    ("Lisbon", "Lissabon"),
    ("Luxembourg", "Luxemburg"),
    ("Mexico City", "Mexiko-Stadt"),
    ("Moscow", "Moskau"),
    ("Prague", "Prag"),
    ("Rome", "Rom"),
    ("Shanghai", "Schanghai"),
    ("Singapore", "Singapur"),
    ("Tokyo", "Tokio"),
    ("Vienna", "Wien"),
    ("Warsaw", "Warschau"),
    ("Zurich", "Zürich"),
];

/// `Tuesday 8 December 2026`, `Dienstag, 8. Dezember 2026`.
pub fn date(at: DateTime<Utc>, tz: Tz, language: Language) -> String {
    let local = at.with_timezone(&tz);
    let (month, day) = (local.month0() as usize, local.weekday().num_days_from_monday() as usize);
    match language {
        Language::En => format!("{} {} {} {}", DAYS_EN[day], local.day(), MONTHS_EN[month], local.year()),
        Language::De => format!("{}, {}. {} {}", DAYS_DE[day], local.day(), MONTHS_DE[month], local.year()),
    }
}

/// `8 Dec`, `8. Dez.`.
pub fn short_date(at: DateTime<Utc>, tz: Tz, language: Language) -> String {
    let local = at.with_timezone(&tz);
    match language {
        Language::En => format!("{} {}", local.day(), &MONTHS_EN[local.month0() as usize][..3]),
        Language::De => {
            let month = MONTHS_DE[local.month0() as usize];
            let short: String = month.chars().take(3).collect();
            // Four letters are no abbreviation.
            if month.chars().count() <= 4 {
                format!("{}. {month}", local.day())
            } else {
                format!("{}. {short}.", local.day())
            }
        }
    }
}

/// `8 Dec`, `8. Dez.`, of a day that needs no timezone.
pub fn day_month(day: NaiveDate, language: Language) -> String {
    short_date(day.and_time(NaiveTime::MIN).and_utc(), Tz::UTC, language)
}

/// `December 2026`, `Dezember 2026`.
pub fn month(day: NaiveDate, language: Language) -> String {
    let months = match language {
        Language::En => MONTHS_EN,
        Language::De => MONTHS_DE,
    };
    format!("{} {}", months[day.month0() as usize], day.year())
}

/// `15:00–16:30 GMT`, `16:00–17:30 Uhr MEZ`: start and end of what lasts `minutes`.
pub fn time_range(at: DateTime<Utc>, minutes: u32, tz: Tz, language: Language) -> String {
    let end = at + Duration::minutes(minutes.into());
    format!("{}–{}{}", clock(at, tz), clock(end, tz), zone_suffix(at, tz, language))
}

/// One instant in a sentence: `19:00 GMT on Saturday 21 November`, `Samstag, 21. November, 20:00 Uhr MEZ`.
pub fn moment(at: DateTime<Utc>, tz: Tz, language: Language) -> String {
    let local = at.with_timezone(&tz);
    let (month, day) = (local.month0() as usize, local.weekday().num_days_from_monday() as usize);
    let time = format!("{}{}", clock(at, tz), zone_suffix(at, tz, language));
    match language {
        Language::En => format!("{time} on {} {} {}", DAYS_EN[day], local.day(), MONTHS_EN[month]),
        Language::De => format!("{}, {}. {}, {time}", DAYS_DE[day], local.day(), MONTHS_DE[month]),
    }
}

/// For the calendar leaf: `DEC` or `DEZ`, and the day `8`.
pub fn leaf(at: DateTime<Utc>, tz: Tz, language: Language) -> (String, u32) {
    let local = at.with_timezone(&tz);
    let months = match language {
        Language::En => MONTHS_EN,
        Language::De => MONTHS_DE,
    };
    let month = months[local.month0() as usize].chars().take(3).collect::<String>().to_uppercase();
    (month, local.day())
}

/// The city a timezone is named after, or empty where it names none (`UTC`, `Etc/GMT+3`).
pub fn city(tz: Tz, language: Language) -> String {
    let Some((area, rest)) = tz.name().split_once('/') else { return String::new() };
    if area == "Etc" {
        return String::new();
    }
    let city = rest.rsplit('/').next().unwrap_or(rest).replace('_', " ");
    match (language, CITIES_DE.iter().find(|(english, _)| *english == city)) {
        (Language::De, Some((_, german))) => (*german).to_owned(),
        _ => city,
    }
}

/// Whether clocks in both zones show the same at this instant.
pub fn same_clock(at: DateTime<Utc>, one: Tz, other: Tz) -> bool {
    at.with_timezone(&one).naive_local() == at.with_timezone(&other).naive_local()
}

/// Whether the calendars in both zones show the same day at this instant.
pub fn same_day(at: DateTime<Utc>, one: Tz, other: Tz) -> bool {
    at.with_timezone(&one).date_naive() == at.with_timezone(&other).date_naive()
}

fn clock(at: DateTime<Utc>, tz: Tz) -> String {
    let local = at.with_timezone(&tz);
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// ` GMT`, ` Uhr MEZ`; zones without letters of their own become `UTC+3`.
fn zone_suffix(at: DateTime<Utc>, tz: Tz, language: Language) -> String {
    let local = at.with_timezone(&tz);
    let zone = match local.offset().abbreviation() {
        Some(given) => match (language, ZONES_DE.iter().find(|(english, _)| *english == given)) {
            (Language::De, Some((_, german))) => (*german).to_owned(),
            _ => given.to_owned(),
        },
        None => offset(local.offset().fix().local_minus_utc() / 60),
    };
    match language {
        Language::En => format!(" {zone}"),
        Language::De => format!(" Uhr {zone}"),
    }
}

/// `UTC+4`, `UTC-3:30`, from minutes east of UTC.
fn offset(minutes: i32) -> String {
    let (sign, hours, rest) = (if minutes < 0 { '-' } else { '+' }, minutes.abs() / 60, minutes.abs() % 60);
    if rest == 0 { format!("UTC{sign}{hours}") } else { format!("UTC{sign}{hours}:{rest:02}") }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    fn at(hour: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 12, 8, hour, 0, 0).unwrap()
    }

    #[test]
    fn a_session_reads_in_both_languages() {
        assert_eq!(date(at(15), Tz::Europe__London, Language::En), "Tuesday 8 December 2026");
        assert_eq!(short_date(at(15), Tz::Europe__London, Language::En), "8 Dec");
        assert_eq!(short_date(at(15), Tz::Europe__London, Language::De), "8. Dez.");
        assert_eq!(time_range(at(15), 90, Tz::Europe__London, Language::En), "15:00–16:30 GMT");
        assert_eq!(date(at(15), Tz::Europe__Berlin, Language::De), "Dienstag, 8. Dezember 2026");
        assert_eq!(time_range(at(15), 90, Tz::Europe__Berlin, Language::De), "16:00–17:30 Uhr MEZ");
    }

    #[test]
    fn the_database_decides_about_summer_time() {
        let summer = Utc.with_ymd_and_hms(2026, 7, 1, 8, 0, 0).unwrap();
        assert_eq!(time_range(summer, 60, Tz::Europe__Berlin, Language::De), "10:00–11:00 Uhr MESZ");
        assert_eq!(time_range(summer, 60, Tz::Asia__Kolkata, Language::En), "13:30–14:30 IST");
        assert_eq!(time_range(summer, 60, Tz::Asia__Dubai, Language::En), "12:00–13:00 UTC+4");
        assert_eq!(time_range(summer, 60, Tz::Asia__Kathmandu, Language::De), "13:45–14:45 Uhr UTC+5:45");
    }

    #[test]
    fn a_day_may_differ_between_zones() {
        assert!(!same_day(at(20), Tz::Europe__Berlin, Tz::Australia__Sydney));
        assert!(same_clock(at(20), Tz::Europe__Berlin, Tz::Europe__Rome));
        assert_eq!(leaf(at(20), Tz::Australia__Sydney, Language::De), ("DEZ".to_owned(), 9));
    }

    #[test]
    fn cities_are_named() {
        assert_eq!(city(Tz::Europe__Vienna, Language::De), "Wien");
        assert_eq!(city(Tz::America__New_York, Language::En), "New York");
        assert_eq!(city(Tz::America__Argentina__Buenos_Aires, Language::En), "Buenos Aires");
        assert_eq!(city(Tz::UTC, Language::En), "");
    }

    #[test]
    fn a_moment_fits_a_sentence() {
        assert_eq!(moment(at(15), Tz::Europe__London, Language::En), "15:00 GMT on Tuesday 8 December");
        assert_eq!(moment(at(15), Tz::Europe__Berlin, Language::De), "Dienstag, 8. Dezember, 16:00 Uhr MEZ");
    }
}
