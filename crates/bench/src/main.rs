//! Measures the delivered program against the limits of the same machine (`just bench`), and proves what it does
//! when a crowd comes or a process dies (`just proof`).

mod bare;
mod clock;
mod database;
mod http;
mod load;
mod measure;
mod person;
mod proof;
mod report;
mod sink;
mod site;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};

use bare::Bare;
use database::Kind;
use measure::{Foreign, Plan};

/// Measures Magnetiq Webinars, or another server with the same client.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    common: Common,
    /// Measure only topics whose name contains this.
    #[arg(long)]
    only: Option<String>,
    /// How many times as long as usual to measure.
    #[arg(long, default_value_t = 1.0)]
    stretch: f64,
    /// Write the page here; nothing is written where only some topics are measured.
    #[arg(long, default_value = "docs/benchmarks.md")]
    page: PathBuf,
    /// Measure another server: http://host:port.
    #[arg(long, requires = "request")]
    url: Option<String>,
    /// What to ask the other server: JSON with method, path, headers, body; {n} and {uuid} are filled in.
    #[arg(long, requires = "url")]
    request: Option<PathBuf>,
    /// How many at a time ask the other server.
    #[arg(long, value_delimiter = ',', default_values_t = [1, 32, 200, 1_000])]
    connections: Vec<usize>,
}

#[derive(Args)]
struct Common {
    /// The program; the one that was built beside this one unless told.
    #[arg(long, global = true)]
    binary: Option<PathBuf>,
    /// A PostgreSQL server where databases may be made; without it only SQLite is used.
    #[arg(long, global = true, env = "MAGNETIQ_TEST_DATABASE_URL")]
    postgres: Option<String>,
}

impl Common {
    fn binary(&self) -> anyhow::Result<PathBuf> {
        match &self.binary {
            Some(binary) => Ok(binary.clone()),
            None => Ok(std::env::current_exe()?.with_file_name("magnetiq")),
        }
    }
}

#[derive(Subcommand)]
enum Command {
    /// Prove what holds when a crowd comes or a process is killed.
    Proof,
    /// Run one of the limits.
    #[command(hide = true, subcommand)]
    Bare(Bare),
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("magnetiq-bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    if let Some(Command::Bare(bare)) = arguments.command {
        return bare.run().map(|()| ExitCode::SUCCESS);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let kinds = Kind::all(arguments.common.postgres.as_deref());
        if let Some(Command::Proof) = arguments.command {
            proof::prove(&arguments.common.binary()?, &kinds).await?;
            return Ok(ExitCode::SUCCESS);
        }
        if let (Some(url), Some(request)) = (&arguments.url, &arguments.request) {
            let time = Duration::from_secs_f64(10.0 * arguments.stretch);
            Foreign::new(url, request).await?.measure(&arguments.connections, time).await?;
            return Ok(ExitCode::SUCCESS);
        }
        measure(arguments, kinds).await
    })
}

async fn measure(arguments: Arguments, kinds: Vec<Kind>) -> anyhow::Result<ExitCode> {
    let machine = report::machine();
    println!("On {machine}. Columns: value, limit or reference, ratio, goal.");
    let complete = arguments.only.is_none() && kinds.len() > 1;
    let plan =
        Plan { binary: arguments.common.binary()?, kinds, stretch: arguments.stretch, only: arguments.only };
    let report = plan.measure().await?;
    if complete {
        std::fs::write(&arguments.page, report.markdown(&machine))?;
        println!("\nwritten to {}", arguments.page.display());
    }
    let missed = report.missed();
    for missed in &missed {
        eprintln!("goal missed: {missed}");
    }
    Ok(if missed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
