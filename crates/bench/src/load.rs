//! Load: so many connections, each of which sends its next request when the last one is answered.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};

use hdrhistogram::Histogram;
use tokio::task::LocalSet;

use crate::http::Connection;

/// Longest time that is told apart, in microseconds.
const LONGEST: u64 = 120_000_000;

/// When a load ends. What has been sent is always waited for.
#[derive(Clone, Copy, Debug)]
pub enum Until {
    /// So long after the first request.
    Passed(Duration),
    /// So many requests of all connections.
    Sent(u64),
    /// So many requests of each connection.
    EachSent(u64),
}

/// Writes the request of this number into the buffer, which holds the one before.
pub type Write = Box<dyn Fn(u64, &mut Vec<u8>) + Send>;
/// Is told of every answer: the request's number, the status, the body.
pub type See = Box<dyn FnMut(u64, u16, &[u8]) + Send>;

/// A load to be put on a server.
pub struct Load {
    /// The servers; connections are dealt out in turn.
    pub servers: Vec<SocketAddr>,
    /// How many connections, and so how many requests are open at a time.
    pub connections: usize,
    /// When it ends.
    pub until: Until,
    /// The number of the first request.
    pub first: u64,
    /// Makes the requests.
    pub write: Write,
    /// Looks at the answers.
    pub see: See,
}

/// What a load came to.
#[derive(Clone, Debug)]
pub struct Figures {
    /// Requests sent.
    pub sent: u64,
    /// Complete answers, by status.
    pub answers: BTreeMap<u16, u64>,
    /// Requests whose connection broke before the answer.
    pub unanswered: u64,
    /// From the first request to the last answer.
    pub elapsed: Duration,
    /// Microseconds from a request to its answer.
    pub latencies: Histogram<u64>,
}

impl Figures {
    /// Nothing yet.
    pub fn none() -> Self {
        // Three digits of a bounded time: these bounds are always taken.
        let latencies = Histogram::new_with_bounds(1, LONGEST, 3).unwrap_or_else(|error| panic!("{error}"));
        Self { sent: 0, answers: BTreeMap::new(), unanswered: 0, elapsed: Duration::ZERO, latencies }
    }

    /// Answers of all kinds.
    pub fn answered(&self) -> u64 {
        self.answers.values().sum()
    }

    /// Answers with a status below 400.
    pub fn good(&self) -> u64 {
        self.answers.range(..400).map(|(_, count)| count).sum()
    }

    /// Good answers in a second.
    pub fn per_second(&self) -> f64 {
        self.good() as f64 / self.elapsed.as_secs_f64().max(1e-9)
    }

    /// The time within which this share of the requests was answered, 0 to 1.
    pub fn within(&self, share: f64) -> Duration {
        Duration::from_micros(self.latencies.value_at_quantile(share))
    }

    /// Takes in what another load of the same kind came to.
    pub fn add(&mut self, other: &Self) {
        self.sent += other.sent;
        self.unanswered += other.unanswered;
        self.elapsed += other.elapsed;
        for (status, count) in &other.answers {
            *self.answers.entry(*status).or_default() += count;
        }
        self.latencies.add(&other.latencies).unwrap_or_else(|error| panic!("same bounds: {error}"));
    }

    /// Fails unless every request got a good answer.
    ///
    /// # Errors
    /// With what was answered instead.
    pub fn all_good(&self) -> anyhow::Result<()> {
        anyhow::ensure!(
            self.unanswered == 0 && self.good() == self.sent,
            "of {} requests {} were not answered; answers: {:?}",
            self.sent,
            self.unanswered,
            self.answers
        );
        Ok(())
    }
}

impl Load {
    /// Puts the load on, in a thread of its own, and waits for its end.
    ///
    /// # Errors
    /// Where no connection can be made at the start.
    pub async fn run(self) -> anyhow::Result<Figures> {
        tokio::task::spawn_blocking(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            LocalSet::new().block_on(&runtime, self.drive())
        })
        .await?
    }

    async fn drive(self) -> anyhow::Result<Figures> {
        let mut lines = Vec::with_capacity(self.connections);
        for number in 0..self.connections {
            let server = self.servers[number % self.servers.len()];
            lines.push((Connection::open(server).await?, server));
        }
        let each = if let Until::EachSent(each) = self.until { each } else { u64::MAX };
        let shared = Rc::new(Shared {
            next: Cell::new(self.first),
            last: if let Until::Sent(all) = self.until { self.first + all } else { u64::MAX },
            stop: if let Until::Passed(time) = self.until { Some(Instant::now() + time) } else { None },
            write: self.write,
            see: RefCell::new(self.see),
            figures: RefCell::new(Figures::none()),
        });
        let start = Instant::now();
        let tasks: Vec<_> = lines
            .into_iter()
            .map(|(line, server)| tokio::task::spawn_local(talk(shared.clone(), line, server, each)))
            .collect();
        for task in tasks {
            task.await?;
        }
        let mut figures = shared.figures.replace(Figures::none());
        figures.elapsed = start.elapsed();
        Ok(figures)
    }
}

struct Shared {
    next: Cell<u64>,
    last: u64,
    stop: Option<Instant>,
    write: Write,
    see: RefCell<See>,
    figures: RefCell<Figures>,
}

impl Shared {
    fn take(&self) -> Option<u64> {
        let number = self.next.get();
        let more = number < self.last && self.stop.is_none_or(|stop| Instant::now() < stop);
        more.then(|| {
            self.next.set(number + 1);
            self.figures.borrow_mut().sent += 1;
            number
        })
    }
}

async fn talk(shared: Rc<Shared>, mut line: Connection, server: SocketAddr, each: u64) {
    let mut request = Vec::with_capacity(1_024);
    for _ in 0..each {
        let Some(number) = shared.take() else { return };
        (shared.write)(number, &mut request);
        let sent = Instant::now();
        let closes = match line.ask(&request).await {
            Ok(answer) => {
                let mut figures = shared.figures.borrow_mut();
                figures.latencies.saturating_record(sent.elapsed().as_micros() as u64);
                *figures.answers.entry(answer.status).or_default() += 1;
                (shared.see.borrow_mut())(number, answer.status, answer.body);
                answer.closes
            }
            Err(_) => {
                shared.figures.borrow_mut().unanswered += 1;
                true
            }
        };
        if closes {
            match Connection::open(server).await {
                Ok(fresh) => line = fresh,
                Err(_) => return,
            }
        }
    }
}
