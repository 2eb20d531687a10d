//! The program's commands.

mod backup;
mod doctor;
mod serve;
#[cfg(test)]
mod tests;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use crate::app::{configured_clock, open_database};
use crate::config::Config;
use crate::{demo, http};

/// What the program is asked to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the API and the site, and do the background work.
    Serve {
        /// Leave the background work to `magnetiq worker`.
        #[arg(long)]
        no_worker: bool,
        /// Fill an empty database with demo data, and show the mailbox at /dev/mailbox.
        #[arg(long)]
        demo: bool,
    },
    /// Do the background work only.
    Worker,
    /// Bring the database's schema up to date.
    Migrate,
    /// Fill an empty database with demo data.
    Seed {
        /// Say that you mean it: the data are invented.
        #[arg(long, required = true)]
        demo: bool,
        /// How many times as many registrations.
        #[arg(long, default_value_t = 1)]
        scale: usize,
    },
    /// Manage who may sign in.
    Admin {
        /// What to do.
        #[command(subcommand)]
        command: AdminCommand,
    },
    /// Look at the program of mails.
    Automations {
        /// What to do.
        #[command(subcommand)]
        command: AutomationsCommand,
    },
    /// Print the API's description (OpenAPI 3.1).
    Openapi,
    /// Look whether all is well: database, schema, counters, jobs.
    Doctor {
        /// Set counters to what the rows add up to.
        #[arg(long)]
        repair: bool,
    },
    /// Write a copy of the embedded database and the secret key into a folder.
    Backup {
        /// The folder; it must not exist yet.
        folder: PathBuf,
    },
    /// Put a backup in the place of an empty data folder.
    Restore {
        /// The backup's folder.
        folder: PathBuf,
    },
}

/// What to do with the program of mails.
#[derive(Debug, Subcommand)]
pub enum AutomationsCommand {
    /// Print what is still to go out, one JSON object a line.
    Plan {
        /// The last day, by UTC: 2026-12-31.
        #[arg(long)]
        until: chrono::NaiveDate,
    },
}

/// What to do about who may sign in.
#[derive(Debug, Subcommand)]
pub enum AdminCommand {
    /// Make an admin, and print the link by which they choose a password.
    Create {
        /// Their address.
        #[arg(long)]
        email: String,
        /// First and last name.
        #[arg(long)]
        name: String,
    },
}

/// Does what it is asked to do.
///
/// # Errors
/// Where it can't be done, in words for the operator.
pub fn run(command: Command) -> anyhow::Result<ExitCode> {
    if let Command::Openapi = command {
        // Whoever reads may stop reading.
        let _ = std::io::stdout().write_all(http::document()?.as_bytes());
        return Ok(ExitCode::SUCCESS);
    }
    let config = Config::from_env()?;
    start_log();
    match command {
        Command::Restore { folder } => backup::restore(&config, &folder).map(|()| ExitCode::SUCCESS),
        Command::Serve { no_worker, demo } => serve::serve(config, !no_worker, demo),
        command => block_on(async move {
            match command {
                Command::Worker => serve::work(config).await?,
                Command::Migrate => drop(open_database(&config).await?),
                Command::Seed { scale, .. } => seed(&config, scale).await?,
                Command::Doctor { repair } => return doctor::doctor(config, repair).await,
                Command::Admin { command: AdminCommand::Create { email, name } } => {
                    println!("{}", serve::create_admin(config, &email, &name).await?);
                }
                Command::Automations { command: AutomationsCommand::Plan { until } } => {
                    for line in serve::plan(config, until).await? {
                        println!("{}", serde_json::to_string(&line)?);
                    }
                }
                Command::Backup { folder } => backup::backup(&config, &folder).await?,
                Command::Openapi | Command::Restore { .. } | Command::Serve { .. } => {}
            }
            Ok(ExitCode::SUCCESS)
        }),
    }
}

async fn seed(config: &Config, scale: usize) -> anyhow::Result<()> {
    let db = open_database(config).await?;
    anyhow::ensure!(
        demo::is_empty(&db).await?,
        "this database has a program already; demo data go into an empty one"
    );
    let now = configured_clock(config).now();
    let seeded = demo::seed(&db, &demo::ids(), now, demo::DEFAULT_TOTAL * scale).await?;
    println!("{seeded}");
    Ok(())
}

fn block_on<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(work)
}

/// Logs to the standard error; `RUST_LOG` chooses what. Ids, never people.
fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info,sqlx=warn,sea_orm_migration=warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false).init();
}
