//! How long a search takes where the program is big.

use std::sync::Arc;

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};

use crate::database::Kind;
use crate::http;
use crate::load::{Figures, Load, Until};
use crate::report::{Goal, Topic, milliseconds};
use crate::site::{Process, Site};

use super::Plan;

/// How many sessions are published, beside the demo's.
const SESSIONS: usize = 2_000;
/// Seconds within which 95 of 100 searches are answered.
const GOAL: f64 = 0.020;
/// What browsers take.
const HEADERS: &str = "accept-encoding: gzip, deflate, br\r\n";

/// Parts of German words; two or three make a compound.
const PARTS: [&str; 40] = [
    "wärme",
    "pumpen",
    "strom",
    "netz",
    "speicher",
    "batterie",
    "förderung",
    "größe",
    "prüfung",
    "energie",
    "markt",
    "preis",
    "last",
    "spitzen",
    "prozess",
    "kälte",
    "übergabe",
    "zähler",
    "daten",
    "modell",
    "anlagen",
    "führung",
    "betriebs",
    "kosten",
    "haus",
    "straßen",
    "verkehr",
    "lade",
    "säulen",
    "wasser",
    "stoff",
    "wirtschaft",
    "recht",
    "sicherheit",
    "werk",
    "planung",
    "steuerung",
    "messung",
    "bericht",
    "rechnung",
];
/// English words.
const WORDS: [&str; 40] = [
    "battery",
    "storage",
    "dispatch",
    "forecast",
    "price",
    "curve",
    "market",
    "heat",
    "pump",
    "process",
    "industrial",
    "agent",
    "document",
    "model",
    "factory",
    "meter",
    "energy",
    "carbon",
    "report",
    "audit",
    "machine",
    "maintenance",
    "sensor",
    "failure",
    "water",
    "digital",
    "twin",
    "passport",
    "supply",
    "chain",
    "solar",
    "weather",
    "feed",
    "tariff",
    "grid",
    "peak",
    "load",
    "council",
    "assistant",
    "permission",
];

pub(super) async fn measure(plan: &Plan, kind: &Kind, mut topic: Topic) -> anyhow::Result<Topic> {
    let site = Site::create(plan.binary(), kind, 1).await?;
    let mut writer = Writer(StdRng::seed_from_u64(7));
    let mut titles = Vec::new();
    for number in 0..SESSIONS {
        let (title, description) = (writer.text(6), format!("<p>{}</p>", writer.text(120)));
        let id = site.database.add_session(&format!("searched-{number}"), 100, true).await?;
        site.database.describe(id, &title, &description).await?;
        titles.push(title);
    }
    let server = site.serve(&["--no-worker"], None).await?;
    let searches: Arc<[String]> =
        titles.iter().enumerate().flat_map(|(at, title)| searches(at, title)).collect();
    let count = plan.count(4_000).min(searches.len() as u64);
    let listed = ask(&server, 1, count, |_| "/api/v1/public/sessions?limit=12".to_owned()).await?;
    let reference = listed.within(0.95).as_secs_f64();
    for (connections, goal) in [(1, Some(Goal::AtMost(1.0))), (8, None)] {
        // Every search is one that was never asked before, so that none is answered from what is kept.
        let (searches, from) = (searches.clone(), if connections == 1 { 0 } else { searches.len() / 2 });
        let count = count.min(searches.len() as u64 / 2);
        let figures = ask(&server, connections, count, move |number| {
            let search = &searches[(from + number as usize) % searches.len()];
            format!("/api/v1/public/sessions?limit=12&search={search}")
        })
        .await?;
        let took = figures.within(0.95).as_secs_f64();
        let what = format!("p95 of a search, {connections} at a time");
        topic.line(what, milliseconds(took), milliseconds(GOAL), took / GOAL, goal);
        if connections == 1 {
            let what = "the same beside the unfiltered list, which is kept".to_owned();
            topic.line(what, milliseconds(took), milliseconds(reference), took / reference.max(1e-9), None);
        }
    }
    topic.note(format!(
        "{SESSIONS} published sessions, each with a title and a description of 120 words of its own in two languages. \
         Searches are whole words, beginnings, parts of compounds and words with a slip, with umlauts and without; each \
         is asked once."
    ));
    drop(server);
    site.remove().await?;
    Ok(topic)
}

/// What people may type to find this title, as it stands in an address.
fn searches(at: usize, title: &str) -> Vec<String> {
    let words: Vec<&str> = title.split(' ').collect();
    let word = words[at % words.len()];
    let beginning: String = word.chars().take(3 + at % 5).collect();
    let end: String = word.chars().skip(word.chars().count() / 2).collect();
    let mut slip: Vec<char> = word.chars().collect();
    let middle = slip.len() / 2;
    slip.swap(middle, middle - 1);
    let plain = word.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue");
    // Spaces change nothing but the address: they make it another search each time.
    [word.to_owned(), beginning, end, slip.into_iter().collect(), plain, format!("{} {}", words[0], words[1])]
        .into_iter()
        .map(|search| form_encoded(&format!("{search}{}", " ".repeat(at % 40))))
        .collect()
}

fn form_encoded(text: &str) -> String {
    text.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() { (byte as char).to_string() } else { format!("%{byte:02X}") }
            },
        )
        .collect()
}

async fn ask(
    server: &Process,
    connections: usize,
    count: u64,
    path: impl Fn(u64) -> String + Send + 'static,
) -> anyhow::Result<Figures> {
    let load = Load {
        servers: vec![server.address],
        connections,
        until: Until::Sent(count),
        first: 0,
        write: Box::new(move |number, into| http::get(into, &path(number), HEADERS)),
        see: Box::new(|_, _, _| {}),
    };
    let figures = load.run().await?;
    figures.all_good()?;
    Ok(figures)
}

/// Writes texts of made-up words.
struct Writer(StdRng);

impl Writer {
    fn text(&mut self, words: usize) -> String {
        (0..words).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    fn word(&mut self) -> String {
        let parts = match self.0.random_range(0..10) {
            0..5 => return WORDS.choose(&mut self.0).copied().unwrap_or_default().to_owned(),
            5..9 => 2,
            _ => 3,
        };
        (0..parts).filter_map(|_| PARTS.choose(&mut self.0).copied()).collect()
    }
}
