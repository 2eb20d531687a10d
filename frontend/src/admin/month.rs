//! A month as weeks of days.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};
use js_sys::{Array, Function, Reflect};
use magnetiq_shared::Language;
use wasm_bindgen::{JsCast, JsValue};

use crate::format::intl_locale;

/// A month, by its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month(NaiveDate);

impl Month {
    /// The month of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// The month that is written as `2026-12`.
    pub fn read(text: &str) -> Option<Self> {
        format!("{text}-01").parse().ok().map(Self)
    }

    /// As `2026-12`.
    pub fn text(self) -> String {
        self.0.format("%Y-%m").to_string()
    }

    /// Its first day.
    pub fn first(self) -> NaiveDate {
        self.0
    }

    /// The month before.
    pub fn before(self) -> Self {
        self.0.checked_sub_months(Months::new(1)).map_or(self, Self)
    }

    /// The month after.
    pub fn after(self) -> Self {
        self.0.checked_add_months(Months::new(1)).map_or(self, Self)
    }

    /// Whether a day belongs to it.
    pub fn has(self, day: NaiveDate) -> bool {
        Self::of(day) == self
    }

    /// The weeks that hold its days, with days of its neighbours at both ends.
    pub fn weeks(self, begins: Weekday) -> Vec<[NaiveDate; 7]> {
        let lead = self.0.weekday().days_since(begins);
        let mut day = self.0 - Days::new(lead.into());
        let mut weeks = Vec::new();
        while day < self.after().0 {
            weeks.push(std::array::from_fn(|at| day + Days::new(at as u64)));
            day = day + Days::new(7);
        }
        weeks
    }
}

/// On which day weeks begin where the language is read: in the browser's own region, where it reads that language.
pub fn week_begins(language: Language) -> Weekday {
    let own = web_sys::window().and_then(|window| window.navigator().language()).unwrap_or_default();
    let locale = if own.starts_with(language.code()) { own } else { intl_locale(language).to_owned() };
    first_day(&locale).and_then(|day| Weekday::try_from(day.checked_sub(1)?).ok()).unwrap_or(Weekday::Mon)
}

/// An instant that is on this day in UTC: a day of a calendar is written the same in every timezone.
pub fn noon(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(12)
}

/// The first day of weeks by the browser's tables, from 1 for Monday; not every browser has them.
fn first_day(locale: &str) -> Option<u8> {
    let get = |object: &JsValue, name: &str| Reflect::get(object, &JsValue::from_str(name)).ok();
    let make: Function = get(&get(&js_sys::global(), "Intl")?, "Locale")?.dyn_into().ok()?;
    let locale = Reflect::construct(&make, &Array::of1(&JsValue::from_str(locale))).ok()?;
    let info = match get(&locale, "getWeekInfo")?.dyn_into::<Function>() {
        Ok(ask) => ask.call0(&locale).ok()?,
        Err(_) => get(&locale, "weekInfo")?,
    };
    get(&info, "firstDay")?.as_f64().map(|day| day as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_hold_the_whole_month_and_begin_as_told() {
        let december = Month::read("2026-12").unwrap();
        let weeks = december.weeks(Weekday::Mon);
        assert_eq!(weeks.len(), 5);
        assert_eq!(weeks[0][0].to_string(), "2026-11-30");
        assert_eq!(weeks[4][6].to_string(), "2027-01-03");
        assert_eq!(december.weeks(Weekday::Sun)[0][0].to_string(), "2026-11-29");
        assert_eq!(Month::read("2027-02").unwrap().weeks(Weekday::Mon).len(), 4);
    }

    #[test]
    fn months_follow_each_other() {
        let december = Month::read("2026-12").unwrap();
        assert_eq!((december.before().text(), december.after().text()), ("2026-11".into(), "2027-01".into()));
        assert_eq!(Month::read("2026-13"), None);
    }
}
