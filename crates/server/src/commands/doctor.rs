//! `doctor`: whether all is well.

use std::process::ExitCode;

use actix_web::web;

use crate::app::{App, configured_clock};
use crate::clock::Ids;
use crate::config::Config;
use crate::ctx::Ctx;
use crate::db::{self, Db};
use crate::health;

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
    let findings = health::inspect(&ctx).await?;
    for finding in &findings {
        println!(
            "Counters of {}: {:?}, but the rows add up to {:?}",
            finding.slug, finding.kept, finding.counted
        );
    }
    if findings.is_empty() {
        println!("Counters: equal to the rows they count");
    } else if repair {
        health::repair(&ctx, &findings).await?;
        println!("Counters: repaired");
        return Ok(ExitCode::SUCCESS);
    }
    Ok(if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
