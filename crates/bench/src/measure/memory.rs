//! How much memory the serving process holds, and how soon it answers.

use std::time::Duration;

use crate::database::Kind;
use crate::http;
use crate::load::{Load, Until};
use crate::report::{Goal, Topic, mebibytes, milliseconds};
use crate::site::{Process, Site};

use super::{Plan, ROUNDS, middle, registrations};

/// MiB that the process may hold: after its first answer; with 100,000 registrations and some load behind it.
const GOALS: (f64, f64) = (100.0, 200.0);
/// Seconds from the start to the first answer.
const START: f64 = 1.0;
/// The demo has 2,000 registrations.
const SCALE: usize = 50;

pub(super) async fn measure(plan: &Plan, kind: &Kind, mut topic: Topic) -> anyhow::Result<Topic> {
    let site = Site::create(plan.binary(), kind, 1).await?;
    let mut starts = Vec::new();
    let mut idle = 0;
    for _ in 0..ROUNDS {
        let server = site.serve(&[], None).await?;
        starts.push(server.first_answer.as_secs_f64());
        tokio::time::sleep(Duration::from_millis(500)).await;
        idle = server.resident()?;
    }
    site.remove().await?;
    let start = middle(starts);
    topic.line(
        "from start to first answer".to_owned(),
        milliseconds(start),
        milliseconds(START),
        start / START,
        Some(Goal::AtMost(1.0)),
    );
    held(&mut topic, "resident memory, idle", idle, GOALS.0);

    let site = Site::create(plan.binary(), kind, SCALE).await?;
    site.database.add_session("measured", 100_000_000, true).await?;
    let server = site.serve(&[], None).await?;
    read_everything(&server, plan.time(3.0)).await?;
    registrations::register(&server, 200, Until::Sent(plan.count(5_000)), &mut 1).await?;
    held(&mut topic, "resident memory, 100,000 registrations, after load", server.resident()?, GOALS.1);
    topic.note(
        "VmRSS of the process that serves and works. The load: overview, landing and pages read by 64 for some \
         seconds, then 5,000 registrations by 200."
            .to_owned(),
    );
    drop(server);
    site.remove().await?;
    Ok(topic)
}

fn held(topic: &mut Topic, what: &str, bytes: u64, allowed: f64) {
    let held = bytes as f64 / 1_048_576.0;
    let goal = Some(Goal::AtMost(1.0));
    topic.line(what.to_owned(), mebibytes(held), mebibytes(allowed), held / allowed, goal);
}

/// Reads the public addresses in turn.
async fn read_everything(server: &Process, time: Duration) -> anyhow::Result<()> {
    const PATHS: [&str; 5] = [
        "/webinars",
        "/webinars/measured",
        "/de/webinare",
        "/api/v1/public/sessions?limit=50",
        "/api/v1/public/sessions/measured",
    ];
    let load = Load {
        servers: vec![server.address],
        connections: 64,
        until: Until::Passed(time),
        first: 0,
        write: Box::new(|number, into| {
            let path = PATHS[number as usize % PATHS.len()];
            http::get(into, path, "accept-encoding: br\r\n");
        }),
        see: Box::new(|_, _, _| {}),
    };
    load.run().await?.all_good()
}
