//! What was seen and is not written down yet.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard};

use magnetiq_shared::views::ViewKind;
use uuid::Uuid;

use super::source::OTHER;

/// How many rows, and how many visitors, one process keeps before it writes them down. More can only come from
/// somebody who invents sources or addresses.
const MOST: usize = 20_000;

/// One row of the day's counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Row {
    pub session_id: Uuid,
    /// Days since 1970-01-01, UTC.
    pub day: i32,
    pub kind: ViewKind,
    pub source: String,
}

/// What was counted since it was last written down. In order, so that two processes never wait for each other.
#[derive(Debug, Default)]
pub(super) struct Counted {
    pub views: BTreeMap<Row, i64>,
    /// Hash of a visitor → the row in which they count.
    pub visitors: BTreeMap<String, Row>,
}

#[derive(Debug, Default)]
struct Kept {
    counted: Counted,
    /// The day's salt.
    salt: Option<(i32, String)>,
}

/// Counts of this process.
#[derive(Debug, Default)]
pub struct Views(Mutex<Kept>);

impl Views {
    /// The salt of the day, where this process knows it.
    pub(super) fn salt(&self, day: i32) -> Option<String> {
        self.lock().salt.as_ref().filter(|(known, _)| *known == day).map(|(_, salt)| salt.clone())
    }

    /// Keeps the salt of the day; that of another day is forgotten.
    pub(super) fn keep_salt(&self, day: i32, salt: String) {
        self.lock().salt = Some((day, salt));
    }

    /// Counts one view, and its visitor where a hash is given.
    pub(super) fn count(&self, mut row: Row, visitor: Option<String>) {
        let mut kept = self.lock();
        let counted = &mut kept.counted;
        if counted.views.len() >= MOST && !counted.views.contains_key(&row) {
            row.source = OTHER.to_owned();
        }
        if let Some(visitor) = visitor.filter(|_| counted.visitors.len() < MOST) {
            counted.visitors.entry(visitor).or_insert_with(|| row.clone());
        }
        *counted.views.entry(row).or_default() += 1;
    }

    /// Takes what was counted, to write it down. The salt goes as soon as its day is over.
    pub(super) fn take(&self, today: i32) -> Counted {
        let mut kept = self.lock();
        if kept.salt.as_ref().is_some_and(|(day, _)| *day != today) {
            kept.salt = None;
        }
        std::mem::take(&mut kept.counted)
    }

    /// Puts back what could not be written down.
    pub(super) fn put_back(&self, counted: Counted) {
        let mut kept = self.lock();
        for (row, views) in counted.views {
            *kept.counted.views.entry(row).or_default() += views;
        }
        for (visitor, row) in counted.visitors {
            kept.counted.visitors.entry(visitor).or_insert(row);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// What was counted with the visitors that are new, ready to be added.
pub(super) fn with_new_visitors(counted: &Counted, new: &[String]) -> HashMap<Row, (i64, i64)> {
    let mut sums: HashMap<Row, (i64, i64)> =
        counted.views.iter().map(|(row, views)| (row.clone(), (*views, 0))).collect();
    for row in new.iter().filter_map(|visitor| counted.visitors.get(visitor)) {
        sums.entry(row.clone()).or_default().1 += 1;
    }
    sums
}
