//! Fills an empty database with the demo's program and its registrations.
//!
//! Invariants: all or nothing, in one transaction; each session's counters are what its rows add up to; however
//! many registrations are asked for, only those of one session are in memory at once.

use std::collections::HashMap;
use std::fmt;

use chrono::{DateTime, Utc};
use magnetiq_entity as entity;

use super::rows::{Keys, id_of};
use super::session_rows::{self, Tally};
use super::{DemoProgram, Registration, Session, each_session, queries};
use crate::clock::Ids;
use crate::db::{self, Db, Tx};
use crate::sessions::queries::program_changed;

/// Registrations that become rows at once, to bound memory.
const CHUNK: usize = 2000;

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seeded {
    /// Topics.
    pub topics: usize,
    /// Speakers.
    pub speakers: usize,
    /// Sessions.
    pub sessions: usize,
    /// Registrations of all sessions.
    pub registrations: usize,
}

impl fmt::Display for Seeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { topics, speakers, sessions, registrations } = self;
        let registrations = grouped(*registrations);
        write!(f, "{topics} topics, {speakers} speakers, {sessions} sessions, {registrations} registrations")
    }
}

/// A number with a comma before each three digits.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Whether there is nothing yet that demo data could mix with: no topic and no session.
///
/// # Errors
/// What the database says.
pub async fn is_empty(db: &Db) -> Result<bool, db::Error> {
    queries::is_empty(db.read()).await
}

/// Writes the demo as it stands at `now`, with about `total` registrations.
///
/// # Errors
/// What the database says, also where it is not empty; then nothing is written.
pub async fn seed(db: &Db, ids: &Ids, now: DateTime<Utc>, total: usize) -> Result<Seeded, db::Error> {
    let program = super::program(now);
    let keys = Keys::new(&program, ids, now);
    let tx = db.begin().await?;
    write_program(&tx, &program, &keys, ids).await?;
    let mut registrations = 0;
    // Sum and number of ratings of each speaker.
    let mut ratings: HashMap<&str, (i32, i32)> = HashMap::new();
    for (session, list) in program.sessions.iter().zip(each_session(&program, now, total)) {
        registrations += list.len();
        let tally = Tally::of(&list);
        let (sum, count) = ratings.entry(&session.speaker).or_default();
        *sum += tally.rating_sum;
        *count += tally.ratings;
        queries::insert::<entity::sessions::Entity>(
            &tx,
            [session_rows::session(&keys, session, &tally, now)],
        )
        .await?;
        write_registrations(&tx, &keys, session, list, ids, now).await?;
    }
    for (speaker, (sum, count)) in ratings.into_iter().filter(|(_, (_, count))| *count > 0) {
        let average = f64::from(sum) / f64::from(count);
        queries::rate_speaker(&tx, id_of(&keys.speakers, speaker), average, now.into()).await?;
    }
    queries::insert::<entity::testimonials::Entity>(&tx, keys.testimonials(&program, ids)).await?;
    program_changed(&tx).await?;
    tx.commit().await?;
    Ok(Seeded {
        topics: program.topics.len(),
        speakers: program.speakers.len(),
        sessions: program.sessions.len(),
        registrations,
    })
}

/// Everything that staff enter before there is a session.
async fn write_program(tx: &Tx, program: &DemoProgram, keys: &Keys<'_>, ids: &Ids) -> Result<(), db::Error> {
    queries::insert::<entity::consultants::Entity>(tx, keys.consultants(program)).await?;
    queries::insert::<entity::settings::Entity>(tx, keys.settings(program)).await?;
    queries::insert::<entity::legal_texts::Entity>(tx, keys.legal_texts(program)).await?;
    queries::insert::<entity::organisations::Entity>(tx, keys.organisations(program, ids)).await?;
    queries::insert::<entity::categories::Entity>(tx, keys.categories(program)).await?;
    queries::insert::<entity::tags::Entity>(tx, keys.tags(program)).await?;
    queries::insert::<entity::speakers::Entity>(tx, keys.speakers(program)).await?;
    queries::insert::<entity::topics::Entity>(tx, keys.topics(program)).await?;
    queries::insert::<entity::topic_tags::Entity>(tx, keys.topic_tags(program)).await?;
    queries::insert::<entity::topic_default_speakers::Entity>(tx, keys.topic_speakers(program)).await
}

/// The registrations of one session, with what each person agreed to.
async fn write_registrations(
    tx: &Tx,
    keys: &Keys<'_>,
    session: &Session,
    list: Vec<Registration>,
    ids: &Ids,
    now: DateTime<Utc>,
) -> Result<(), db::Error> {
    let session_id = id_of(&keys.sessions, &session.slug);
    let mut list = list.into_iter();
    loop {
        let rows: Vec<_> = list
            .by_ref()
            .take(CHUNK)
            .map(|one| session_rows::registration(session_id, session, one, ids, now))
            .collect();
        if rows.is_empty() {
            return Ok(());
        }
        let consents: Vec<_> = rows.iter().flat_map(|row| session_rows::consents(row, ids)).collect();
        queries::insert::<entity::registrations::Entity>(tx, rows).await?;
        queries::insert::<entity::consents::Entity>(tx, consents).await?;
    }
}

#[cfg(test)]
mod tests;
