//! Mails to speakers: what staff write to them, and links to the own profile.

use actix_web::web;
use magnetiq_jobs::{Claimed, Finished, Handler, JobError};
use magnetiq_mail::Mail;
use magnetiq_mail::messages::{SpeakerInvitation, SpeakerMessage};
use magnetiq_shared::messages::Reason;
use magnetiq_shared::speakers::staff::DeliveryState;

use super::deliver::takes_no_mail;
use super::fate::Fate;
use super::staff::send;
use crate::app::App;
use crate::ctx::Ctx;
use crate::db::{self, Tx};
use crate::sessions::brand;
use crate::speakers::{self, Content, Due, Letter, SpeakerMail};

/// Sends them.
pub struct SendSpeakerMail(pub web::Data<App>);

impl Handler for SendSpeakerMail {
    fn kind(&self) -> &'static str {
        SpeakerMail::JOB
    }

    async fn run(&self, job: &Claimed) -> Result<(), JobError> {
        let ctx = Ctx::new(&self.0);
        let mail: SpeakerMail = job.payload_as()?;
        let letter = match speakers::letter(&ctx, &mail).await? {
            Due::Letter(letter) => *letter,
            Due::Withdrawn => return set_aside(&ctx, &mail, "it was withdrawn before it went out").await,
            Due::Nothing => return Ok(()),
        };
        if takes_no_mail(&ctx, &letter.email).await? {
            return set_aside(&ctx, &mail, Reason::Suppressed.text()).await;
        }
        let brand = brand(&ctx.program.at(ctx.now).program, &ctx.config);
        let to = (letter.email.clone(), letter.name.clone());
        let language = letter.language;
        send(&ctx, mail.message, compose(&ctx, letter), (language, &brand), to).await
    }
}

/// The job is done, but the message did not go out.
async fn set_aside(ctx: &Ctx, mail: &SpeakerMail, why: &str) -> Result<(), JobError> {
    let tx = ctx.db.begin().await?;
    speakers::settle(&tx, ctx, mail, DeliveryState::Failed, Some(why.to_owned())).await?;
    Ok(tx.commit().await?)
}

fn compose(ctx: &Ctx, letter: Letter) -> Mail {
    let organisation = ctx.program.at(ctx.now).program.settings.brand.organisation.clone();
    match letter.content {
        Content::Message { subject, body } => Mail::SpeakerMessage(SpeakerMessage {
            name: letter.name,
            sender: letter.sender,
            contact_email: letter.contact,
            organisation,
            subject,
            body,
        }),
        Content::Invitation { link, until } => Mail::SpeakerInvitation(SpeakerInvitation {
            name: letter.name,
            inviter: letter.sender,
            contact_email: letter.contact,
            organisation,
            link,
            until,
            timezone: letter.timezone.parse().unwrap_or(chrono_tz::Tz::UTC),
        }),
    }
}

/// Writes down what became of the mails to speakers among these jobs.
pub(super) async fn record(tx: &Tx, ctx: &Ctx, finished: &[Finished]) -> Result<(), db::Error> {
    for done in finished.iter().filter(|done| done.job.kind == SpeakerMail::JOB) {
        let Ok(mail) = serde_json::from_value(done.job.payload.clone()) else { continue };
        let fate = Fate::of(done);
        let state = match fate.state {
            "sent" => DeliveryState::Sent,
            "queued" => DeliveryState::Queued,
            _ => DeliveryState::Failed,
        };
        speakers::settle(tx, ctx, &mail, state, fate.reason).await?;
    }
    Ok(())
}
