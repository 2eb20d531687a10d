//! What the program's manager hears of beside single mails: an hour's registrations together where there are many, and
//! how each month went.
//!
//! A registration is told in a mail of its own or in its hour's digest, never in both: the digest tells of those whose
//! own mail was set aside for it.

use actix_web::web;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use magnetiq_domain::reports;
use magnetiq_jobs::{Claimed, Finished, Handler, JobError, NewJob, enqueue};
use magnetiq_mail::Mail;
use magnetiq_mail::messages::{PerformanceReport, RegistrationDigest};
use magnetiq_shared::fields::email_key;
use magnetiq_shared::links;
use magnetiq_shared::messages::Reason;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::deliver::takes_no_mail;
use super::fate::Fate;
use super::program::{self, Addressee, Reader};
use super::queries;
use super::staff::send;
use crate::app::App;
use crate::ctx::Ctx;
use crate::db::{self, Error, Tx};
use crate::registrations::MailJob;
use crate::sessions::brand;

/// The namespace in which these messages get their ids.
const MANAGER: Uuid = Uuid::from_u128(0x8d1f_03b6_52c9_4b7e_a0d4_91f6_7c25_e83a);

/// A mail to the manager as a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum ManagerMail {
    /// Registrations of the hour that began then, in milliseconds.
    Digest(i64),
    /// How the month went that has this first day.
    Report(NaiveDate),
}

impl ManagerMail {
    /// The kind of the job itself.
    const JOB: &str = "send-manager-mail";

    fn kind(self) -> &'static str {
        match self {
            Self::Digest(_) => "registration-digest",
            Self::Report(_) => "performance-report",
        }
    }

    fn key(self) -> String {
        match self {
            Self::Digest(hour) => format!("{}:{hour}", self.kind()),
            Self::Report(month) => format!("{}:{}", self.kind(), month.format("%Y-%m")),
        }
    }

    fn message_id(self) -> Uuid {
        Uuid::new_v5(&MANAGER, self.key().as_bytes())
    }

    /// Queues it to go at `due`, where it was not queued before.
    async fn queue(self, tx: &Tx, ctx: &Ctx, reader: Reader, due: DateTime<Utc>) -> Result<(), Error> {
        let key = (self.kind().to_owned(), self.key(), self.message_id());
        let to = Addressee {
            key: email_key(&reader.email),
            email: reader.email,
            name: reader.name,
            language: reader.language.code().to_owned(),
        };
        queries::insert(tx, vec![program::house_mail(ctx, key, due, to)]).await?;
        let payload = serde_json::to_value(self).unwrap_or_default();
        let job = NewJob::new(ctx.new_id(), Self::JOB, payload, due).dedup(self.key());
        enqueue(tx, &[job.priority(MailJob::PROGRAM_PRIORITY)], ctx.now).await?;
        Ok(())
    }
}

/// Whether the mail about this registration, confirmed then, waits for its hour's digest; then it is set aside, and the
/// digest is queued, in one transaction.
///
/// # Errors
/// What the database says.
pub(super) async fn gather(
    ctx: &Ctx,
    mail: &MailJob,
    confirmed_at: DateTime<Utc>,
    manager: Uuid,
) -> Result<bool, Error> {
    let (begin, end) = reports::hour_of(confirmed_at);
    // What comes so late that its digest may be gone goes by itself.
    if ctx.now >= end
        || queries::confirmed_between(ctx, begin, confirmed_at).await? <= reports::SINGLE_AN_HOUR
    {
        return Ok(false);
    }
    let Some(reader) = queries::manager(ctx, manager).await? else { return Ok(false) };
    let tx = ctx.db.begin().await?;
    queries::skip_in(&tx, ctx, mail, Reason::Gathered).await?;
    let digest = ManagerMail::Digest(begin.timestamp_millis());
    digest.queue(&tx, ctx, reader, reports::digest_due(begin)).await?;
    tx.commit().await?;
    Ok(true)
}

/// Queues the report of a month where it fell due after `from` and by now, and the manager wants it.
///
/// # Errors
/// What the database says.
pub async fn report_if_due(ctx: &Ctx, from: DateTime<Utc>) -> Result<(), Error> {
    let settings = ctx.program.at(ctx.now).program.settings.manager.clone();
    let Some(id) = settings.consultant_id.filter(|_| settings.performance_reports) else { return Ok(()) };
    let Some(reader) = queries::manager(ctx, id).await? else { return Ok(()) };
    let (month, due) = reports::newest_report(ctx.now, reader.zone);
    let report = ManagerMail::Report(month);
    if due <= from || reader.email.is_empty() || queries::is_known(ctx.db.read(), report.message_id()).await?
    {
        return Ok(());
    }
    let tx = ctx.db.begin().await?;
    report.queue(&tx, ctx, reader, due).await?;
    tx.commit().await
}

/// When the next report goes to the manager, and in whose timezone; `None` where nobody wants one.
///
/// # Errors
/// What the database says.
pub async fn next_report(ctx: &Ctx) -> Result<Option<(DateTime<Utc>, Tz)>, Error> {
    let settings = ctx.program.at(ctx.now).program.settings.manager.clone();
    let Some(id) = settings.consultant_id.filter(|_| settings.performance_reports) else { return Ok(None) };
    let reader = queries::manager(ctx, id).await?.filter(|reader| reader.declines.is_none());
    Ok(reader.map(|reader| (reports::next_report(ctx.now, reader.zone), reader.zone)))
}

/// Sends them.
pub struct SendManagerMail(pub web::Data<App>);

impl Handler for SendManagerMail {
    fn kind(&self) -> &'static str {
        ManagerMail::JOB
    }

    async fn run(&self, job: &Claimed) -> Result<(), JobError> {
        let ctx = Ctx::new(&self.0);
        let mail: ManagerMail = job.payload_as()?;
        if queries::is_settled(&ctx, mail.message_id()).await? {
            return Ok(());
        }
        let settings = ctx.program.at(ctx.now).program.settings.manager.clone();
        let is_wanted = match mail {
            ManagerMail::Digest(_) => settings.new_registrations,
            ManagerMail::Report(_) => settings.performance_reports,
        };
        let reader = match settings.consultant_id.filter(|_| is_wanted) {
            Some(id) => queries::manager(&ctx, id).await?,
            None => None,
        };
        let Some(reader) = reader else {
            return Ok(queries::set_aside(&ctx, mail.message_id(), Reason::Unwanted).await?);
        };
        if takes_no_mail(&ctx, &reader.email).await? {
            return Ok(queries::set_aside(&ctx, mail.message_id(), Reason::Suppressed).await?);
        }
        let brand = brand(&ctx.program.at(ctx.now).program, &ctx.config);
        let (language, to) = (reader.language, (reader.email.clone(), reader.name.clone()));
        let composed = match mail {
            ManagerMail::Digest(hour) => digest(&ctx, hour, reader, &brand.base_url).await?,
            ManagerMail::Report(month) => report(&ctx, month, reader, &brand.base_url).await?,
        };
        send(&ctx, mail.message_id(), composed, (language, &brand), to).await
    }
}

async fn digest(ctx: &Ctx, hour: i64, reader: Reader, base: &str) -> Result<Mail, Error> {
    let begin = DateTime::from_timestamp_millis(hour).unwrap_or_default();
    let sessions = queries::gathered(ctx, begin, reader.language, base).await?;
    Ok(Mail::RegistrationDigest(RegistrationDigest {
        first_name: reader.first_name,
        timezone: reader.zone,
        sessions,
        admin_link: format!("{base}{}", links::admin_registrations()),
    }))
}

async fn report(ctx: &Ctx, month: NaiveDate, reader: Reader, base: &str) -> Result<Mail, Error> {
    let of = |month| reports::month_in(month, reader.zone);
    Ok(Mail::PerformanceReport(PerformanceReport {
        month,
        now: queries::month_figures(ctx, of(month)).await?,
        before: queries::month_figures(ctx, of(reports::before(month))).await?,
        best: queries::best_sessions(ctx, of(month), reader.language, base).await?,
        admin_link: format!("{base}{}", links::admin_dashboard()),
        first_name: reader.first_name,
        timezone: reader.zone,
    }))
}

/// Writes down what became of these mails among the finished jobs.
pub(super) async fn record(tx: &Tx, ctx: &Ctx, finished: &[Finished]) -> Result<(), db::Error> {
    for done in finished.iter().filter(|done| done.job.kind == ManagerMail::JOB) {
        let Ok(mail) = serde_json::from_value::<ManagerMail>(done.job.payload.clone()) else { continue };
        queries::settle(tx, ctx, mail.message_id(), Fate::of(done)).await?;
    }
    Ok(())
}
