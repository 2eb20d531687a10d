//! How many registrations are taken in a second, and how long one takes.

use crate::bare::Rows;
use crate::database::Kind;
use crate::load::{Figures, Load, Until};
use crate::person;
use crate::report::{Goal, Topic, milliseconds, rate};
use crate::site::{Process, Site};

use super::{Plan, ROUNDS, middle, ratio};

const SLUG: &str = "measured";
/// Seats enough for everybody.
const SEATS: i32 = 100_000_000;

/// Connections, seconds in each round, and at least how much of the bare loop's rate is to be reached.
const STEPS: [(usize, f64, Option<f64>); 4] =
    [(1, 1.5, Some(0.4)), (32, 1.5, None), (200, 2.5, Some(5.0)), (1_000, 3.0, None)];
/// The slowest hundredth at 1,000 may take so many times what the rate implies.
const PATIENCE: f64 = 4.0;

pub(super) async fn measure(plan: &Plan, kind: &Kind, mut topic: Topic) -> anyhow::Result<Topic> {
    let site = Site::create(plan.binary(), kind, 1).await?;
    site.database.add_session(SLUG, SEATS, true).await?;
    let bare_session = site.database.add_session("bare", SEATS, true).await?;
    let mut bare = Rows::new(site.database.clone(), bare_session);
    let server = site.serve(&["--no-worker"], None).await?;

    let mut next = 1;
    register(&server, 32, Until::Passed(plan.time(0.5)), &mut next).await?;
    bare.write_for(plan.time(0.5)).await?;
    let mut limits = Vec::new();
    let mut rounds: [Vec<Figures>; STEPS.len()] = Default::default();
    for _ in 0..ROUNDS {
        limits.push(bare.write_for(plan.time(1.5)).await?);
        for ((connections, seconds, _), figures) in STEPS.iter().zip(&mut rounds) {
            let until = Until::Passed(plan.time(*seconds));
            figures.push(register(&server, *connections, until, &mut next).await?);
        }
    }
    report(&mut topic, &limits, &rounds);
    drop(server);
    topic.note(format!(
        "The limit is a bare sqlx loop that commits the same rows, one registration in each transaction: {} \
         registrations/s here. Answers are durable, and the job of the validation mail is in the same transaction.",
        rate(middle(limits))
    ));
    site.remove().await?;
    Ok(topic)
}

fn report(topic: &mut Topic, limits: &[f64], rounds: &[Vec<Figures>; STEPS.len()]) {
    for ((connections, _, goal), figures) in STEPS.into_iter().zip(rounds) {
        let rates: Vec<f64> = figures.iter().map(Figures::per_second).collect();
        let what = format!("registrations/s, {connections} at a time");
        let goal = goal.map(Goal::AtLeast);
        topic.line(
            what,
            rate(middle(rates.clone())),
            rate(middle(limits.to_vec())),
            ratio(&rates, limits),
            goal,
        );
    }
    for ((connections, ..), figures) in STEPS.into_iter().zip(rounds) {
        let mut all = Figures::none();
        figures.iter().for_each(|round| all.add(round));
        let implied = connections as f64 / all.per_second().max(1e-9);
        for (name, share) in [("p50", 0.5), ("p99", 0.99)] {
            let took = all.within(share).as_secs_f64();
            let goal = (connections == 1_000 && share > 0.9).then_some(Goal::AtMost(PATIENCE));
            let what = format!("{name} of a registration, {connections} at a time");
            topic.line(what, milliseconds(took), milliseconds(implied), took / implied, goal);
        }
    }
    topic.note(
        "The reference of a latency is what the rate implies: so many at a time divided by registrations/s."
            .to_owned(),
    );
}

/// Registers new people until it is enough; fails unless each of them is taken.
pub(super) async fn register(
    server: &Process,
    connections: usize,
    until: Until,
    next: &mut u64,
) -> anyhow::Result<Figures> {
    let path = person::path(SLUG);
    let load = Load {
        servers: vec![server.address],
        connections,
        until,
        first: *next,
        write: Box::new(move |number, into| person::write_request(into, &path, "measured", number)),
        see: Box::new(|_, _, _| {}),
    };
    let figures = load.run().await?;
    figures.all_good()?;
    *next += figures.sent;
    Ok(figures)
}
