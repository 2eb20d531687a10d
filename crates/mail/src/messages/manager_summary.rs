//! A session before it starts, for the webinar program manager.

use chrono::{Duration, NaiveDate};
use magnetiq_shared::{Currency, Language, Money, links};
use minijinja::{Value, context};

use super::summary::SummaryFacts;
use crate::facts::{sample_id, sample_panel_link};
use crate::parts::{Participant, Revenue, slug};
use crate::texts::Texts;
use crate::{Attachment, clean, localtime};

/// The height of the tallest bar, in pixels.
const TALLEST: u32 = 72;
/// The height of the number above a bar, in pixels.
const NUMBER: u32 = 16;
/// What a spreadsheet takes for the start of a formula.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];

/// How many registered on each of some days in a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// The first day, by the manager's calendar.
    pub from: NaiveDate,
    /// A number for each day.
    pub counts: Vec<u32>,
}

/// Tells the manager what the speaker is told, and how registrations and revenue stand; everybody who comes is in
/// a text file.
#[derive(Clone, Debug, PartialEq)]
pub struct ManagerSummary {
    /// The manager's first name; may be empty.
    pub first_name: String,
    /// Who comes, and what to have ready.
    pub summary: SummaryFacts,
    /// The last fourteen days.
    pub trend: Trend,
    /// What the places bring, for each currency; empty where the session is free.
    pub revenue: Vec<Revenue>,
    /// Everybody whose place is confirmed, in the order of the file.
    pub participants: Vec<Participant>,
    /// The session in the admin panel.
    pub admin_link: String,
}

impl ManagerSummary {
    /// For previews and tests.
    pub fn sample(language: Language) -> Self {
        let money = |amount| Money::new(amount, Currency::EUR);
        Self {
            first_name: "Greta".into(),
            summary: SummaryFacts::sample(language),
            trend: Trend {
                from: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default(),
                counts: vec![1, 0, 2, 1, 3, 0, 0, 2, 4, 7, 5, 3, 4, 2],
            },
            revenue: vec![Revenue { paid: money(144_900), open: money(62_100) }],
            participants: Participant::samples().into_iter().cycle().take(34).collect(),
            admin_link: sample_panel_link(&links::admin_session(sample_id(0))),
        }
    }

    pub(crate) fn values(&self, language: Language) -> Value {
        let revenue: Vec<Value> = (self.revenue.iter())
            .map(|one| {
                context! {
                    currency => one.paid.currency.code(),
                    paid => one.paid.written(language),
                    open => if one.open.amount > 0 { one.open.written(language) } else { String::new() },
                }
            })
            .collect();
        context! {
            first_name => clean::line(&self.first_name),
            trend => self.trend.values(language),
            revenue,
            participants => self.participants.len(),
            file => self.file_name(),
            admin_link => clean::link(&self.admin_link),
            ..self.summary.values(language)
        }
    }

    /// Names and companies: a line for each, separated by a tab, under a line of headings.
    pub(crate) fn attachments(&self, language: Language) -> Vec<Attachment> {
        let heading = |key| Texts::of(language).get("manager-summary", key);
        let mut text = format!("{}\t{}\r\n", heading("column_name"), heading("column_company"));
        for one in &self.participants {
            text.push_str(&format!("{}\t{}\r\n", cell(&one.name), cell(&one.company)));
        }
        vec![Attachment {
            name: self.file_name(),
            media_type: "text/plain; charset=utf-8".into(),
            bytes: text.into_bytes(),
        }]
    }

    fn file_name(&self) -> String {
        format!("attendees-{}.txt", slug(&self.summary.session))
    }
}

impl Trend {
    /// The bars with their heights in pixels, and the same in words.
    fn values(&self, language: Language) -> Value {
        let most = self.counts.iter().copied().max().unwrap_or_default().max(1);
        let bars: Vec<Value> = (self.counts.iter())
            .map(|count| {
                // A day with one registration shows beside a day with a hundred.
                let height = (count * TALLEST / most).max(if *count > 0 { 4 } else { 0 });
                context! { count, height, above => TALLEST - height + NUMBER }
            })
            .collect();
        let last = self.from + Duration::days(self.counts.len().saturating_sub(1) as i64);
        let counts: Vec<String> = self.counts.iter().map(u32::to_string).collect();
        context! {
            bars,
            from => localtime::day_month(self.from, language),
            to => localtime::day_month(last, language),
            days => self.counts.len(),
            total => self.counts.iter().sum::<u32>(),
            counts => counts.join(", "),
        }
    }
}

/// One line without tabs that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    let text = clean::line(text);
    if text.starts_with(FORMULA) { format!("'{text}") } else { text }
}
