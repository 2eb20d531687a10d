//! How a month went.

use std::cmp::Ordering;

use chrono::{DateTime, Months, NaiveDate, Utc};
use chrono_tz::Tz;
use magnetiq_shared::{Currency, Language, Money, links};
use minijinja::{Value, context};

use crate::facts::{sample_id, sample_instant, sample_panel_link};
use crate::texts::Texts;
use crate::{clean, localtime};

/// The most sessions that the mail praises.
const BEST: usize = 3;

/// The figures of one month.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MonthFigures {
    /// Sessions held.
    pub sessions: u32,
    /// Registrations confirmed.
    pub registrations: u32,
    /// How many in a hundred of those confirmed came; `None` where nobody counted.
    pub attendance_percent: Option<u32>,
    /// The average of the ratings, 1 to 5; `None` where nobody rated.
    pub rating: Option<f64>,
    /// What came in, one amount for each currency.
    pub revenue: Vec<Money>,
}

/// A session that went well.
#[derive(Clone, Debug, PartialEq)]
pub struct BestSession {
    /// The title in the recipient's language.
    pub title: String,
    /// The start.
    pub starts_at: DateTime<Utc>,
    /// Registrations confirmed.
    pub registrations: u32,
    /// How many in a hundred of them came.
    pub attendance_percent: Option<u32>,
    /// The average of the ratings, 1 to 5.
    pub rating: Option<f64>,
    /// The session in the admin panel.
    pub admin_link: String,
}

/// Tells the manager how a month went, beside the month before.
#[derive(Clone, Debug, PartialEq)]
pub struct PerformanceReport {
    /// The manager's first name; may be empty.
    pub first_name: String,
    /// The manager's timezone.
    pub timezone: Tz,
    /// Any day of the month.
    pub month: NaiveDate,
    /// The month.
    pub now: MonthFigures,
    /// The month before.
    pub before: MonthFigures,
    /// The best first; more than three are left out.
    pub best: Vec<BestSession>,
    /// The figures in the admin panel.
    pub admin_link: String,
}

impl PerformanceReport {
    /// For previews and tests.
    pub fn sample(language: Language) -> Self {
        let titles = match language {
            Language::En => {
                ["Battery storage that pays its way", "Heat pumps in old halls", "Your first audit"]
            }
            Language::De => {
                ["Batteriespeicher, die sich rechnen", "Wärmepumpen in alten Hallen", "Ihr erstes Audit"]
            }
        };
        let best = |(title, day, registrations, came, rating): (&str, u32, u32, u32, f64)| BestSession {
            title: title.into(),
            starts_at: sample_instant(day, 15, 0),
            registrations,
            attendance_percent: Some(came),
            rating: Some(rating),
            admin_link: sample_panel_link(&links::admin_session(sample_id(day))),
        };
        let figures = |sessions, registrations, came, rating, amount| MonthFigures {
            sessions,
            registrations,
            attendance_percent: Some(came),
            rating: Some(rating),
            revenue: vec![Money::new(amount, Currency::EUR)],
        };
        Self {
            first_name: "Greta".into(),
            timezone: Tz::Europe__Berlin,
            month: NaiveDate::from_ymd_opt(2026, 12, 1).unwrap_or_default(),
            now: figures(6, 1_284, 71, 4.6, 1_284_950),
            before: figures(6, 1_102, 74, 4.4, 998_000),
            best: [
                (titles[0], 8, 412, 78, 4.8),
                (titles[1], 10, 266, 74, 4.7),
                (titles[2], 15, 198, 69, 4.5),
            ]
            .map(best)
            .into(),
            admin_link: sample_panel_link(links::admin_dashboard()),
        }
    }

    pub(crate) fn values(&self, language: Language) -> Value {
        let best: Vec<Value> = (self.best.iter().take(BEST))
            .map(|one| {
                context! {
                    title => clean::line(&one.title),
                    date => localtime::short_date(one.starts_at, self.timezone, language),
                    registrations => language.number(one.registrations.into()),
                    attendance => share(one.attendance_percent, language),
                    rating => average(one.rating, language),
                    url => clean::link(&one.admin_link),
                }
            })
            .collect();
        let before = self.month.checked_sub_months(Months::new(1)).unwrap_or(self.month);
        context! {
            first_name => clean::line(&self.first_name),
            month => localtime::month(self.month, language),
            month_before => localtime::month(before, language),
            rows => self.rows(language),
            best,
            link => clean::link(&self.admin_link),
        }
    }

    /// A line for each figure: its name, this month, the month before, and whether it rose.
    fn rows(&self, language: Language) -> Vec<Value> {
        let texts = Texts::of(language);
        let (now, before) = (&self.now, &self.before);
        let row = |name: &str, now: String, before: String, change: Option<Ordering>| {
            let known = !now.is_empty() && !before.is_empty();
            let trend = match change.filter(|_| known) {
                Some(Ordering::Greater) => "up",
                Some(Ordering::Less) => "down",
                Some(Ordering::Equal) | None => "",
            };
            let or_none = |text: String| if text.is_empty() { "–".to_owned() } else { text };
            context! { name, now => or_none(now), before => or_none(before), trend }
        };
        let word = |key| texts.get("performance-report", key);
        let count = |count: u32| language.number(count.into());
        let mut rows = vec![
            row(
                word("sessions"),
                count(now.sessions),
                count(before.sessions),
                now.sessions.partial_cmp(&before.sessions),
            ),
            row(
                word("registrations"),
                count(now.registrations),
                count(before.registrations),
                now.registrations.partial_cmp(&before.registrations),
            ),
            row(
                word("attendance"),
                share(now.attendance_percent, language),
                share(before.attendance_percent, language),
                now.attendance_percent.partial_cmp(&before.attendance_percent),
            ),
            row(
                word("rating"),
                average(now.rating, language),
                average(before.rating, language),
                now.rating.partial_cmp(&before.rating),
            ),
        ];
        let mut currencies: Vec<Currency> = Vec::new();
        for money in now.revenue.iter().chain(&before.revenue) {
            if !currencies.contains(&money.currency) {
                currencies.push(money.currency);
            }
        }
        for currency in currencies {
            let of = |figures: &MonthFigures| -> i64 {
                figures.revenue.iter().filter(|m| m.currency == currency).map(|m| m.amount).sum()
            };
            let written = |figures| Money::new(of(figures), currency).written(language);
            rows.push(row(word("revenue"), written(now), written(before), of(now).partial_cmp(&of(before))));
        }
        rows
    }
}

/// `71 %`, or nothing.
fn share(percent: Option<u32>, language: Language) -> String {
    match (percent, language) {
        (None, _) => String::new(),
        (Some(percent), Language::En) => format!("{percent}%"),
        (Some(percent), Language::De) => format!("{percent}\u{a0}%"),
    }
}

/// `4.6`, `4,6`, or nothing.
fn average(rating: Option<f64>, language: Language) -> String {
    let text = rating.filter(|rating| rating.is_finite()).map(|rating| format!("{rating:.1}"));
    let text = text.unwrap_or_default();
    if language == Language::De { text.replace('.', ",") } else { text }
}
