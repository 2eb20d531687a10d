//! The rules for reminders, the house's and a session's own.

use chrono::NaiveTime;
use magnetiq_shared::Code;
use magnetiq_shared::settings::{LeadUnit, ReminderStep};

/// How many there may be.
const MOST: usize = 10;

/// The steps in their order, the earliest first. What breaks a rule is told to `wrong`, with a pointer such as
/// `/reminders/1/at`.
pub fn clean(mut steps: Vec<ReminderStep>, mut wrong: impl FnMut(String, Code)) -> Vec<ReminderStep> {
    if steps.len() > MOST {
        wrong("/reminders".to_owned(), Code::TooLong);
    }
    for (at, step) in steps.iter().enumerate() {
        if !(1..=60).contains(&step.amount) {
            wrong(format!("/reminders/{at}/amount"), Code::Type);
        }
        let time_is_wrong = match (step.unit, &step.at) {
            (LeadUnit::Hours, time) => time.is_some(),
            (LeadUnit::Days, None) => true,
            (LeadUnit::Days, Some(time)) => {
                NaiveTime::parse_from_str(time, "%H:%M").is_err() || time.len() != 5
            }
        };
        if time_is_wrong {
            wrong(format!("/reminders/{at}/at"), Code::Type);
        }
    }
    for (at, step) in steps.iter().enumerate() {
        if steps[..at].iter().any(|other| (other.amount, other.unit) == (step.amount, step.unit)) {
            wrong(format!("/reminders/{at}"), Code::Taken);
        }
    }
    steps.sort_by_key(|step| {
        std::cmp::Reverse(step.hours().saturating_mul(2) + u32::from(step.unit == LeadUnit::Days))
    });
    steps
}
