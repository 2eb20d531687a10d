//! How many pages are read in a second.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::bare;
use crate::database::Kind;
use crate::http::{self, Connection};
use crate::load::{Figures, Load, Until};
use crate::report::{Goal, Topic, rate};
use crate::site::Site;

use super::{Plan, ROUNDS, middle, ratio};

const CONNECTIONS: usize = 64;
/// What browsers take.
const HEADERS: &str = "accept-encoding: gzip, deflate, br\r\n";
const GOAL: f64 = 0.7;

pub(super) async fn measure(plan: &Plan, mut topic: Topic) -> anyhow::Result<Topic> {
    let site = Site::create(plan.binary(), &Kind::Sqlite, 1).await?;
    let slug = "measured";
    site.database.add_session(slug, 500, true).await?;
    let server = site.serve(&["--no-worker"], None).await?;
    let pages = [
        ("overview (JSON)", "application/json", "/api/v1/public/sessions".to_owned()),
        ("landing (JSON)", "application/json", format!("/api/v1/public/sessions/{slug}")),
        ("overview (page)", "text/html; charset=utf-8", "/webinars".to_owned()),
        ("landing (page)", "text/html; charset=utf-8", format!("/webinars/{slug}")),
    ];
    for (name, media_type, path) in pages {
        let body = fetch(server.address, &path).await?;
        let file = Temporary::write(plan.binary(), &body)?;
        let bare = bare::Running::pages(media_type, &file.0).await?;
        let (mut values, mut limits) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            limits.push(read(bare.address, &path, plan.time(1.5)).await?.per_second());
            values.push(read(server.address, &path, plan.time(1.5)).await?.per_second());
        }
        let what = format!("{name}, reads/s, {} bytes", body.len());
        let ratio = ratio(&values, &limits);
        topic.line(what, rate(middle(values)), rate(middle(limits)), ratio, Some(Goal::AtLeast(GOAL)));
    }
    topic.note(format!(
        "{CONNECTIONS} readers at a time, brotli accepted. The limit is a bare actix-web handler that answers the \
         same bytes out of memory."
    ));
    drop(server);
    site.remove().await?;
    Ok(topic)
}

async fn fetch(address: std::net::SocketAddr, path: &str) -> anyhow::Result<Vec<u8>> {
    let mut request = Vec::new();
    http::get(&mut request, path, HEADERS);
    let mut connection = Connection::open(address).await?;
    let answer = connection.ask(&request).await?;
    anyhow::ensure!(answer.status == 200, "{path} answers {}", answer.status);
    Ok(answer.body.to_vec())
}

async fn read(address: std::net::SocketAddr, path: &str, time: Duration) -> anyhow::Result<Figures> {
    let mut request = Vec::new();
    http::get(&mut request, path, HEADERS);
    let load = Load {
        servers: vec![address],
        connections: CONNECTIONS,
        until: Until::Passed(time),
        first: 0,
        write: Box::new(move |_, into| into.clone_from(&request)),
        see: Box::new(|_, _, _| {}),
    };
    let figures = load.run().await?;
    figures.all_good()?;
    Ok(figures)
}

/// A file that is gone when it is dropped.
struct Temporary(PathBuf);

impl Temporary {
    fn write(near: &Path, bytes: &[u8]) -> anyhow::Result<Self> {
        let path = near.with_file_name(format!("bench-page-{}", std::process::id()));
        std::fs::write(&path, bytes)?;
        Ok(Self(path))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        std::fs::remove_file(&self.0).ok();
    }
}
