//! How many reminders get from the queue to the mail server in a second, and how long others wait for answers
//! meanwhile.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use hdrhistogram::Histogram;
use tokio::task::JoinSet;

use crate::bare;
use crate::database::Kind;
use crate::http::{self, Connection};
use crate::load::{Figures, Until};
use crate::person;
use crate::report::{Goal, Topic, milliseconds, rate};
use crate::sink::Sink;
use crate::site::{Process, Site};

use super::{Plan, registrations};

/// How many people are reminded.
const REMINDERS: u64 = 10_000;
const PATIENCE: Duration = Duration::from_secs(300);
/// Of the bare loop's rate.
const RATE: Goal = Goal::AtLeast(0.5);
/// Of what answers take while nothing is sent.
const WAIT: Goal = Goal::AtMost(2.0);
/// How long answers are watched while nothing is sent, in seconds.
const IDLE: f64 = 20.0;
/// A request each: what visitors of a site do who are not in a hurry.
const PACE: Duration = Duration::from_millis(10);
/// Every so many of them registers; the others read.
const REGISTERS: u64 = 5;
/// Where those who are reminded have their addresses.
const REMINDED: &str = "measured.example";
/// The session that they look at.
const OTHER: &str = "other";

pub(super) async fn measure(plan: &Plan, kind: &Kind, mut topic: Topic) -> anyhow::Result<Topic> {
    let site = Site::create(plan.binary(), kind, 1).await?;
    let session = site.database.add_session("measured", 100_000_000, true).await?;
    site.database.add_session(OTHER, 100_000_000, true).await?;
    let sink = Sink::start(Duration::ZERO).await?;
    let count = plan.count(REMINDERS);
    let server = site.serve(&["--no-worker"], None).await?;
    registrations::register(&server, 64, Until::Sent(count), &mut 1).await?;
    let end = Instant::now() + plan.time(IDLE);
    let idle = Waits::of(&server, 0, || Instant::now() >= end).await?;
    drop(server);

    let (first, _) = bare(&sink, count / 2).await?;
    site.database.remind(session).await?;
    let server = site.serve(&[], Some(&sink.url())).await?;
    let start = Instant::now();
    let is_over = || sink.count_to(REMINDED) >= count as usize || start.elapsed() > PATIENCE;
    let busy = Waits::of(&server, 1_000_000, is_over).await?;
    let (value, size) = arrivals(&sink, count as usize, REMINDED).await?;
    drop(server);
    let (last, bare_size) = bare(&sink, count / 2).await?;

    let limit = (first + last) / 2.0;
    let what = "reminders/s from the queue to the mail server".to_owned();
    topic.line(what, rate(value), rate(limit), value / limit.max(1e-9), Some(RATE));
    for (what, idle, busy) in [
        ("p99 of reading a session, meanwhile", &idle.reads, &busy.reads),
        ("p99 of registering, meanwhile", &idle.registers, &busy.registers),
    ] {
        let [idle, busy] = [idle, busy].map(|waits| waits.value_at_quantile(0.99) as f64 / 1e6);
        topic.line(
            what.to_owned(),
            milliseconds(busy),
            milliseconds(idle),
            busy / idle.max(1e-9),
            Some(WAIT),
        );
    }
    topic.note(format!(
        "{count} reminders of two hours before, due at one moment, sent by the process that also answers ({size} \
         bytes each). The limit is a bare loop that renders and sends such a mail ({bare_size} bytes) with the same \
         number at once over the same pool of connections, and writes nothing down. Meanwhile 80 people a second read a \
         session and 20 register; the reference is what they wait for while nothing is sent."
    ));
    site.remove().await?;
    Ok(topic)
}

/// The bare loop: reminders in a second, and their size.
async fn bare(sink: &Sink, count: u64) -> anyhow::Result<(f64, usize)> {
    let sending = bare::Running::mails(&sink.url(), count as usize)?;
    let arrived = arrivals(sink, count as usize, "bare.example").await;
    drop(sending);
    arrived
}

/// Mails in a second between the first and the last arrival, and their mean size in bytes.
async fn arrivals(sink: &Sink, count: usize, host: &str) -> anyhow::Result<(f64, usize)> {
    sink.wait_for(count, host, PATIENCE).await?;
    let taken: Vec<_> = sink.taken().into_iter().filter(|mail| mail.is_to(host)).collect();
    sink.clear();
    let (Some(first), Some(last)) = (taken.first(), taken.last()) else { return Ok((0.0, 0)) };
    let size = taken.iter().map(|mail| mail.size).sum::<usize>() / taken.len();
    Ok(((taken.len() - 1) as f64 / (last.at - first.at).as_secs_f64().max(1e-9), size))
}

/// How long people waited, in microseconds, counted from the moment at which they meant to ask.
struct Waits {
    reads: Histogram<u64>,
    registers: Histogram<u64>,
}

impl Waits {
    /// Asks at an even pace, each on a connection of its own, and waits for no answer before the next.
    async fn of(server: &Process, first: u64, is_over: impl Fn() -> bool) -> anyhow::Result<Self> {
        let mut asked = JoinSet::new();
        let start = Instant::now();
        let mut number = first;
        while !is_over() {
            let meant = start + PACE * u32::try_from(number - first)?;
            tokio::time::sleep_until(meant.into()).await;
            asked.spawn(ask(server.address, number, meant));
            number += 1;
        }
        let none = || Figures::none().latencies;
        let mut waits = Self { reads: none(), registers: none() };
        while let Some(answered) = asked.join_next().await {
            let (registers, waited) = answered??;
            let of = if registers { &mut waits.registers } else { &mut waits.reads };
            of.saturating_record(waited.as_micros() as u64);
        }
        Ok(waits)
    }
}

/// Asks, and gives whether it was to register, and how long that took.
async fn ask(server: SocketAddr, number: u64, meant: Instant) -> anyhow::Result<(bool, Duration)> {
    let registers = number.is_multiple_of(REGISTERS);
    let mut request = Vec::new();
    match registers {
        true => person::write_request(&mut request, &person::path(OTHER), OTHER, number),
        false => http::get(&mut request, &format!("/api/v1/public/sessions/{OTHER}"), ""),
    }
    let mut connection = Connection::open(server).await?;
    let status = connection.ask(&request).await?.status;
    anyhow::ensure!(status < 400, "a request was answered with {status}");
    Ok((registers, meant.elapsed()))
}
