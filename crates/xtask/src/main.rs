//! Chores of the repository that want a program: `cargo run -p magnetiq-xtask -- <chore>`.

mod assets;
mod spa;

use std::path::PathBuf;

use anyhow::Context;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Chores of the repository")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Builds the browser side into dist/.
    Spa {
        /// Small and compressed, as it is delivered; else quick to build.
        #[arg(long)]
        release: bool,
    },
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().chore {
        Chore::Spa { release } => spa::build(&repository()?, release),
    }
}

/// The root of the repository: two folders above this crate.
fn repository() -> anyhow::Result<PathBuf> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).map(PathBuf::from).context("the crate lies outside the repository")
}
