//! The process is killed while it takes registrations and sends mails.

use std::collections::{HashMap, HashSet};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::ensure;

use crate::load::{Load, Until};
use crate::person;
use crate::sink::{Sink, Taken};
use crate::site::Site;

use super::{ADDRESSES, ALL};

const SLUG: &str = "crash";
/// How many mails the worker has in flight: so many may come twice.
pub(super) const IN_FLIGHT: usize = 16;
/// The process is killed after so many acknowledged registrations and so many mails.
const AFTER: (usize, usize) = (300, 60);
/// How many register at a time.
pub(super) const CONNECTIONS: usize = 100;
/// The mail server takes so long to say that it took a mail, so that some are in between when the process dies.
pub(super) const DELAY: Duration = Duration::from_millis(10);
pub(super) const PATIENCE: Duration = Duration::from_secs(60);

/// What was claimed by the killed process is taken over when its leases have run out. This is that minute.
pub(super) const A_MINUTE_LATER: &str =
    "UPDATE jobs SET lease_until = lease_until - 61000 WHERE state = 'running'";

/// Proves that nothing acknowledged is lost and that every mail goes out.
pub(super) async fn prove(site: &Site) -> anyhow::Result<Vec<String>> {
    let session = site.database.add_session(SLUG, 1_000_000, true).await?;
    let sink = Sink::start(DELAY).await?;
    let mut server = site.serve(&[], Some(&sink.url())).await?;

    let acknowledged = Arc::new(Mutex::new(Vec::new()));
    let load = tokio::spawn(load(server.address, acknowledged.clone()).run());
    let start = Instant::now();
    let acknowledged_so_far = || acknowledged.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).len();
    while acknowledged_so_far() < AFTER.0 || sink.count() < AFTER.1 {
        ensure!(start.elapsed() < PATIENCE, "{} registered, {} mails", acknowledged_so_far(), sink.count());
        ensure!(!load.is_finished(), "the load ended before the process was killed");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    server.kill();
    let figures = load.await??;
    ensure!(figures.unanswered > 0, "nobody was in the middle of registering when the process was killed");
    ensure!(figures.good() == figures.answered(), "some answers were not good: {:?}", figures.answers);
    // The sink still reads what was on its way to it.
    tokio::time::sleep(Duration::from_millis(200)).await;
    let before = sink.count();

    let rows = site.database.number(ALL, session).await?;
    let kept: HashSet<String> = site.database.texts(ADDRESSES, session).await?.into_iter().collect();
    let acknowledged = acknowledged.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).clone();
    let lost: Vec<_> = acknowledged.iter().filter(|email| !kept.contains(*email)).collect();
    ensure!(lost.is_empty(), "{} acknowledged registrations are lost: {lost:?}", lost.len());
    ensure!(kept.len() as i64 == rows, "an address is registered twice");
    ensure!(before < kept.len(), "all mails were out already when the process was killed");

    let in_the_middle = site.database.run(A_MINUTE_LATER).await? as usize;
    ensure!(in_the_middle <= IN_FLIGHT, "{in_the_middle} jobs were in flight");
    let server = site.serve(&[], Some(&sink.url())).await?;
    let repeats = all_mails(&sink, &kept).await?;
    ensure!(repeats <= in_the_middle, "{repeats} mails came twice, but only {in_the_middle} were in flight");
    drop(server);
    site.doctor()?;
    Ok(vec![
        format!(
            "killed among {} acknowledged registrations and {before} mails: every acknowledged one is there",
            acknowledged.len()
        ),
        format!(
            "started again: a mail for each of {} registrations, {repeats} of the {in_the_middle} in flight came \
             twice, with the same Message-ID; doctor content",
            kept.len()
        ),
    ])
}

fn load(server: SocketAddr, acknowledged: Arc<Mutex<Vec<String>>>) -> Load {
    let path = person::path(SLUG);
    Load {
        servers: vec![server],
        connections: CONNECTIONS,
        until: Until::Passed(PATIENCE),
        first: 0,
        write: Box::new(move |number, into| person::write_request(into, &path, SLUG, number)),
        see: Box::new(move |number, status, _| {
            if status == 202 {
                let mut acknowledged = acknowledged.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
                acknowledged.push(person::email(SLUG, number));
            }
        }),
    }
}

/// Waits until everybody has got a mail; gives how many came more than once. Speakers of the demo get theirs beside.
pub(super) async fn all_mails(sink: &Sink, to: &HashSet<String>) -> anyhow::Result<usize> {
    let hosts: HashSet<&str> = to.iter().filter_map(|address| Some(address.split_once('@')?.1)).collect();
    let to_crowd = || {
        let all = sink.taken().into_iter();
        all.filter(|mail| hosts.iter().any(|host| mail.is_to(host))).collect::<Vec<_>>()
    };
    let start = Instant::now();
    while by_recipient(&to_crowd()).len() < to.len() {
        ensure!(start.elapsed() < PATIENCE, "{} mails for {} registrations", sink.count(), to.len());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    // Whatever would come once more comes now.
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    let taken = to_crowd();
    let by_recipient = by_recipient(&taken);
    let mut ids = HashSet::new();
    for (recipient, own) in &by_recipient {
        ensure!(to.contains(*recipient), "{recipient} got a mail and is not registered");
        ensure!(own.len() == 1, "{recipient} got different mails: {own:?}");
        ensure!(own.iter().all(|id| ids.insert(*id)), "two people got mails of one Message-ID");
    }
    Ok(taken.len() - by_recipient.len())
}

/// The Message-IDs that each address got.
fn by_recipient(taken: &[Taken]) -> HashMap<&str, HashSet<&str>> {
    let mut all: HashMap<&str, HashSet<&str>> = HashMap::new();
    for mail in taken {
        all.entry(&mail.recipient).or_default().insert(&mail.message_id);
    }
    all
}
