//! The limits: the least that could do the same work on this machine. They run as processes of their own, as the
//! program does.

mod mails;
mod pages;
mod rows;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use clap::Subcommand;

use crate::http::Connection;
use crate::site::free_port;

pub use rows::Rows;

/// A limit, as a process.
#[derive(Clone, Debug, Subcommand)]
pub enum Bare {
    /// Answers every request with the bytes of a file.
    Pages {
        /// Where to listen.
        listen: SocketAddr,
        /// The answer's media type.
        media_type: String,
        /// The answer.
        file: PathBuf,
    },
    /// Renders and sends reminders.
    Mails {
        /// The mail server.
        smtp: String,
        /// How many.
        count: usize,
    },
}

impl Bare {
    /// Does its work.
    ///
    /// # Errors
    /// Where it can't.
    pub fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Pages { listen, media_type, file } => {
                pages::serve(listen, media_type, std::fs::read(file)?)
            }
            Self::Mails { smtp, count } => mails::send(&smtp, count),
        }
    }
}

/// A running limit; dropped, it is killed.
pub struct Running {
    child: Child,
    /// Where it listens, if it serves.
    pub address: SocketAddr,
}

impl Running {
    /// Starts a server of these bytes and waits until it listens.
    ///
    /// # Errors
    /// Where it doesn't.
    pub async fn pages(media_type: &str, file: &std::path::Path) -> anyhow::Result<Self> {
        let address = free_port()?;
        let arguments = ["pages", &address.to_string(), media_type, &file.display().to_string()];
        let running = Self::start(&arguments, address)?;
        let start = Instant::now();
        while let Err(error) = Connection::open(address).await {
            anyhow::ensure!(
                start.elapsed() < Duration::from_secs(10),
                "the bare server doesn't listen: {error}"
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Ok(running)
    }

    /// Starts sending.
    ///
    /// # Errors
    /// Where it can't be started.
    pub fn mails(smtp: &str, count: usize) -> anyhow::Result<Self> {
        Self::start(&["mails", smtp, &count.to_string()], SocketAddr::from(([127, 0, 0, 1], 0)))
    }

    fn start(arguments: &[&str], address: SocketAddr) -> anyhow::Result<Self> {
        let own = std::env::current_exe()?;
        let child = Command::new(own).arg("bare").args(arguments).stdin(Stdio::null()).spawn()?;
        Ok(Self { child, address })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail only where it has ended already.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
