//! The part of the program that was shown last, so that the way back from a session leads to the same list at
//! the same height, without a request. After a minute it is asked for again: places go quickly.

use chrono::{DateTime, TimeDelta, Utc};
use leptos::prelude::*;
use magnetiq_shared::Page;
use magnetiq_shared::sessions::SessionCard;

use super::query::ListQuery;

const GOOD_FOR: TimeDelta = TimeDelta::seconds(60);

/// What was shown last.
#[derive(Clone, Copy)]
pub struct KeptList(StoredValue<Option<Kept>>);

struct Kept {
    query: ListQuery,
    page: Page<SessionCard>,
    came: DateTime<Utc>,
}

impl KeptList {
    /// Provides an empty one to everything below; once per program.
    pub fn provide() {
        provide_context(Self(StoredValue::new(None)));
    }

    /// The list for this query, while it is fresh.
    pub fn get(&self, query: &ListQuery, now: DateTime<Utc>) -> Option<Page<SessionCard>> {
        self.0.with_value(|kept| match kept {
            Some(kept) if kept.query == *query && now - kept.came < GOOD_FOR => Some(kept.page.clone()),
            _ => None,
        })
    }

    /// Keeps the list for this query, which has just come.
    pub fn keep(&self, query: ListQuery, page: Page<SessionCard>, now: DateTime<Utc>) {
        self.0.set_value(Some(Kept { query, page, came: now }));
    }
}
