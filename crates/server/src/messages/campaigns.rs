//! Mails of campaigns: queued once for each address, composed and sent, and what became of them.

use std::collections::{HashMap, HashSet};

use actix_web::web;
use magnetiq_domain::campaigns::{Addressee, LeftOut, left_out};
use magnetiq_entity::{messages, registrations};
use magnetiq_jobs::{Claimed, Finished, Handler, JobError, NewJob, enqueue};
use magnetiq_mail::{Brand, Envelope, Rendered};
use magnetiq_shared::Language;
use magnetiq_shared::accounts::TestMailOutcome;
use magnetiq_shared::campaigns::{CampaignCounts, CampaignPurpose, CampaignState};
use magnetiq_shared::messages::Reason;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::compose::campaign::{CampaignWords, Recipient};
use super::deliver::{deliver, render};
use super::fate::Fate;
use super::{queries, staff};
use crate::app::App;
use crate::campaigns;
use crate::ctx::Ctx;
use crate::db::{Conn, Error, Tx};
use crate::http::ApiError;
use crate::registrations::staff::{Member, unsubscribed};
use crate::sessions::brand;
use crate::suppressions;

/// The kind of these messages.
const KIND: &str = "campaign";
/// The namespace in which they get their ids.
const CAMPAIGNS: Uuid = Uuid::from_u128(0x91c5_0be4_3f6d_4a27_b0e8_6d1f_7c42_58a3);
/// After the mails of sessions' programs, which are due at their minute.
const PRIORITY: i32 = -20;

/// One mail of a campaign as a job. The registration stands in it so that its person can be forgotten.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct CampaignMail {
    message: Uuid,
    campaign: Uuid,
    registration: Uuid,
}

impl CampaignMail {
    const JOB: &str = "send-campaign-mail";
}

/// The id of the campaign's message to the address: there is one for each, whoever makes it.
fn message_id(campaign: Uuid, email_key: &str) -> Uuid {
    Uuid::new_v5(&CAMPAIGNS, format!("{}:{email_key}", campaign.simple()).as_bytes())
}

/// Queues the campaign's mail to each of them, and leaves out those who have it.
///
/// # Errors
/// What the database says.
pub async fn queue_campaign(tx: &Tx, ctx: &Ctx, campaign: Uuid, people: Vec<Member>) -> Result<(), Error> {
    let (mut rows, mut jobs) = (Vec::new(), Vec::new());
    for one in people {
        let id = message_id(campaign, &one.email_key);
        // The key tells nobody's address.
        let dedup_key = format!("{KIND}:{}:{}", campaign.simple(), id.simple());
        let mail = CampaignMail { message: id, campaign, registration: one.id };
        let payload = serde_json::to_value(&mail).unwrap_or_default();
        let job = NewJob::new(ctx.new_id(), CampaignMail::JOB, payload, ctx.now);
        jobs.push(job.dedup(dedup_key.clone()).priority(PRIORITY));
        rows.push(messages::Model {
            id,
            kind: KIND.to_owned(),
            registration_id: Some(one.id),
            session_id: Some(one.session_id),
            campaign_id: Some(campaign),
            recipient_name: format!("{} {}", one.first_name, one.last_name),
            recipient_email: one.email,
            recipient_key: one.email_key,
            language: one.language,
            state: "queued".to_owned(),
            reason: None,
            dedup_key,
            starts_at: None,
            due_at: ctx.now.into(),
            queued_at: Some(ctx.now.into()),
            sent_at: None,
            attempts: 0,
            message_id: format!("{id}@{}", ctx.config.host()),
            subject: None,
            created_at: ctx.now.into(),
            updated_at: ctx.now.into(),
        });
    }
    queries::insert(tx, rows).await?;
    enqueue(tx, &jobs, ctx.now).await.map(drop)
}

/// What has become of campaigns' mails.
pub mod progress {
    use super::*;

    /// Those of the addresses to which the campaign has a message.
    ///
    /// # Errors
    /// What the database says.
    pub async fn addressed(tx: &Tx, campaign: Uuid, keys: Vec<String>) -> Result<HashSet<String>, Error> {
        queries::addressed(tx, campaign, keys).await
    }

    /// Whether something of the campaign is still to go out.
    ///
    /// # Errors
    /// What the database says.
    pub async fn has_queued(tx: &Tx, campaign: Uuid) -> Result<bool, Error> {
        queries::has_queued(tx, campaign).await
    }

    /// How far each of them is; nothing for those that have no messages.
    ///
    /// # Errors
    /// What the database says.
    pub async fn counts(conn: &Conn, campaigns: Vec<Uuid>) -> Result<HashMap<Uuid, CampaignCounts>, Error> {
        queries::counts(conn, campaigns).await
    }
}

/// Sends them.
pub struct SendCampaignMail(pub web::Data<App>);

impl Handler for SendCampaignMail {
    fn kind(&self) -> &'static str {
        CampaignMail::JOB
    }

    async fn run(&self, job: &Claimed) -> Result<(), JobError> {
        let ctx = Ctx::new(&self.0);
        let mail: CampaignMail = job.payload_as()?;
        let message = queries::message(ctx.db.read(), mail.message).await?;
        if message.is_none_or(|message| message.state != "queued") {
            return Ok(());
        }
        let Some((words, state)) = campaigns::words(ctx.db.read(), mail.campaign).await? else {
            return Ok(());
        };
        if state == CampaignState::Stopped {
            return Ok(queries::set_aside(&ctx, mail.message, Reason::Stopped).await?);
        }
        let Some((row, session)) = queries::registration(&ctx, mail.registration).await? else {
            return Ok(queries::set_aside(&ctx, mail.message, Reason::Erased).await?);
        };
        if let Some(why) = no_longer(&ctx, words.purpose, &row).await? {
            return Ok(queries::set_aside(&ctx, mail.message, why.reason()).await?);
        }
        let language = row.language.parse().unwrap_or_default();
        let brand = brand(&ctx.program.at(ctx.now).program, &ctx.config);
        let to = Recipient::of(&ctx, &brand, &row, &session, language).await?;
        let rendered = render(&ctx, words.mail(&to, language), language, &brand).await?;
        let unsubscribe = Some(to.unsubscribe_link.clone());
        let envelope = Envelope {
            to_name: to.name(),
            to_email: row.email,
            message_id: format!("{}@{}", mail.message, brand.calendar_host),
            list_unsubscribe: unsubscribe.filter(|_| words.purpose == CampaignPurpose::Marketing),
            date: ctx.now,
        };
        deliver(&ctx, envelope, (rendered, &brand)).await
    }
}

/// What has happened since the mail was queued that keeps it from going out.
async fn no_longer(
    ctx: &Ctx,
    purpose: CampaignPurpose,
    row: &registrations::Model,
) -> Result<Option<LeftOut>, Error> {
    let (conn, key) = (ctx.db.read(), &row.email_key);
    let now = Addressee {
        is_erased: row.erased_at.is_some(),
        is_verified: row.verified_at.is_some(),
        is_suppressed: suppressions::is_suppressed(conn, key).await?,
        has_unsubscribed: !unsubscribed(conn, [key.clone()]).await?.is_empty(),
        has_consented: row.marketing_consent,
        is_repeated: false,
    };
    Ok(left_out(purpose, now))
}

/// Whoever staff are shown a campaign for: the one with this registration, or somebody made up.
async fn shown_for(
    ctx: &Ctx,
    brand: &Brand,
    registration: Option<Uuid>,
    language: Language,
) -> Result<(Recipient, bool), Error> {
    let found = match registration {
        Some(id) => queries::registration(ctx, id).await?,
        None => None,
    };
    Ok(match found {
        Some((row, session)) => {
            let one = Recipient::of(ctx, brand, &row, &session, language).await?;
            (one.for_staff(brand, language), true)
        }
        None => (Recipient::example(brand, language), false),
    })
}

/// The campaign as this person gets it, or somebody made up, and the person's name. Its links open nothing.
///
/// # Errors
/// `internal`.
pub async fn show_campaign(
    ctx: &Ctx,
    words: &CampaignWords,
    registration: Option<Uuid>,
    language: Language,
) -> Result<(Option<String>, Rendered), ApiError> {
    let brand = brand(&ctx.program.at(ctx.now).program, &ctx.config);
    let (to, is_real) = shown_for(ctx, &brand, registration, language).await?;
    let rendered = render(ctx, words.mail(&to, language), language, &brand).await;
    let rendered = rendered.map_err(ApiError::internal)?;
    Ok((is_real.then(|| to.name()), rendered))
}

/// Sends the campaign to a colleague at once, as [`show_campaign`] shows it.
///
/// # Errors
/// `internal`.
pub async fn test_campaign(
    ctx: &Ctx,
    words: &CampaignWords,
    registration: Option<Uuid>,
    language: Language,
    email: String,
) -> Result<TestMailOutcome, ApiError> {
    let brand = brand(&ctx.program.at(ctx.now).program, &ctx.config);
    let (to, _) = shown_for(ctx, &brand, registration, language).await?;
    let mail = words.mail(&to, language);
    let sent = staff::send(ctx, ctx.new_id(), mail, (language, &brand), (email, String::new())).await;
    Ok(TestMailOutcome { sent: sent.is_ok(), error: sent.err().map(|error| error.to_string()) })
}

/// Writes down what became of the mails of campaigns among these jobs, and which campaigns are over by that.
pub(super) async fn record(tx: &Tx, ctx: &Ctx, finished: &[Finished]) -> Result<(), Error> {
    let mut touched = Vec::new();
    for done in finished.iter().filter(|done| done.job.kind == CampaignMail::JOB) {
        let Ok(mail) = serde_json::from_value::<CampaignMail>(done.job.payload.clone()) else { continue };
        queries::settle(tx, ctx, mail.message, Fate::of(done)).await?;
        touched.push(mail.campaign);
    }
    touched.sort_unstable();
    touched.dedup();
    for campaign in touched {
        campaigns::settle(tx, ctx, campaign).await?;
    }
    Ok(())
}
