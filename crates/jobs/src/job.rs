//! What a job is: as it is queued, while it is claimed, and how it ends. No database here.

use std::{borrow::Cow, time::Duration};

use chrono::{DateTime, Utc};
use sea_orm::DbErr;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

/// How often a job is tried unless it says otherwise: with [`backoff`] this spans about four hours.
pub const DEFAULT_MAX_ATTEMPTS: i32 = 12;

/// Longest error text that is kept, in characters.
const MAX_ERROR_CHARS: usize = 2_000;

/// A job to be queued by [`enqueue`](crate::enqueue).
#[derive(Debug, Clone, PartialEq)]
pub struct NewJob {
    /// UUIDv7 from the caller's id source.
    pub id: Uuid,
    /// Names the [`Handler`](crate::Handler).
    pub kind: Cow<'static, str>,
    /// What the handler needs: ids, never people.
    pub payload: Value,
    /// While a job with this key exists (also a failed one) no second one is queued.
    pub dedup_key: Option<String>,
    /// Not run before this instant.
    pub run_at: DateTime<Utc>,
    /// Higher first among the due ones.
    pub priority: i32,
    /// After so many attempts without success the job is kept as failed. At least 1.
    pub max_attempts: i32,
}

impl NewJob {
    /// A job of ordinary priority (0) with [`DEFAULT_MAX_ATTEMPTS`] and no deduplication.
    pub fn new(id: Uuid, kind: impl Into<Cow<'static, str>>, payload: Value, run_at: DateTime<Utc>) -> Self {
        Self {
            id,
            kind: kind.into(),
            payload,
            dedup_key: None,
            run_at,
            priority: 0,
            max_attempts: DEFAULT_MAX_ATTEMPTS,
        }
    }

    /// Queue it only if no job with this key exists.
    pub fn dedup(mut self, key: impl Into<String>) -> Self {
        self.dedup_key = Some(key.into());
        self
    }

    /// Higher runs first; the default is 0.
    pub fn priority(mut self, priority: i32) -> Self {
        self.priority = priority;
        self
    }

    /// How often it is tried at most.
    pub fn max_attempts(mut self, max_attempts: i32) -> Self {
        self.max_attempts = max_attempts;
        self
    }
}

/// A job that a worker holds under a lease.
#[derive(Debug, Clone, PartialEq)]
pub struct Claimed {
    /// The job's id.
    pub id: Uuid,
    /// Names the handler.
    pub kind: String,
    /// As it was queued.
    pub payload: Value,
    /// Which attempt this is, from 1.
    pub attempts: i32,
    /// The last attempt that is allowed.
    pub max_attempts: i32,
    /// The fencing token of this claim.
    pub lease_token: Uuid,
    /// When it was due.
    pub run_at: DateTime<Utc>,
}

impl Claimed {
    /// The payload as a type.
    ///
    /// # Errors
    /// [`JobError::Fail`] if it has another shape: trying again would not help.
    pub fn payload_as<T: DeserializeOwned>(&self) -> Result<T, JobError> {
        T::deserialize(&self.payload).map_err(|error| JobError::Fail(format!("unreadable payload: {error}")))
    }

    /// Turns what the handler said into what happens to the job.
    pub(crate) fn outcome(&self, result: Result<(), JobError>, now: DateTime<Utc>) -> Outcome {
        let (at, error) = match result {
            Ok(()) => return Outcome::Done,
            Err(JobError::Fail(error)) => return Outcome::Failed { error: storable(&error) },
            Err(JobError::Retry(error)) => (now + backoff(self.id, self.attempts), error),
            Err(JobError::RetryAt(at, error)) => (at, error),
        };
        let error = storable(&error);
        if self.attempts >= self.max_attempts {
            Outcome::Failed { error }
        } else {
            Outcome::Retried { at, error }
        }
    }
}

/// Why a handler did not succeed, and what shall follow.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum JobError {
    /// Try again after the usual [`backoff`].
    #[error("{0}")]
    Retry(String),
    /// Try again at this instant, for example because the other side named it.
    #[error("{1}")]
    RetryAt(DateTime<Utc>, String),
    /// Trying again would not help.
    #[error("{0}")]
    Fail(String),
}

/// A database error passes: the job is tried again.
impl From<DbErr> for JobError {
    fn from(error: DbErr) -> Self {
        Self::Retry(error.to_string())
    }
}

/// What happened to a claimed job.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It succeeded and is deleted.
    Done,
    /// It waits for its next attempt.
    Retried {
        /// When it is due again.
        at: DateTime<Utc>,
        /// What the handler said.
        error: String,
    },
    /// It failed for good and is kept until someone retries it.
    Failed {
        /// What the handler said.
        error: String,
    },
}

/// A claimed job and how this attempt ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Finished {
    /// The job as it was claimed.
    pub job: Claimed,
    /// How the attempt ended.
    pub outcome: Outcome,
}

/// How long to wait after attempt `attempt` (from 1): 10 s, doubled each time, at most an hour.
///
/// Up to a fifth is taken off, by the job's id, so that what failed together does not come back together.
pub fn backoff(id: Uuid, attempt: i32) -> Duration {
    const FIRST_MS: u64 = 10_000;
    const LONGEST_MS: u64 = 3_600_000;
    let doublings = attempt.clamp(1, 20) - 1;
    let full = (FIRST_MS << doublings).min(LONGEST_MS);
    // The low bits of a UUIDv7 are random.
    let jitter = (id.as_u128() % 1_000) as u64 * (full / 5) / 1_000;
    Duration::from_millis(full - jitter)
}

/// The text cut to a sensible length and without NUL, which PostgreSQL can't store.
fn storable(error: &str) -> String {
    error.chars().filter(|c| *c != '\0').take(MAX_ERROR_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backoff_doubles_from_ten_seconds_to_an_hour_with_at_most_a_fifth_of_jitter() {
        for (attempt, seconds) in [(1, 10), (2, 20), (3, 40), (9, 2_560), (10, 3_600), (i32::MAX, 3_600)] {
            for id in [0, 1, 500, 999, u128::MAX] {
                let wait = backoff(Uuid::from_u128(id), attempt);
                let full = Duration::from_secs(seconds);
                assert!(wait <= full && wait >= full * 4 / 5, "attempt {attempt}: {wait:?}");
            }
        }
        assert_ne!(backoff(Uuid::from_u128(1), 1), backoff(Uuid::from_u128(2), 1));
    }

    #[test]
    fn an_error_text_is_cut_and_holds_no_nul() {
        assert_eq!(storable("a\0b"), "ab");
        assert_eq!(storable(&"ä".repeat(3_000)).chars().count(), MAX_ERROR_CHARS);
    }
}
