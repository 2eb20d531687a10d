//! The program under measurement: its own folder, database and processes.

use std::fs::File;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};

use crate::clock::new_id;
use crate::database::{self, Database, Kind};
use crate::http::{self, Connection};

/// How long a process may take to answer for the first time.
const PATIENCE: Duration = Duration::from_secs(30);

/// A seeded installation.
pub struct Site {
    binary: PathBuf,
    folder: PathBuf,
    kind: Kind,
    url: String,
    /// The same database, for fixtures and counts.
    pub database: Database,
}

impl Site {
    /// Makes one with the demo's data, `scale` times as many registrations. Its files lie beside the binary's
    /// folder, on a real disk.
    ///
    /// # Errors
    /// Where it can't be made.
    pub async fn create(binary: &Path, kind: &Kind, scale: usize) -> anyhow::Result<Self> {
        let binary = binary.canonicalize().with_context(|| format!("{} is not built", binary.display()))?;
        let near = binary.parent().and_then(Path::parent).context("the binary lies in no folder")?;
        let folder = near.join("bench").join(new_id().simple().to_string());
        std::fs::create_dir_all(&folder)?;
        let url = database::create(kind, &folder).await?;
        let seed = ["seed", "--demo", "--scale", &scale.to_string()].map(str::to_owned);
        run(&binary, &folder, &url, &seed)?;
        let database = Database::open(&url).await?;
        Ok(Self { binary, folder, kind: kind.clone(), url, database })
    }

    /// Removes all of it.
    ///
    /// # Errors
    /// Where something is still in use.
    pub async fn remove(self) -> anyhow::Result<()> {
        drop(self.database);
        database::remove(&self.kind, &self.url).await?;
        Ok(std::fs::remove_dir_all(&self.folder)?)
    }

    /// Serves on a free port until it is dropped; gives the server when it has answered.
    ///
    /// # Errors
    /// With the log's end where it doesn't answer.
    pub async fn serve(&self, arguments: &[&str], smtp: Option<&str>) -> anyhow::Result<Process> {
        let arguments: Vec<&str> = std::iter::once("serve").chain(arguments.iter().copied()).collect();
        let address = free_port()?;
        let start = Instant::now();
        let mut process = self.start(&arguments, address, smtp)?;
        loop {
            match first_answer(address).await {
                Ok(200) => break,
                Ok(status) => bail!("the first answer is {status}"),
                Err(_) => tokio::time::sleep(Duration::from_millis(1)).await,
            }
            if start.elapsed() > PATIENCE || process.child.try_wait()?.is_some() {
                bail!("the server doesn't answer; its log ends:\n{}", self.log_end());
            }
        }
        process.first_answer = start.elapsed();
        Ok(process)
    }

    /// What `magnetiq doctor` says when it is content.
    ///
    /// # Errors
    /// With what it found.
    pub fn doctor(&self) -> anyhow::Result<String> {
        run(&self.binary, &self.folder, &self.url, &["doctor".to_owned()])
    }

    fn start(&self, arguments: &[&str], address: SocketAddr, smtp: Option<&str>) -> anyhow::Result<Process> {
        let log = File::options().create(true).append(true).open(self.folder.join("log"))?;
        let mut command = command(&self.binary, &self.folder, &self.url);
        command.args(arguments).env("MAGNETIQ_LISTEN", address.to_string());
        if let Some(smtp) = smtp {
            command.env("MAGNETIQ_SMTP_URL", smtp);
        }
        let child = command.stdout(log.try_clone()?).stderr(log).spawn()?;
        Ok(Process { child, address, first_answer: Duration::ZERO })
    }

    /// What its processes have said.
    pub fn said(&self) -> String {
        std::fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }

    fn log_end(&self) -> String {
        let log = self.said();
        let lines: Vec<_> = log.lines().rev().take(10).collect();
        lines.into_iter().rev().collect::<Vec<_>>().join("\n")
    }
}

/// A process of the program; dropped, it is killed.
pub struct Process {
    child: Child,
    /// Where it listens, if it serves.
    pub address: SocketAddr,
    /// From its start to its first answer.
    pub first_answer: Duration,
}

impl Process {
    /// Ends it at once, as a crash would (SIGKILL), and waits until it is gone.
    pub fn kill(&mut self) {
        // Both fail only where it has ended already.
        self.child.kill().ok();
        self.child.wait().ok();
    }

    /// Its resident memory, in bytes.
    ///
    /// # Errors
    /// Where the machine doesn't tell.
    pub fn resident(&self) -> anyhow::Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
        let kilobytes: u64 = line.trim().trim_end_matches(" kB").trim().parse()?;
        Ok(kilobytes * 1_024)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

fn command(binary: &Path, folder: &Path, database: &str) -> Command {
    let mut command = Command::new(binary);
    command
        .env_remove("MAGNETIQ_SMTP_URL")
        .env("MAGNETIQ_DATA_DIR", folder)
        .env("MAGNETIQ_DATABASE_URL", database)
        .env("MAGNETIQ_BASE_URL", "http://webinars.example")
        .env("MAGNETIQ_RATE_LIMITS", "off")
        .stdin(Stdio::null());
    command
}

fn run(binary: &Path, folder: &Path, database: &str, arguments: &[String]) -> anyhow::Result<String> {
    let done = command(binary, folder, database).args(arguments).output()?;
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&done.stderr);
    ensure!(done.status.success(), "magnetiq {} failed:\n{said}{complaint}", arguments.join(" "));
    Ok(said)
}

/// A port that nobody listens on.
pub fn free_port() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}

async fn first_answer(address: SocketAddr) -> std::io::Result<u16> {
    let mut request = Vec::new();
    http::get(&mut request, "/api/v1/public/site", "");
    Ok(Connection::open(address).await?.ask(&request).await?.status)
}
