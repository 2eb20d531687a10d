//! Mails of a session's program, queued: reminders to registrants, and summaries to those who hold and manage it.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use magnetiq_domain::schedule::PlannedKind;
use magnetiq_entity::messages;
use magnetiq_jobs::{NewJob, enqueue};
use magnetiq_shared::Language;
use magnetiq_shared::fields::email_key;
use magnetiq_shared::messages::Reason;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::fate::Fate;
use super::queries;
use crate::ctx::Ctx;
use crate::db::{Error, Readable, Tx};
use crate::registrations::MailJob;

/// The namespace in which summaries get their ids.
const SUMMARIES: Uuid = Uuid::from_u128(0x2b1d_6c04_77ae_4f5c_9d32_e18a_05b7_c46e);

/// A reminder of one kind, about one start of a session.
pub struct Reminder {
    /// Which.
    pub kind: PlannedKind,
    /// The session.
    pub session: Uuid,
    /// The start that it speaks of.
    pub starts_at: DateTime<Utc>,
    /// When it was due.
    pub due_at: DateTime<Utc>,
}

/// Who is reminded.
pub struct Reminded {
    /// Their registration.
    pub registration: Uuid,
    /// Full name.
    pub name: String,
    /// Address.
    pub email: String,
    /// The address as addresses are compared.
    pub email_key: String,
    /// `en` or `de`.
    pub language: String,
}

/// Queues the reminder for each of them who has not got it yet; gives for how many.
///
/// # Errors
/// What the database says.
pub async fn remind(tx: &Tx, ctx: &Ctx, about: &Reminder, people: Vec<Reminded>) -> Result<u32, Error> {
    let mail = |one: &Reminded| MailJob::planned(about.kind, one.registration, about.starts_at);
    enqueue_all(tx, ctx, (about.session, about.starts_at, about.due_at), people, mail).await
}

async fn enqueue_all(
    tx: &Tx,
    ctx: &Ctx,
    about: (Uuid, DateTime<Utc>, DateTime<Utc>),
    people: Vec<Reminded>,
    mail: impl Fn(&Reminded) -> MailJob,
) -> Result<u32, Error> {
    let (mut rows, mut jobs) = (Vec::new(), Vec::new());
    for one in people {
        let mail = mail(&one);
        jobs.push(mail.job(ctx));
        let to = Addressee { email: one.email, key: one.email_key, name: one.name, language: one.language };
        let key = (mail.kind.clone(), mail.key(), mail.message_id());
        let row = queued(ctx, key, about, to);
        rows.push(messages::Model { registration_id: Some(one.registration), ..row });
    }
    queries::insert(tx, rows).await?;
    Ok(u32::try_from(enqueue(tx, &jobs, ctx.now).await?).unwrap_or(u32::MAX))
}

/// Writes down, for each of them who has not got it, that the reminder does not go out.
///
/// # Errors
/// What the database says.
pub async fn set_aside(
    tx: &Tx,
    ctx: &Ctx,
    about: &Reminder,
    people: Vec<Reminded>,
    why: Reason,
) -> Result<(), Error> {
    let row = |one: Reminded| {
        let mail = MailJob::planned(about.kind, one.registration, about.starts_at);
        let key = (mail.kind.clone(), mail.key(), mail.message_id());
        let to = Addressee { email: one.email, key: one.email_key, name: one.name, language: one.language };
        let row = queued(ctx, key, (about.session, about.starts_at, about.due_at), to);
        messages::Model { registration_id: Some(one.registration), ..skipped(row, why) }
    };
    queries::insert(tx, people.into_iter().map(row).collect()).await.map(drop)
}

/// A mail of afterwards, about one start of a session.
pub struct Afterwards {
    /// Which.
    pub kind: &'static str,
    /// The session.
    pub session: Uuid,
    /// When it started.
    pub starts_at: DateTime<Utc>,
    /// When it was due.
    pub due_at: DateTime<Utc>,
}

/// Queues the mail for each of them who has not got it yet; gives for how many.
///
/// # Errors
/// What the database says.
pub async fn follow(tx: &Tx, ctx: &Ctx, about: &Afterwards, people: Vec<Reminded>) -> Result<u32, Error> {
    let mail = |one: &Reminded| MailJob::afterwards(about.kind, one.registration, about.starts_at);
    enqueue_all(tx, ctx, (about.session, about.starts_at, about.due_at), people, mail).await
}

/// Who gets a summary of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Summary {
    /// Who holds it.
    Speaker,
    /// Who manages the program.
    Manager,
}

impl Summary {
    /// The summary that this mail of the program is; `None` for reminders.
    pub fn of(kind: PlannedKind) -> Option<Self> {
        [Self::Speaker, Self::Manager].into_iter().find(|summary| summary.kind() == kind)
    }

    fn kind(self) -> PlannedKind {
        match self {
            Self::Speaker => PlannedKind::SpeakerSummary,
            Self::Manager => PlannedKind::ManagerSummary,
        }
    }
}

/// A summary as a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SummaryMail {
    pub to: Summary,
    pub session: Uuid,
    /// The start that it speaks of, in milliseconds.
    pub starts_at: i64,
    /// The speaker or consultant who reads it: whoever takes over gets their own.
    pub reader: Uuid,
}

impl SummaryMail {
    /// The kind of the job itself.
    pub(super) const JOB: &str = "send-summary";

    fn key(&self) -> String {
        let Self { session, reader, starts_at, .. } = self;
        format!("{}:{}:{starts_at}:{}", self.to.kind(), session.simple(), reader.simple())
    }

    /// The message's id, made of its key.
    pub(super) fn message_id(&self) -> Uuid {
        Uuid::new_v5(&SUMMARIES, self.key().as_bytes())
    }
}

/// Who reads a summary.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The speaker's or consultant's id.
    pub id: Uuid,
    /// Why they get no such mails, where they don't.
    pub declines: Option<Reason>,
    /// First name, for the greeting.
    pub first_name: String,
    /// Full name.
    pub name: String,
    /// Address; may be empty.
    pub email: String,
    /// The language of the mail.
    pub language: Language,
    /// The timezone of its times, and of its own.
    pub zone: Tz,
}

/// Who reads a summary of a session with this speaker; `None` where nobody manages the program, or wants none.
///
/// # Errors
/// What the database says.
pub async fn reader(ctx: &Ctx, of: Summary, speaker: Uuid) -> Result<Option<Reader>, Error> {
    match of {
        Summary::Speaker => queries::speaker(ctx, speaker).await,
        Summary::Manager => {
            let manager = ctx.program.at(ctx.now).program.settings.manager.clone();
            match manager.consultant_id.filter(|_| manager.session_reminders) {
                Some(id) => queries::manager(ctx, id).await,
                None => Ok(None),
            }
        }
    }
}

/// Whether there is a message with this reader's summary of the session, whatever became of it.
///
/// # Errors
/// What the database says.
pub async fn summary_is_known(
    conn: &impl Readable,
    (to, reader): (Summary, Uuid),
    (session, starts_at): (Uuid, DateTime<Utc>),
) -> Result<bool, Error> {
    let mail = SummaryMail { to, session, starts_at: starts_at.timestamp_millis(), reader };
    queries::is_known(conn, mail.message_id()).await
}

/// Queues a summary of the session, where its reader has none yet; gives how many. Where something speaks against it,
/// that is written down in its place.
///
/// # Errors
/// What the database says.
pub async fn summarise(
    tx: &Tx,
    ctx: &Ctx,
    (to, reader): (Summary, Reader),
    (session, starts_at, due_at): (Uuid, DateTime<Utc>, DateTime<Utc>),
    why_not: Option<Reason>,
) -> Result<u32, Error> {
    let mail = SummaryMail { to, session, starts_at: starts_at.timestamp_millis(), reader: reader.id };
    let key = (to.kind().to_string(), mail.key(), mail.message_id());
    let addressee = Addressee {
        key: email_key(&reader.email),
        email: reader.email,
        name: reader.name,
        language: reader.language.code().to_owned(),
    };
    let row = queued(ctx, key, (session, starts_at, due_at), addressee);
    if let Some(why) = why_not.or(reader.declines) {
        return queries::insert(tx, vec![skipped(row, why)]).await.map(|_| 0);
    }
    if queries::insert(tx, vec![row]).await? == 0 {
        return Ok(0);
    }
    let payload = serde_json::to_value(&mail).unwrap_or_default();
    let job = NewJob::new(ctx.new_id(), SummaryMail::JOB, payload, ctx.now).dedup(mail.key());
    enqueue(tx, &[job.priority(MailJob::PROGRAM_PRIORITY)], ctx.now).await?;
    Ok(1)
}

/// Whom a message goes to.
pub(super) struct Addressee {
    pub email: String,
    pub key: String,
    pub name: String,
    pub language: String,
}

/// The row of a message that is about no single session.
pub(super) fn house_mail(
    ctx: &Ctx,
    key: (String, String, Uuid),
    due_at: DateTime<Utc>,
    to: Addressee,
) -> messages::Model {
    let row = queued(ctx, key, (Uuid::nil(), due_at, due_at), to);
    messages::Model { session_id: None, starts_at: None, ..row }
}

/// The same message, which does not go out.
fn skipped(row: messages::Model, why: Reason) -> messages::Model {
    let Fate { state, reason, .. } = Fate::skipped(why);
    messages::Model { state: state.to_owned(), reason, queued_at: None, ..row }
}

/// The row of a message that is queued now.
fn queued(
    ctx: &Ctx,
    (kind, dedup_key, id): (String, String, Uuid),
    (session, starts_at, due_at): (Uuid, DateTime<Utc>, DateTime<Utc>),
    to: Addressee,
) -> messages::Model {
    messages::Model {
        id,
        kind,
        registration_id: None,
        session_id: Some(session),
        campaign_id: None,
        recipient_email: to.email,
        recipient_key: to.key,
        recipient_name: to.name,
        language: to.language,
        state: "queued".to_owned(),
        reason: None,
        dedup_key,
        starts_at: Some(starts_at.into()),
        due_at: due_at.into(),
        queued_at: Some(ctx.now.into()),
        sent_at: None,
        attempts: 0,
        message_id: format!("{id}@{}", ctx.config.host()),
        subject: None,
        created_at: ctx.now.into(),
        updated_at: ctx.now.into(),
    }
}
