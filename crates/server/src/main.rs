//! The program `magnetiq`.

use std::process::ExitCode;

use clap::Parser;
use magnetiq::commands::{self, Command};

/// Runs an expert house's webinar program.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match commands::run(arguments.command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("magnetiq: {error:#}");
            ExitCode::FAILURE
        }
    }
}
