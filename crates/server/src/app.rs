//! What is built once: the application's parts, and what runs beside the requests.

use std::sync::Arc;
use std::time::Duration;

use actix_web::web;
use magnetiq_integrations::outbound::Outbound;
use magnetiq_jobs::{Options, Wake, Worker};
use magnetiq_mail::{Renderer, Transport};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::accounts::Roster;
use crate::attendance::{self, CloseSessions};
use crate::automations::{self, MailProgram};
use crate::campaigns::SendCampaign;
use crate::changes::Changes;
use crate::clock::{Clock, Ids};
use crate::config::Config;
use crate::crypto::Keys;
use crate::ctx::Ctx;
use crate::db::{self, Db};
use crate::events::Wanted;
use crate::files::Files;
use crate::http::Limits;
use crate::media::{self, card};
use crate::messages::{
    self, SendCampaignMail, SendMail, SendManagerMail, SendSpeakerMail, SendStaffMail, SendSummary, TellNews,
};
use crate::posts::{self, PublishDuePosts, PublishPost};
use crate::press::Press;
use crate::privacy::{self, EraseAddress, ForgetPerson, Retain, SendCode};
use crate::registrations::desk::{Desk, DeskWriter};
use crate::sessions::ProgramCache;
use crate::sessions::staff::{self, PublishDue};
use crate::templates::Overrides;
use crate::tidy::{self, Tidy};
use crate::views::{self, Views};
use crate::waitlist::{self, SettleSessions};
use crate::webhooks::{self, Deliver, FanOut, ForgetDeliveries};

/// How often a process looks for what others have changed.
const LOOK: Duration = Duration::from_secs(1);
/// How many jobs run at once, and so how many mails may be in flight.
const CONCURRENCY: usize = 16;

/// The application.
pub struct App {
    /// What it was told at start.
    pub config: Config,
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// New ids.
    pub ids: Ids,
    /// What is derived from the secret key.
    pub keys: Keys,
    /// Who may do what.
    pub roster: Roster,
    /// Which events applications want to hear of.
    pub wanted: Wanted,
    /// The published program.
    pub program: ProgramCache,
    /// Where pictures for shared links are drawn.
    pub cards: card::Room,
    /// Where uploaded files lie.
    pub files: Files,
    /// Where uploaded pictures are drawn.
    pub studio: media::Studio,
    /// Where registrations are taken.
    pub desk: Desk,
    /// Rate limits.
    pub limits: Limits,
    /// Views of pages that are not written down yet.
    pub views: Views,
    /// Tells workers of this process that jobs were queued.
    pub wake: Wake,
    /// Tells open pages of changes.
    pub changes: Changes,
    /// Mail templates.
    pub renderer: Arc<Renderer>,
    /// Which of staff's templates the renderer knows.
    pub overrides: Overrides,
    /// Where mails are written.
    pub press: Press,
    /// The way out for mails.
    pub transport: Transport,
    /// The way out to other services.
    pub outbound: Outbound,
    /// Whether this is a demo.
    pub demo: bool,
}

impl App {
    /// Puts the application together over a migrated database.
    ///
    /// # Errors
    /// Where a part can't be built.
    pub async fn build(
        config: Config,
        db: Db,
        clock: Clock,
        ids: Ids,
        demo: bool,
    ) -> anyhow::Result<(Self, DeskWriter)> {
        let keys = Keys::load(
            config.secret_key.as_deref(),
            config.previous_secret_key.as_deref(),
            &config.data_dir,
        )?;
        let roster = Roster::load(db.read(), clock.now()).await?;
        let wanted = Wanted::load(db.read()).await?;
        let program = ProgramCache::load(db.read(), clock.now()).await?;
        let address =
            config.smtp_url.clone().unwrap_or_else(|| format!("file:{}", config.mail_dir().display()));
        let transport = Transport::open(&address, magnetiq_mail::transport::POOL_SIZE)?;
        let outbound = Outbound::new(config.outbound_allow.clone())?;
        let files = match config.keeps_files {
            true => Files::open(&config.media_dir())?,
            false => Files::in_memory(),
        };
        let (desk, writer) = Desk::new();
        let renderer = Arc::new(Renderer::new()?);
        let overrides = Overrides::default();
        overrides.refresh(db.read(), &renderer).await?;
        let app = Self {
            config,
            db,
            clock,
            ids,
            keys,
            roster,
            wanted,
            program,
            cards: card::Room::default(),
            files,
            studio: media::Studio::default(),
            desk,
            limits: Limits::default(),
            views: Views::default(),
            wake: Wake::default(),
            changes: Changes::default(),
            renderer,
            overrides,
            press: Press::start()?,
            transport,
            outbound,
            demo,
        };
        Ok((app, writer))
    }
}

/// The worker that runs this application's jobs.
pub fn worker(app: &web::Data<App>) -> Worker<Db> {
    let (clock, ids, recorder) = (app.clone(), app.clone(), app.clone());
    let options = Options { concurrency: CONCURRENCY, ..Options::default() };
    Worker::new(
        app.db.clone(),
        Arc::new(move || clock.clock.now()),
        Arc::new(move || ids.ids.new_id(ids.clock.now())),
        options,
    )
    .handler(SendMail(app.clone()))
    .handler(SendStaffMail(app.clone()))
    .handler(SendSpeakerMail(app.clone()))
    .handler(TellNews(app.clone()))
    .handler(SettleSessions(app.clone()))
    .handler(PublishDue(app.clone()))
    .handler(Tidy(app.clone()))
    .handler(FanOut(app.clone()))
    .handler(Deliver(app.clone()))
    .handler(ForgetDeliveries(app.clone()))
    .handler(ForgetPerson(app.clone()))
    .handler(SendCode(app.clone()))
    .handler(EraseAddress(app.clone()))
    .handler(Retain(app.clone()))
    .handler(SendSummary(app.clone()))
    .handler(SendManagerMail(app.clone()))
    .handler(MailProgram(app.clone()))
    .handler(SendCampaign(app.clone()))
    .handler(SendCampaignMail(app.clone()))
    .handler(CloseSessions(app.clone()))
    .handler(PublishDuePosts(app.clone()))
    .handler(PublishPost(app.clone()))
    .schedule(waitlist::schedule())
    .schedule(automations::schedule())
    .schedule(attendance::schedule())
    .schedule(staff::schedule())
    .schedule(webhooks::schedule())
    .schedule(tidy::schedule())
    .schedule(posts::schedule())
    .schedule(privacy::schedule())
    .wake(app.wake.clone())
    .on_finished(move |tx, finished| {
        let ctx = Ctx::new(&recorder);
        Box::pin(async move { Ok(messages::record(tx, &ctx, finished).await?) })
    })
}

/// What runs beside the requests, until it is told to stop.
pub struct Background {
    stop: CancellationToken,
    /// Cancelled only after the HTTP server has ended: until then wishes may come in.
    close_desk: CancellationToken,
    tasks: TaskTracker,
}

impl Background {
    /// Starts the desk's writer and the look-outs, and the worker unless there is another process for it.
    pub fn start(app: &web::Data<App>, writer: Option<DeskWriter>, with_worker: bool) -> Self {
        let background = Self {
            stop: CancellationToken::new(),
            close_desk: CancellationToken::new(),
            tasks: TaskTracker::new(),
        };
        if let Some(writer) = writer {
            let (app, close) = (app.clone(), background.close_desk.clone());
            background.tasks.spawn(writer.run(move || Ctx::new(&app), close));
        }
        background.tasks.spawn(look_out(app.clone(), background.stop.clone()));
        if with_worker {
            let (worker, stop) = (worker(app), background.stop.clone());
            background.tasks.spawn(async move { worker.run(stop).await });
        }
        background
    }

    /// Ends everything in order; what was acknowledged is written down.
    pub async fn stop(self) {
        self.close_desk.cancel();
        self.stop.cancel();
        self.tasks.close();
        self.tasks.wait().await;
    }
}

/// Takes over what other processes have written, the program and the counts of rate limits, and writes down which
/// pages were seen: once more at the end, when no request is open any more.
async fn look_out(app: web::Data<App>, stop: CancellationToken) {
    while stop.run_until_cancelled(tokio::time::sleep(LOOK)).await.is_some() {
        let now = app.clock.now();
        if let Err(error) = app.program.refresh(app.db.read(), now).await {
            tracing::warn!(%error, "the program could not be read");
        }
        if let Err(error) = app.roster.refresh(app.db.read(), now).await {
            tracing::warn!(%error, "who may do what could not be read");
        }
        if let Err(error) = app.wanted.refresh(app.db.read()).await {
            tracing::warn!(%error, "which events are wanted could not be read");
        }
        if let Err(error) = app.overrides.refresh(app.db.read(), &app.renderer).await {
            tracing::warn!(%error, "templates of mails could not be read");
        }
        if let Err(error) = app.roster.write_uses(&app.db).await {
            tracing::warn!(%error, "the use of tokens could not be written down");
        }
        if let Err(error) = app.limits.share(&app.db, now).await {
            tracing::warn!(%error, "rate limits could not be shared");
        }
        write_views(&app).await;
    }
    write_views(&app).await;
}

async fn write_views(app: &App) {
    if let Err(error) = views::flush(&app.views, &app.db, app.clock.now()).await {
        tracing::warn!(%error, "views could not be written down");
    }
}

/// Opens the configured database and brings its schema up to date.
///
/// # Errors
/// Where the database can't be reached or migrated.
pub async fn open_database(config: &Config) -> anyhow::Result<Db> {
    let db = Db::connect(&config.database_url).await?;
    db::migrate(&db).await?;
    Ok(db)
}

/// The clock this build takes its time from.
pub fn configured_clock(config: &Config) -> Clock {
    match &config.test_clock {
        Some(path) if cfg!(feature = "test-clock") => Clock::File(path.clone()),
        _ => Clock::System,
    }
}
