//! `doctor`: whether all is well.

use std::process::ExitCode;

use actix_web::web;

use crate::app::{App, configured_clock};
use crate::clock::Ids;
use crate::config::Config;
use crate::ctx::Ctx;
use crate::db::{self, Db};
use crate::health::{self, Secrets};

/// Prints what it finds; fails where something is wrong.
pub(super) async fn doctor(config: Config, repair: bool) -> anyhow::Result<ExitCode> {
    let db = Db::connect(&config.database_url).await?;
    println!("Database: reachable");
    let pending = db::pending_migrations(&db).await?;
    println!(
        "Schema: {}",
        if pending == 0 {
            "up to date".to_owned()
        } else {
            format!("{pending} migrations lack; run `magnetiq migrate`")
        }
    );
    if pending > 0 {
        return Ok(ExitCode::FAILURE);
    }
    let clock = configured_clock(&config);
    let (app, _) = App::build(config, db, clock, Ids::random(), false).await?;
    let ctx = Ctx::new(&web::Data::new(app));
    let jobs = magnetiq_jobs::stats(ctx.db.read(), ctx.now).await?;
    println!(
        "Jobs: {} waiting, {} due, {} running, {} failed",
        jobs.ready, jobs.due, jobs.running, jobs.failed
    );
    for failed in magnetiq_jobs::failed(ctx.db.read(), 10).await? {
        println!("  failed: {failed:?}");
    }
    println!(
        "Mails: {}",
        if ctx.transport.reachable().await {
            "the way out is open"
        } else {
            "the mail server can't be reached"
        }
    );
    let counters = counters(&ctx, repair).await?;
    let secrets = secrets(&ctx, repair).await?;
    Ok(if counters && secrets { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Whether each session's counters are what its rows add up to, or are so now.
async fn counters(ctx: &Ctx, repair: bool) -> anyhow::Result<bool> {
    let findings = health::inspect(ctx).await?;
    for finding in &findings {
        println!(
            "Counters of {}: {:?}, but the rows add up to {:?}",
            finding.slug, finding.kept, finding.counted
        );
    }
    if findings.is_empty() {
        println!("Counters: equal to the rows they count");
    } else if repair {
        health::repair(ctx, &findings).await?;
        println!("Counters: repaired");
    }
    Ok(findings.is_empty() || repair)
}

/// Whether all secrets can be read with the key there is.
async fn secrets(ctx: &Ctx, repair: bool) -> anyhow::Result<bool> {
    let mut found = health::secrets(ctx).await?;
    if found.by_previous > 0 && repair {
        health::reseal(ctx).await?;
        found = health::secrets(ctx).await?;
    }
    let Secrets { all, by_previous, lost } = found;
    println!("Secrets: {all}, of which the previous key sealed {by_previous}, and no key opens {lost}");
    if by_previous > 0 {
        println!("  `magnetiq doctor --repair` seals them with the new key");
    }
    Ok(by_previous == 0 && lost == 0)
}
