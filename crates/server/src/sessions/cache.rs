//! The program in memory, and the answers made from it. A change raises the program's version in the database;
//! every process looks at it once a second and reads the program anew where it has changed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use arc_swap::ArcSwap;
use bytes::Bytes;
use chrono::{DateTime, Duration, Utc};

use super::{Program, queries};
use crate::db::{self, Conn, Error, Kept};
use crate::http::cached::Answer;

/// How old seat counts may be. A shorter time would let people watch single registrations.
const SEATS_MAX_AGE: Duration = Duration::seconds(30);
/// How many answers are kept; queries can be invented without end.
const MAX_ANSWERS: usize = 2_000;

/// The program at a moment, with the answers made from it so far.
pub struct Snapshot {
    /// The program.
    pub program: Program,
    seats_at: DateTime<Utc>,
    valid_from: DateTime<Utc>,
    valid_until: Option<DateTime<Utc>>,
    answers: Mutex<HashMap<String, Arc<Answer>>>,
}

impl Snapshot {
    fn new(program: Program, seats_at: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        let valid_until = program.next_turn(now);
        let program = program.looking_back(now);
        Self { program, seats_at, valid_from: now, valid_until, answers: Mutex::default() }
    }

    fn is_valid(&self, now: DateTime<Utc>) -> bool {
        self.valid_from <= now && self.valid_until.is_none_or(|until| now < until)
    }

    /// The answer kept under `key`, or the one that `make` gives.
    ///
    /// # Errors
    /// What `make` gives; errors are not kept.
    pub fn answer<E>(
        &self,
        key: &str,
        make: impl FnOnce(&Program) -> Result<Bytes, E>,
    ) -> Result<Arc<Answer>, E> {
        if let Some(answer) = self.lock().get(key) {
            return Ok(answer.clone());
        }
        let answer = Arc::new(Answer::new(make(&self.program)?));
        let mut answers = self.lock();
        if answers.len() >= MAX_ANSWERS {
            answers.clear();
        }
        answers.insert(key.to_owned(), answer.clone());
        Ok(answer)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Answer>>> {
        self.answers.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// Keeps the newest snapshot.
pub struct ProgramCache(ArcSwap<Snapshot>);

impl ProgramCache {
    /// Reads the program for the first time.
    ///
    /// # Errors
    /// What the database says.
    pub async fn load(conn: &Conn, now: DateTime<Utc>) -> Result<Self, Error> {
        let program = queries::load_program(conn).await?;
        Ok(Self(ArcSwap::from_pointee(Snapshot::new(program, now, now))))
    }

    /// The program as it is at `now`.
    pub fn at(&self, now: DateTime<Utc>) -> Arc<Snapshot> {
        let snapshot = self.0.load();
        if snapshot.is_valid(now) {
            return Arc::clone(&snapshot);
        }
        // The clock has passed a turning point: the same program, other answers.
        let newer = Arc::new(Snapshot::new(snapshot.program.clone(), snapshot.seats_at, now));
        self.0.store(newer.clone());
        newer
    }

    /// Looks whether the database has something newer, and takes it over.
    ///
    /// # Errors
    /// What the database says; the old program stays.
    pub async fn refresh(&self, conn: &Conn, now: DateTime<Utc>) -> Result<(), Error> {
        let snapshot = self.0.load_full();
        if db::version(conn, Kept::Program).await? != snapshot.program.version {
            let program = queries::load_program(conn).await?;
            self.0.store(Arc::new(Snapshot::new(program, now, now)));
        } else if (now - snapshot.seats_at).abs() >= SEATS_MAX_AGE {
            let seats = queries::seats(conn).await?;
            self.0.store(Arc::new(Snapshot::new(snapshot.program.with_seats(&seats), now, now)));
        }
        Ok(())
    }
}
