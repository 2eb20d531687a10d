//! `serve` and `worker`.

use std::process::ExitCode;

use actix_web::web;
use chrono::{Days, NaiveDate, NaiveTime};
use magnetiq_shared::automations::PlannedMails;

use crate::app::{App, Background, configured_clock, open_database};
use crate::clock::Ids;
use crate::config::Config;
use crate::ctx::Ctx;
use crate::{accounts, automations, demo, health, http};

/// Serves until the process is told to end; what was acknowledged is written down before it returns.
pub(super) fn serve(config: Config, with_worker: bool, demo: bool) -> anyhow::Result<ExitCode> {
    actix_web::rt::System::new().block_on(async move {
        let db = open_database(&config).await?;
        let (clock, ids) = (configured_clock(&config), Ids::random());
        if demo && demo::is_empty(&db).await? {
            println!("Filling the empty database with demo data …");
            println!("{}", demo::seed(&db, &demo::ids(), clock.now(), demo::DEFAULT_TOTAL).await?);
        }
        let (app, writer) = App::build(config, db, clock, ids, demo).await?;
        let app = web::Data::new(app);
        let background = Background::start(&app, Some(writer), with_worker);
        if let Some(listen) = app.config.metrics_listen {
            actix_web::rt::spawn(health::metrics_server(app.clone(), listen)?);
        }
        let closing = app.clone();
        actix_web::rt::spawn(async move {
            if end_requested().await.is_ok() {
                // Open streams would keep the server from ending.
                closing.changes.close();
            }
        });
        announce(&app).await?;
        let served = http::serve(app.clone()).await;
        background.stop().await;
        served?;
        Ok(ExitCode::SUCCESS)
    })
}

/// Says where it is, and how to get in.
async fn announce(app: &web::Data<App>) -> anyhow::Result<()> {
    let ctx = Ctx::new(app);
    println!("Magnetiq Webinars: {}", app.config.base_url);
    if app.demo {
        let password = accounts::demo_admin(&ctx, demo::ADMIN.0, demo::ADMIN.1).await?;
        println!("The panel: {}/admin, e-mail {}, password {password}", app.config.base_url, demo::ADMIN.0);
    }
    if app.demo && app.config.smtp_url.is_none() {
        println!("Mails are shown at {}/dev/mailbox", app.config.base_url);
    }
    accounts::announce(&ctx).await?;
    tracing::info!(listen = %app.config.listen, "serving");
    Ok(())
}

/// Does the background work until the process is told to end.
pub(super) async fn work(config: Config) -> anyhow::Result<()> {
    let db = open_database(&config).await?;
    let clock = configured_clock(&config);
    let (app, _) = App::build(config, db, clock, Ids::random(), false).await?;
    let app = web::Data::new(app);
    let background = Background::start(&app, None, true);
    tracing::info!("working");
    end_requested().await?;
    background.stop().await;
    Ok(())
}

/// Makes an admin; gives the link by which they choose a password.
pub(super) async fn create_admin(config: Config, email: &str, name: &str) -> anyhow::Result<String> {
    let db = open_database(&config).await?;
    let clock = configured_clock(&config);
    let (app, _) = App::build(config, db, clock, Ids::random(), false).await?;
    Ok(accounts::create_admin(&Ctx::new(&web::Data::new(app)), email, name).await?)
}

/// What is still to go out until the end of that day.
pub(super) async fn plan(config: Config, until: NaiveDate) -> anyhow::Result<Vec<PlannedMails>> {
    let db = open_database(&config).await?;
    let clock = configured_clock(&config);
    let (app, _) = App::build(config, db, clock, Ids::random(), false).await?;
    let end = (until + Days::new(1)).and_time(NaiveTime::MIN).and_utc();
    Ok(automations::plan(&Ctx::new(&web::Data::new(app)), None, end).await?)
}

/// Waits for Ctrl-C or SIGTERM.
async fn end_requested() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut term = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = term.recv() => Ok(()),
    }
}
