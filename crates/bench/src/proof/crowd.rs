//! 1,000 people register in the same moment for 500 seats.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex};

use anyhow::ensure;
use uuid::Uuid;

use crate::load::{Load, Until};
use crate::person;
use crate::site::{Process, Site};

use super::{ALL, COUNTER, SEATS};

const PEOPLE: usize = 1_000;
const PLACES: i32 = 500;

/// Keys of the mails that are queued for a session's registrations.
const QUEUED: &str = "SELECT j.dedup_key FROM jobs j JOIN registrations r \
     ON j.dedup_key = 'validate-address:' || REPLACE(CAST(r.id AS text), '-', '') || ':1' WHERE r.session_id = $1";
/// The same where ids are kept as bytes.
const QUEUED_SQLITE: &str = "SELECT j.dedup_key FROM jobs j JOIN registrations r \
     ON j.dedup_key = 'validate-address:' || lower(hex(r.id)) || ':1' WHERE r.session_id = $1";

/// What the servers answered: how often each status with each value of `waitlist`.
type Answers = BTreeMap<(u16, Option<bool>), usize>;

/// Proves it for a session that has a waitlist and for one that has none.
pub(super) async fn prove(site: &Site, servers: usize) -> anyhow::Result<Vec<String>> {
    let with = site.database.add_session("with-waitlist", PLACES, true).await?;
    let without = site.database.add_session("without-waitlist", PLACES, false).await?;
    let mut processes = Vec::new();
    for _ in 0..servers {
        processes.push(site.serve(&["--no-worker"], None).await?);
    }
    let answers = come(&processes, "with-waitlist").await?;
    let expected = Answers::from([((202, Some(false)), 500), ((202, Some(true)), 500)]);
    ensure!(answers == expected, "with a waitlist the answers were {answers:?}");
    stands(site, with, PEOPLE).await?;

    let answers = come(&processes, "without-waitlist").await?;
    let expected = Answers::from([((202, Some(false)), 500), ((409, None), 500)]);
    ensure!(answers == expected, "without a waitlist the answers were {answers:?}");
    stands(site, without, PLACES as usize).await?;
    site.doctor()?;

    let by = if servers == 1 { "one process".to_owned() } else { format!("{servers} processes") };
    Ok(vec![
        format!("{by}, {PEOPLE} at once for {PLACES} seats: {PLACES} seated, all others on the waitlist"),
        format!("{by}, the same without a waitlist: {PLACES} seated, all others refused"),
        "every request answered, none with 5xx; one mail queued for each registration; doctor content"
            .to_owned(),
    ])
}

async fn come(processes: &[Process], slug: &str) -> anyhow::Result<Answers> {
    let answers = Arc::new(Mutex::new(Answers::new()));
    let (seen, path, crowd) = (answers.clone(), person::path(slug), slug.to_owned());
    let load = Load {
        servers: processes.iter().map(|process| process.address).collect(),
        connections: PEOPLE,
        until: Until::EachSent(1),
        first: 0,
        write: Box::new(move |number, into| person::write_request(into, &path, &crowd, number)),
        see: Box::new(move |_, status, body| {
            let body: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
            let mut answers = seen.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
            *answers.entry((status, body["waitlist"].as_bool())).or_default() += 1;
        }),
    };
    let figures = load.run().await?;
    ensure!(figures.unanswered == 0, "{} requests were not answered", figures.unanswered);
    let answers = answers.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).clone();
    Ok(answers)
}

/// Whether the database says the same.
async fn stands(site: &Site, session: Uuid, registrations: usize) -> anyhow::Result<()> {
    let database = &site.database;
    let (seats, counter) = (database.number(SEATS, session).await?, database.number(COUNTER, session).await?);
    ensure!(
        seats == i64::from(PLACES) && counter == seats,
        "{seats} seats are held, the session counts {counter}"
    );
    let all = database.number(ALL, session).await?;
    ensure!(all == registrations as i64, "{all} registrations instead of {registrations}");
    let sqlite = matches!(database, crate::database::Database::Sqlite(_));
    let queued = database.texts(if sqlite { QUEUED_SQLITE } else { QUEUED }, session).await?;
    let different: HashSet<_> = queued.iter().collect();
    ensure!(
        queued.len() == registrations && different.len() == registrations,
        "{} mails are queued for {registrations} registrations",
        queued.len()
    );
    Ok(())
}
