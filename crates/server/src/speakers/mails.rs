//! Mails to speakers: written here, and queued in the same transaction. `messages` composes and sends them.

use chrono::{DateTime, Duration, Utc};
use magnetiq_entity::speaker_messages::Model as Message;
use magnetiq_entity::speakers::Model as Speaker;
use magnetiq_jobs::{NewJob, enqueue};
use magnetiq_shared::speakers::staff::{DeliveryState, NewSpeakerMessage, SpeakerMessage};
use magnetiq_shared::{Language, ProblemType, fields};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{fields as told, queries, wire};
use crate::accounts::{self, Actor};
use crate::audit::{self, Act};
use crate::crypto::{LinkToken, Purpose};
use crate::ctx::Ctx;
use crate::db::{self, Kept, Tx};
use crate::http::{ApiError, Checks};

/// How long a link to the own profile is good.
const LINK: Duration = Duration::days(30);
/// The longest subject, in characters.
const SUBJECT: usize = 120;
/// The longest message, in characters.
const BODY: usize = 5_000;

/// One mail to one speaker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeakerMail {
    /// The message.
    pub message: Uuid,
    /// The epoch of the speaker's links when it was written: an invitation that is withdrawn meanwhile has another.
    pub epoch: u16,
}

impl SpeakerMail {
    /// The kind of the job itself.
    pub const JOB: &str = "send-speaker-mail";
}

/// A mail to a speaker with all that it says.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Where it goes.
    pub email: String,
    /// The speaker's name.
    pub name: String,
    /// The speaker's language.
    pub language: Language,
    /// IANA name: the speaker's.
    pub timezone: String,
    /// Who writes.
    pub sender: String,
    /// Where the sender is reached; empty where they are gone.
    pub contact: String,
    /// What it is about.
    pub content: Content,
}

/// What is to be done about a mail when its turn comes.
#[derive(Clone, Debug)]
pub enum Due {
    /// It goes out.
    Letter(Box<Letter>),
    /// The invitation was withdrawn, or the address changed, before it went out.
    Withdrawn,
    /// It was sent before, or there is nobody to write to any more.
    Nothing,
}

/// What a letter is about.
#[derive(Clone, Debug)]
pub enum Content {
    /// Words of the sender.
    Message {
        /// One line.
        subject: String,
        /// Plain text.
        body: String,
    },
    /// Fill in your profile.
    Invitation {
        /// Where.
        link: String,
        /// Until when the link is good.
        until: DateTime<Utc>,
    },
}

/// Mails a link by which a speaker from outside fills in the own profile.
///
/// # Errors
/// `not-found`; `invalid-state` for speakers of the house and inactive ones.
pub(super) async fn invite(ctx: &Ctx, who: &Actor, id: Uuid) -> Result<(), ApiError> {
    let tx = ctx.db.begin_change(Kept::Program).await?;
    let mut row = queries::by_id(&tx, id).await?.ok_or_else(ApiError::not_found)?;
    if row.is_internal || !row.is_active {
        let detail = "links are for active speakers from outside the house";
        return Err(ApiError::new(ProblemType::InvalidState).detail(detail));
    }
    row.invited_at = Some(ctx.now.into());
    let name = wire::full_name(&row);
    queries::update(&tx, row.clone()).await?;
    queue(&tx, ctx, who, &row, ("invitation", String::new(), String::new())).await?;
    audit::record(&tx, ctx, &who.author(), Act::new("speaker.invited", id, name)).await?;
    tx.commit().await?;
    ctx.wake.poke();
    Ok(())
}

/// Ends every link to the profile that was mailed before.
///
/// # Errors
/// `not-found`.
pub(super) async fn withdraw(ctx: &Ctx, who: &Actor, id: Uuid) -> Result<(), ApiError> {
    let tx = ctx.db.begin_change(Kept::Program).await?;
    let mut row = queries::by_id(&tx, id).await?.ok_or_else(ApiError::not_found)?;
    let name = wire::full_name(&row);
    told::end_links(&mut row);
    row.invited_at = None;
    queries::update(&tx, row).await?;
    audit::record(&tx, ctx, &who.author(), Act::new("speaker.invitation-withdrawn", id, name)).await?;
    tx.commit().await?;
    Ok(())
}

/// Writes to a speaker.
///
/// # Errors
/// `not-found`, `validation`.
pub(super) async fn write(
    ctx: &Ctx,
    who: &Actor,
    id: Uuid,
    given: NewSpeakerMessage,
) -> Result<SpeakerMessage, ApiError> {
    let mut checks = Checks::default();
    let subject = checks.required("/subject", fields::line(&given.subject, SUBJECT));
    let body =
        checks.required("/body", fields::long_text(Some(&given.body), BODY).map(Option::unwrap_or_default));
    checks.finish()?;
    let tx = ctx.db.begin().await?;
    let row = queries::by_id(&tx, id).await?.ok_or_else(ApiError::not_found)?;
    let name = wire::full_name(&row);
    let message = queue(&tx, ctx, who, &row, ("message", subject, body)).await?;
    audit::record(&tx, ctx, &who.author(), Act::new("speaker.messaged", id, name)).await?;
    tx.commit().await?;
    ctx.wake.poke();
    Ok(message)
}

/// A message that was written before.
///
/// # Errors
/// `not-found` where it is gone.
pub(super) async fn written(ctx: &Ctx, id: Uuid) -> Result<SpeakerMessage, ApiError> {
    let row = queries::message(ctx.db.read(), id).await?.ok_or_else(ApiError::not_found)?;
    Ok(queries::told(row))
}

async fn queue(
    tx: &Tx,
    ctx: &Ctx,
    who: &Actor,
    speaker: &Speaker,
    (kind, subject, body): (&str, String, String),
) -> Result<SpeakerMessage, db::Error> {
    let row = Message {
        id: ctx.new_id(),
        speaker_id: speaker.id,
        kind: kind.to_owned(),
        sender_id: Some(who.user),
        sender_name: who.name.clone(),
        recipient_email: speaker.email.clone(),
        subject,
        body,
        state: "queued".to_owned(),
        reason: None,
        created_at: ctx.now.into(),
        sent_at: None,
    };
    let payload = serde_json::to_value(SpeakerMail { message: row.id, epoch: epoch(speaker.token_epoch) })
        .unwrap_or_default();
    enqueue(tx, &[NewJob::new(row.id, SpeakerMail::JOB, payload, ctx.now)], ctx.now).await?;
    queries::insert_message(tx, row).await
}

/// What a mail says, made while it goes out.
///
/// # Errors
/// What the database says.
pub async fn letter(ctx: &Ctx, mail: &SpeakerMail) -> Result<Due, db::Error> {
    let Some(message) = queries::message(ctx.db.read(), mail.message).await? else { return Ok(Due::Nothing) };
    let Some(speaker) = queries::by_id(ctx.db.read(), message.speaker_id).await? else {
        return Ok(Due::Nothing);
    };
    let is_invitation = message.kind == "invitation";
    if message.state != "queued" || (is_invitation && speaker.is_internal) {
        return Ok(Due::Nothing);
    }
    let is_theirs = mail.epoch == epoch(speaker.token_epoch) && message.recipient_email == speaker.email;
    if is_invitation && !is_theirs {
        return Ok(Due::Withdrawn);
    }
    let sender = match message.sender_id {
        Some(id) => accounts::recipient(ctx.db.read(), id).await?,
        None => None,
    };
    let content = match is_invitation {
        true => {
            let until = ctx.now + LINK;
            let token =
                LinkToken { purpose: Purpose::Profile, id: speaker.id, epoch: mail.epoch, expires_at: until };
            let token = ctx.keys.sign_link(token);
            Content::Invitation {
                link: format!("{}/speaker-profile#token={token}", ctx.config.base_url),
                until,
            }
        }
        false => Content::Message { subject: message.subject, body: message.body },
    };
    Ok(Due::Letter(Box::new(Letter {
        name: wire::full_name(&speaker),
        email: message.recipient_email,
        language: speaker.language.parse().unwrap_or_default(),
        timezone: speaker.timezone,
        sender: message.sender_name,
        contact: sender.map(|sender| sender.email).unwrap_or_default(),
        content,
    })))
}

/// The row's epoch as links carry it.
pub(super) fn epoch(stored: i32) -> u16 {
    (stored & 0xffff) as u16
}

/// Writes down what became of a mail, in the transaction that ends its job.
///
/// # Errors
/// What the database says.
pub async fn settle(
    tx: &Tx,
    ctx: &Ctx,
    mail: &SpeakerMail,
    state: DeliveryState,
    reason: Option<String>,
) -> Result<(), db::Error> {
    queries::settle_message(tx, mail.message, state, reason, ctx.now).await
}
