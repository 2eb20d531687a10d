//! What is measured. Rates alternate with their limits in rounds, so that both see the same machine; the middle of
//! the rounds counts.

mod foreign;
mod memory;
mod panel;
mod reads;
mod registrations;
mod reminders;
mod search;

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::database::Kind;
use crate::report::{Report, Topic};

pub use foreign::Foreign;

/// How often a rate and its limit alternate.
const ROUNDS: usize = 3;

/// What to measure, and how long.
pub struct Plan {
    /// The program.
    pub binary: PathBuf,
    /// The databases.
    pub kinds: Vec<Kind>,
    /// Stretches each measurement; 1 is usual.
    pub stretch: f64,
    /// Only topics whose name contains this.
    pub only: Option<String>,
}

impl Plan {
    fn time(&self, seconds: f64) -> Duration {
        Duration::from_secs_f64(seconds * self.stretch)
    }

    fn count(&self, number: u64) -> u64 {
        ((number as f64 * self.stretch) as u64).max(100)
    }

    fn wants(&self, topic: &str) -> bool {
        self.only.as_ref().is_none_or(|only| topic.to_lowercase().contains(&only.to_lowercase()))
    }

    /// Measures everything that is wanted, and says so as it goes.
    ///
    /// # Errors
    /// Where something can't be measured; a goal missed is no error.
    pub async fn measure(&self) -> anyhow::Result<Report> {
        let mut report = Report::default();
        for kind in &self.kinds {
            let name = format!("Registrations on {}", kind.name());
            if self.wants(&name) {
                report.add(registrations::measure(self, kind, Topic::new(name)).await?);
            }
        }
        if self.wants("Reads") {
            report.add(reads::measure(self, Topic::new("Reads".to_owned())).await?);
        }
        for kind in &self.kinds {
            let name = format!("Search on {}", kind.name());
            if self.wants(&name) {
                report.add(search::measure(self, kind, Topic::new(name)).await?);
            }
        }
        for kind in &self.kinds {
            let name = format!("The panel on {}", kind.name());
            if self.wants(&name) {
                report.add(panel::measure(self, kind, Topic::new(name)).await?);
            }
        }
        for kind in &self.kinds {
            let name = format!("Reminders on {}", kind.name());
            if self.wants(&name) {
                report.add(reminders::measure(self, kind, Topic::new(name)).await?);
            }
        }
        for kind in &self.kinds {
            let name = format!("Memory and start on {}", kind.name());
            if self.wants(&name) {
                report.add(memory::measure(self, kind, Topic::new(name)).await?);
            }
        }
        Ok(report)
    }

    fn binary(&self) -> &Path {
        &self.binary
    }
}

/// The middle of some figures.
fn middle(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or_default()
}

/// The middle of the rounds' ratios.
fn ratio(values: &[f64], limits: &[f64]) -> f64 {
    middle(values.iter().zip(limits).map(|(value, limit)| value / limit.max(1e-9)).collect())
}
