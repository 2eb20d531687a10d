//! How many mails get from the queue to the mail server in a second.

use std::time::Duration;

use crate::bare;
use crate::database::Kind;
use crate::load::Until;
use crate::report::{Goal, Topic, rate};
use crate::sink::Sink;
use crate::site::Site;

use super::{Plan, ROUNDS, middle, ratio, registrations};

/// Mails in each round.
const MAILS: u64 = 3_000;
const PATIENCE: Duration = Duration::from_secs(120);
const GOAL: f64 = 0.5;

pub(super) async fn measure(plan: &Plan, kind: &Kind, mut topic: Topic) -> anyhow::Result<Topic> {
    let site = Site::create(plan.binary(), kind, 1).await?;
    site.database.add_session("measured", 100_000_000, true).await?;
    let sink = Sink::start(Duration::ZERO).await?;
    let count = plan.count(MAILS);
    let (mut values, mut limits, mut next, mut sizes) = (Vec::new(), Vec::new(), 1, (0, 0));
    for _ in 0..ROUNDS {
        let server = site.serve(&["--no-worker"], None).await?;
        registrations::register(&server, 64, Until::Sent(count), &mut next).await?;
        drop(server);

        let sending = bare::Running::mails(&sink.url(), count as usize)?;
        let (bare, bare_size) = arrivals(&sink, count as usize).await?;
        drop(sending);
        let working = site.work(&sink.url())?;
        let (value, size) = arrivals(&sink, count as usize).await?;
        // What has arrived is written down within moments; else the next round would send it once more.
        tokio::time::sleep(Duration::from_secs(1)).await;
        drop(working);
        limits.push(bare);
        values.push(value);
        sizes = (size, bare_size);
    }
    let ratio = ratio(&values, &limits);
    let what = "mails/s from the queue to the mail server".to_owned();
    topic.line(what, rate(middle(values)), rate(middle(limits)), ratio, Some(Goal::AtLeast(GOAL)));
    topic.note(format!(
        "{count} validation mails that registrations queued, then sent by `magnetiq worker` ({} bytes each). The \
         limit is a bare loop that renders and sends the same mail ({} bytes) with the same number at once over the \
         same pool of connections, and writes nothing down.",
        sizes.0, sizes.1
    ));
    site.remove().await?;
    Ok(topic)
}

/// Mails in a second between the first and the last arrival, and their mean size in bytes.
async fn arrivals(sink: &Sink, count: usize) -> anyhow::Result<(f64, usize)> {
    sink.wait_for(count, PATIENCE).await?;
    let taken = sink.taken();
    sink.clear();
    let (Some(first), Some(last)) = (taken.first(), taken.last()) else { return Ok((0.0, 0)) };
    let size = taken.iter().map(|mail| mail.size).sum::<usize>() / taken.len();
    Ok(((taken.len() - 1) as f64 / (last.at - first.at).as_secs_f64().max(1e-9), size))
}
