//! The process is killed in the midst of sending reminders.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use anyhow::ensure;

use crate::load::{Load, Until};
use crate::person;
use crate::sink::Sink;
use crate::site::{Process, Site};

use super::ADDRESSES;
use super::crash::{A_MINUTE_LATER, CONNECTIONS, DELAY, IN_FLIGHT, PATIENCE, all_mails};

const SLUG: &str = "reminded";
/// How many people are reminded.
const PEOPLE: u64 = 500;
/// The process is killed after so many mails.
const AFTER: usize = 150;

/// Proves that each gets the reminder, and only those in flight get it twice.
pub(super) async fn prove(site: &Site) -> anyhow::Result<Vec<String>> {
    let session = site.database.add_session(SLUG, 1_000_000, true).await?;
    register(&site.serve(&["--no-worker"], None).await?).await?;
    let people: HashSet<String> = site.database.texts(ADDRESSES, session).await?.into_iter().collect();
    ensure!(people.len() as u64 == PEOPLE, "{} people registered", people.len());
    site.database.remind(session).await?;

    let sink = Sink::start(DELAY).await?;
    let mut server = site.serve(&[], Some(&sink.url())).await?;
    let start = Instant::now();
    while sink.count() < AFTER {
        ensure!(start.elapsed() < PATIENCE, "{} reminders", sink.count());
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    server.kill();
    // The sink still reads what was on its way to it.
    tokio::time::sleep(Duration::from_millis(200)).await;
    let before = sink.count();
    ensure!(before < people.len(), "all reminders were out already when the process was killed");

    let in_the_middle = site.database.run(A_MINUTE_LATER).await? as usize;
    ensure!(in_the_middle <= IN_FLIGHT, "{in_the_middle} jobs were in flight");
    let server = site.serve(&[], Some(&sink.url())).await?;
    let repeats = all_mails(&sink, &people).await?;
    ensure!(repeats <= in_the_middle, "{repeats} mails came twice, but only {in_the_middle} were in flight");
    drop(server);
    Ok(vec![format!(
        "killed after {before} reminders and started again: each of {PEOPLE} people has theirs, {repeats} of the \
         {in_the_middle} in flight came twice, with the same Message-ID"
    )])
}

async fn register(server: &Process) -> anyhow::Result<()> {
    let path = person::path(SLUG);
    let load = Load {
        servers: vec![server.address],
        connections: CONNECTIONS,
        until: Until::Sent(PEOPLE),
        first: 0,
        write: Box::new(move |number, into| person::write_request(into, &path, SLUG, number)),
        see: Box::new(|_, _, _| {}),
    };
    load.run().await?.all_good()
}
