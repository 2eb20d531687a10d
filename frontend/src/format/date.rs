//! Instants as dates and times of a timezone.

use chrono::{DateTime, TimeDelta, Utc};
use js_sys::{Array, Date, Intl, Reflect};
use magnetiq_shared::Language;
use wasm_bindgen::JsValue;

use super::{intl_locale, options};

/// A language and a timezone: everything needed to write an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writer {
    /// The language.
    pub language: Language,
    /// IANA name of the timezone.
    pub zone: String,
}

impl Writer {
    /// Writes in this language and timezone.
    pub fn new(language: Language, zone: impl Into<String>) -> Self {
        Self { language, zone: zone.into() }
    }

    /// Writes in this language and the visitor's timezone.
    pub fn visitors(language: Language) -> Self {
        Self::new(language, crate::state::timezone::visitors())
    }

    /// `Tue 8 Dec`; with the year where it is not plain which one is meant.
    pub fn short_day(&self, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
        let far = (at - now).abs() > TimeDelta::days(240);
        let mut fields = vec![("weekday", "short"), ("day", "numeric"), ("month", "short")];
        if far {
            fields.push(("year", "numeric"));
        }
        self.write(at, &fields)
    }

    /// `1 December`, without weekday and year.
    pub fn day_and_month(&self, at: DateTime<Utc>) -> String {
        self.write(at, &[("day", "numeric"), ("month", "long")])
    }

    /// `1 Dec`.
    pub fn brief_day(&self, at: DateTime<Utc>) -> String {
        self.write(at, &[("day", "numeric"), ("month", "short")])
    }

    /// `Tuesday 1 December`.
    pub fn weekday_and_day(&self, at: DateTime<Utc>) -> String {
        self.write(at, &[("weekday", "long"), ("day", "numeric"), ("month", "long")])
    }

    /// `Tue`.
    pub fn weekday(&self, at: DateTime<Utc>) -> String {
        self.write(at, &[("weekday", "short")])
    }

    /// `December 2026`.
    pub fn month_and_year(&self, at: DateTime<Utc>) -> String {
        self.write(at, &[("month", "long"), ("year", "numeric")])
    }

    /// `Tuesday 8 December 2026`.
    pub fn long_day(&self, at: DateTime<Utc>) -> String {
        self.write(at, &[("weekday", "long"), ("day", "numeric"), ("month", "long"), ("year", "numeric")])
    }

    /// Short name of the month, for a date tile.
    pub fn month(&self, at: DateTime<Utc>) -> String {
        self.write(at, &[("month", "short")]).trim_end_matches('.').to_owned()
    }

    /// Day of the month, for a date tile.
    pub fn day(&self, at: DateTime<Utc>) -> String {
        self.write(at, &[("day", "numeric")]).trim_end_matches('.').to_owned()
    }

    /// `15:00`.
    pub fn time(&self, at: DateTime<Utc>) -> String {
        self.write(at, &[("hour", "2-digit"), ("minute", "2-digit"), ("hourCycle", "h23")])
    }

    /// `15:00–16:30`, in German with `Uhr`.
    pub fn time_range(&self, from: DateTime<Utc>, minutes: u32) -> String {
        let to = from + TimeDelta::minutes(minutes.into());
        let suffix = if self.language == Language::De { " Uhr" } else { "" };
        format!("{}–{}{suffix}", self.time(from), self.time(to))
    }

    /// `15:00 GMT`.
    pub fn time_and_zone(&self, at: DateTime<Utc>) -> String {
        format!("{} {}", self.time(at), self.zone_name(at))
    }

    /// `Tue 8 Dec, 15:00 GMT`.
    pub fn short(&self, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
        format!("{}, {}", self.short_day(at, now), self.time_and_zone(at))
    }

    /// `Tuesday 8 December 2026, 15:00–16:30 GMT`.
    pub fn long(&self, from: DateTime<Utc>, minutes: u32) -> String {
        format!("{}, {} {}", self.long_day(from), self.time_range(from, minutes), self.zone_name(from))
    }

    /// Short name of the timezone at that time: `CET`, `EST`, and `GMT+9` where people of the language know no name.
    pub fn zone_name(&self, at: DateTime<Utc>) -> String {
        let name = self.zone_name_in(intl_locale(self.language), at).replace("GMT+0", "GMT");
        // Britons write GMT-5 where Americans write EST; whoever reads English there knows it by that name.
        match self.language == Language::En && name.starts_with("GMT") && name.len() > 3 {
            true => self.zone_name_in("en-US", at),
            false => name,
        }
    }

    fn zone_name_in(&self, locale: &str, at: DateTime<Utc>) -> String {
        let options = self.options(&[("timeZoneName", "short")]);
        let formatter = Intl::DateTimeFormat::new(&Array::of1(&locale.into()), &options);
        let field =
            |part: &JsValue, name: &str| Reflect::get(part, &name.into()).ok().and_then(|v| v.as_string());
        formatter
            .format_to_parts(&js_date(at))
            .iter()
            .find(|part| field(part, "type").as_deref() == Some("timeZoneName"))
            .and_then(|part| field(&part, "value"))
            .unwrap_or_else(|| self.zone.clone())
    }

    /// Whether clocks of another timezone show another time then.
    pub fn differs_from(&self, other: &Writer, at: DateTime<Utc>) -> bool {
        let fields = [("day", "numeric"), ("hour", "2-digit"), ("minute", "2-digit")];
        self.write(at, &fields) != other.write(at, &fields)
    }

    /// The day of an instant in this timezone, as a number of milliseconds that tells days apart.
    fn midnight(&self, at: DateTime<Utc>) -> f64 {
        let options = self.options(&[("year", "numeric"), ("month", "2-digit"), ("day", "2-digit")]);
        // Swedes write days as ISO 8601 does.
        Date::parse(&String::from(js_date(at).to_locale_date_string("sv-SE", &options)))
    }

    fn options(&self, fields: &[(&str, &str)]) -> js_sys::Object {
        let mut all: Vec<(&str, JsValue)> = vec![("timeZone", self.zone.as_str().into())];
        all.extend(fields.iter().map(|(name, value)| (*name, JsValue::from_str(value))));
        options(&all)
    }

    fn write(&self, at: DateTime<Utc>, fields: &[(&str, &str)]) -> String {
        js_date(at).to_locale_string(intl_locale(self.language), &self.options(fields)).into()
    }
}

/// `in 6 days`, `tomorrow`, `today`: whole days of the visitor's calendar.
pub fn in_days(language: Language, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let writer = Writer::visitors(language);
    let days = ((writer.midnight(at) - writer.midnight(now)) / 86_400_000.0).round();
    let options = options(&[("numeric", "auto".into())]);
    Intl::RelativeTimeFormat::new(&Array::of1(&intl_locale(language).into()), &options)
        .format(days, "day")
        .into()
}

/// An instant for `<time datetime>`.
pub fn machine(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

fn js_date(at: DateTime<Utc>) -> Date {
    Date::new(&JsValue::from_f64(at.timestamp_millis() as f64))
}
