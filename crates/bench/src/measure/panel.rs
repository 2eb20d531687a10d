//! How long the panel's lists take in a big house: all that lies between a click and the rows.

use std::time::{Duration, Instant};

use anyhow::Context;
use serde_json::{Value, json};

use crate::database::{Database, Kind};
use crate::http::{self, Connection};
use crate::load::{Figures, Load, Until};
use crate::report::{Goal, Topic, mebibytes, milliseconds};
use crate::site::{Process, Site};
use crate::with_pool;

use super::Plan;

/// The demo has 2,000 registrations.
const SCALE: usize = 50;
/// How many sessions there are beside the demo's.
const SESSIONS: usize = 2_000;
/// Seconds within which 95 of 100 pages are answered.
const GOAL: f64 = 0.050;

/// What is asked for, and the statement that gives its rows to whoever does nothing else with them.
struct List {
    what: &'static str,
    path: &'static str,
    bare: &'static str,
}

impl List {
    /// The dashboard puts many figures together, and is no list.
    fn is_list(&self) -> bool {
        self.path != "dashboard"
    }
}

const LISTS: [List; 10] = [
    List {
        what: "sessions, the first 50",
        path: "sessions?limit=50",
        bare: "SELECT s.*, t.title AS topic_title, p.first_name, p.last_name FROM sessions s \
               JOIN topics t ON t.id = s.topic_id JOIN speakers p ON p.id = s.speaker_id \
               ORDER BY s.starts_at, s.id LIMIT 50",
    },
    List {
        what: "sessions, searched",
        path: "sessions?limit=50&search=measured%20session&status=published",
        bare: "SELECT s.*, t.title AS topic_title, p.first_name, p.last_name FROM sessions s \
               JOIN topics t ON t.id = s.topic_id JOIN speakers p ON p.id = s.speaker_id \
               WHERE s.status = 'published' AND (lower(CAST(s.title AS text)) LIKE '%measured%' \
               OR lower(CAST(t.title AS text)) LIKE '%measured%') ORDER BY s.starts_at, s.id LIMIT 50",
    },
    List {
        what: "sessions, counted by state",
        path: "sessions/counts",
        bare: "SELECT status, count(*) FROM sessions GROUP BY status",
    },
    List {
        what: "topics, the first 50",
        path: "topics?limit=50",
        bare: "SELECT t.*, c.name AS category FROM topics t JOIN categories c ON c.id = t.category_id",
    },
    List {
        what: "registrations, the newest 50",
        path: "registrations?limit=50",
        bare: "SELECT r.*, s.slug, s.title FROM registrations r JOIN sessions s ON s.id = r.session_id \
               ORDER BY r.registered_at DESC, r.id DESC LIMIT 50",
    },
    List {
        what: "registrations, of two states and a language",
        path: "registrations?limit=50&status=confirmed,waitlisted&language=de",
        bare: "SELECT r.*, s.slug, s.title FROM registrations r JOIN sessions s ON s.id = r.session_id \
               WHERE r.status = 'confirmed' AND r.language = 'de' ORDER BY r.registered_at DESC, r.id DESC LIMIT 50",
    },
    List {
        what: "registrations, by name",
        path: "registrations?limit=50&sort=name",
        bare: "SELECT r.* FROM registrations r ORDER BY lower(last_name || ' ' || first_name), r.id LIMIT 50",
    },
    List {
        what: "registrations, searched for what nobody has",
        path: "registrations?limit=50&search=zzyzx",
        bare: "SELECT r.* FROM registrations r WHERE words LIKE '%zzyzx%' ORDER BY registered_at DESC, id DESC LIMIT 50",
    },
    List {
        what: "registrations, counted by state",
        path: "registrations/counts",
        bare: "SELECT status, count(*) FROM registrations GROUP BY status",
    },
    List {
        what: "dashboard",
        path: "dashboard",
        bare: "SELECT registered_at / 3600000 AS hour, count(*) FROM registrations \
               WHERE registered_at >= (SELECT max(registered_at) FROM registrations) - 7257600000 GROUP BY 1",
    },
];

pub(super) async fn measure(plan: &Plan, kind: &Kind, mut topic: Topic) -> anyhow::Result<Topic> {
    let site = Site::create(plan.binary(), kind, SCALE).await?;
    for number in 0..SESSIONS {
        let id = site.database.add_session(&format!("measured-{number}"), 100, true).await?;
        site.database.describe(id, &format!("Measured session {number}"), "<p>One of many.</p>").await?;
    }
    // As the databases leave themselves when they have some rest.
    site.database.run(if matches!(kind, Kind::Sqlite) { "ANALYZE" } else { "VACUUM (ANALYZE)" }).await?;
    let server = site.serve(&["--no-worker", "--demo"], None).await?;
    let bearer = format!("authorization: Bearer {}\r\n", token(&site, &server).await?);
    for list in LISTS {
        let count = plan.count(200);
        let took = ask(&server, list.path, &bearer, count).await?.within(0.95).as_secs_f64();
        let bare = bare(&site.database, list.bare, count).await?.as_secs_f64();
        let what = format!("p95 of {}", list.what);
        let goal = list.is_list().then_some(Goal::AtMost(1.0));
        topic.line(what, milliseconds(took), milliseconds(GOAL), took / GOAL, goal);
        let what = "the same beside its bare statement".to_owned();
        topic.line(what, milliseconds(took), milliseconds(bare), took / bare.max(1e-9), None);
    }
    for format in ["csv", "xlsx"] {
        export(&site, &server, &bearer, (plan, format), &mut topic).await?;
    }
    topic.note(format!(
        "100,000 registrations and {SESSIONS} sessions beside the demo's, one question at a time, by an application's \
         token. The bare statement gives the rows of one page over one connection, and nothing of what stands around \
         them: of the dashboard, which is no list and has no goal, it is one of its 30 statements."
    ));
    drop(server);
    site.remove().await?;
    Ok(topic)
}

/// All registrations as a file, with what others wait meanwhile and what it takes of memory.
async fn export(
    site: &Site,
    server: &Process,
    bearer: &str,
    (plan, format): (&Plan, &'static str),
    topic: &mut Topic,
) -> anyhow::Result<()> {
    let before = server.resident()?;
    let (address, headers) = (server.address, bearer.to_owned());
    let file = tokio::spawn(async move {
        let start = Instant::now();
        let mut request = Vec::new();
        http::get(&mut request, &format!("/api/v1/registrations/export?format={format}"), &headers);
        let mut line = Connection::open(address).await?;
        let answer = line.ask(&request).await?;
        anyhow::ensure!(answer.status == 200, "the export answers {}", answer.status);
        Ok((start.elapsed().as_secs_f64(), answer.body.len() as f64 / 1_048_576.0))
    });
    let newest = "registrations?limit=50";
    let meanwhile = ask(server, newest, bearer, plan.count(100)).await?.within(0.95).as_secs_f64();
    let (took, size) = file.await??;
    let all = "SELECT r.*, s.slug, s.title FROM registrations r JOIN sessions s ON s.id = r.session_id";
    let bare = bare(&site.database, all, 1).await?.as_secs_f64();
    let what = |rest: &str| format!("{rest} of all registrations as {format}");
    topic.line(what("the file"), milliseconds(took), milliseconds(bare), took / bare.max(1e-9), None);
    let waited = what("p95 of the newest 50 during the file");
    topic.line(
        waited,
        milliseconds(meanwhile),
        milliseconds(GOAL),
        meanwhile / GOAL,
        Some(Goal::AtMost(1.0)),
    );
    let more = server.resident()?.saturating_sub(before) as f64 / 1_048_576.0;
    topic.line(what("memory taken by the file"), mebibytes(more), mebibytes(size), more / size, None);
    Ok(())
}

/// A token that may read everything, made as the demo's admin makes it.
async fn token(site: &Site, server: &Process) -> anyhow::Result<String> {
    let said = site.said();
    let line = said.lines().rev().find(|line| line.contains(", password ")).context("no admin's password")?;
    let (before, password) = line.rsplit_once(", password ").unwrap_or_default();
    let email = before.rsplit(' ').next().unwrap_or_default();
    let admin = json!({ "email": email, "password": password.trim() });
    let signed_in = post(server, "auth/sign-in", "", &admin).await?;
    let access = signed_in["accessToken"].as_str().context("no access token")?;
    let scopes =
        ["topics:read", "sessions:read", "registrations:read", "registrations:export", "analytics:read"];
    let expires = chrono::DateTime::from_timestamp_millis(crate::clock::now_millis() + 24 * 3_600_000);
    let wish = json!({ "name": "Bench", "scopes": scopes, "expiresAt": expires });
    let made = post(server, "api-tokens", &format!("authorization: Bearer {access}\r\n"), &wish).await?;
    Ok(made["token"].as_str().context("no token")?.to_owned())
}

async fn post(server: &Process, path: &str, headers: &str, body: &Value) -> anyhow::Result<Value> {
    let mut request = Vec::new();
    http::post(&mut request, &format!("/api/v1/{path}"), headers, &body.to_string());
    let mut line = Connection::open(server.address).await?;
    let answer = line.ask(&request).await?;
    anyhow::ensure!(answer.status < 300, "{path} answers {}", answer.status);
    Ok(serde_json::from_slice(answer.body)?)
}

async fn ask(server: &Process, path: &'static str, headers: &str, count: u64) -> anyhow::Result<Figures> {
    let headers = headers.to_owned();
    let load = Load {
        servers: vec![server.address],
        connections: 1,
        until: Until::Sent(count),
        first: 0,
        write: Box::new(move |_, into| http::get(into, &format!("/api/v1/{path}"), &headers)),
        see: Box::new(|_, _, _| {}),
    };
    let figures = load.run().await?;
    figures.all_good()?;
    Ok(figures)
}

/// Within what time 95 of 100 runs of the statement gave all their rows.
async fn bare(database: &Database, sql: &'static str, count: u64) -> anyhow::Result<Duration> {
    let mut times = Vec::new();
    for _ in 0..count {
        let start = Instant::now();
        with_pool!(database, pool => drop(sqlx::query(sql).fetch_all(pool).await?));
        times.push(start.elapsed());
    }
    times.sort_unstable();
    Ok(times.get(times.len() * 95 / 100).copied().unwrap_or_default())
}
