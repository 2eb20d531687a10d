//! Mails to people of the house: invitations, links to a new password, notices about the security of their account.

use actix_web::web;
use magnetiq_jobs::{Claimed, Handler, JobError};
use magnetiq_mail::messages::{Invitation, PasswordChanged, ResetPassword, SecurityChange, TestMail};
use magnetiq_mail::{Brand, Envelope, Mail, Rendered};
use magnetiq_shared::Language;
use magnetiq_shared::accounts::TestMailOutcome;
use uuid::Uuid;

use super::deliver::{deliver, render};
use crate::accounts::{self, Recipient, StaffMail, StaffMailKind};
use crate::app::App;
use crate::ctx::Ctx;
use crate::http::ApiError;
use crate::sessions::brand;

/// Sends them.
pub struct SendStaffMail(pub web::Data<App>);

impl Handler for SendStaffMail {
    fn kind(&self) -> &'static str {
        StaffMail::JOB
    }

    async fn run(&self, job: &Claimed) -> Result<(), JobError> {
        let ctx = Ctx::new(&self.0);
        let mail: StaffMail = job.payload_as()?;
        // Whoever was locked out meanwhile gets no link, and nobody where the account was never there.
        let Some(to) = accounts::recipient(ctx.db.read(), mail.user).await? else { return Ok(()) };
        let brand = brand(&ctx.program.at(ctx.now).program, &ctx.config);
        let composed = compose(&ctx, &mail, &to);
        send(&ctx, mail.id, composed, (to.language, &brand), (to.email, to.name)).await
    }
}

fn compose(ctx: &Ctx, mail: &StaffMail, to: &Recipient) -> Mail {
    let (name, timezone) = (to.name.clone(), to.timezone.parse().unwrap_or(chrono_tz::Tz::UTC));
    let changed = |change| {
        let link = format!("{}/admin/account", ctx.config.base_url);
        Mail::PasswordChanged(PasswordChanged { name: name.clone(), timezone, change, at: ctx.now, link })
    };
    match mail.kind {
        StaffMailKind::Invitation => {
            let (link, until) = accounts::link_for(ctx, mail.kind, to);
            let settings = &ctx.program.at(ctx.now).program.settings;
            Mail::Invitation(Invitation {
                name,
                timezone,
                inviter: mail.by.clone().unwrap_or_default(),
                organisation: settings.brand.organisation.clone(),
                role: to.role,
                link,
                until,
            })
        }
        StaffMailKind::Reset => {
            let (link, until) = accounts::link_for(ctx, mail.kind, to);
            Mail::ResetPassword(ResetPassword { name, timezone, link, until })
        }
        StaffMailKind::PasswordChanged => changed(SecurityChange::Password),
        StaffMailKind::SecondFactorOn => changed(SecurityChange::SecondFactorOn),
        StaffMailKind::SecondFactorOff => changed(SecurityChange::SecondFactorOff),
        StaffMailKind::RecoveryCodes => changed(SecurityChange::RecoveryCodes),
    }
}

/// Sends a mail at once that shows whether mails go out, and gives what the mail server says.
///
/// # Errors
/// `internal` where it can't be written.
pub(super) async fn test(ctx: &Ctx, email: String, language: Language) -> Result<TestMailOutcome, ApiError> {
    let brand = brand(&ctx.program.at(ctx.now).program, &ctx.config);
    let mail = Mail::TestMail(TestMail { name: String::new(), timezone: chrono_tz::Tz::UTC, at: ctx.now });
    match send(ctx, ctx.new_id(), mail, (language, &brand), (email, String::new())).await {
        Ok(()) => Ok(TestMailOutcome { sent: true, error: None }),
        Err(error) => Ok(TestMailOutcome { sent: false, error: Some(error.to_string()) }),
    }
}

/// Sends a rendered mail at once to whoever tries it, and gives what the mail server says.
pub async fn try_out(ctx: &Ctx, rendered: Rendered, to: (String, String)) -> TestMailOutcome {
    let brand = brand(&ctx.program.at(ctx.now).program, &ctx.config);
    match hand_over(ctx, ctx.new_id(), rendered, &brand, to).await {
        Ok(()) => TestMailOutcome { sent: true, error: None },
        Err(error) => TestMailOutcome { sent: false, error: Some(error.to_string()) },
    }
}

/// Renders a mail and hands it to the mail server.
///
/// # Errors
/// Whether it is worth another try.
pub async fn send(
    ctx: &Ctx,
    id: Uuid,
    mail: Mail,
    (language, brand): (Language, &Brand),
    (to_email, to_name): (String, String),
) -> Result<(), JobError> {
    let rendered = render(ctx, mail, language, brand).await?;
    hand_over(ctx, id, rendered, brand, (to_email, to_name)).await
}

/// Hands a mail that is rendered already to the mail server.
async fn hand_over(
    ctx: &Ctx,
    id: Uuid,
    rendered: Rendered,
    brand: &Brand,
    (to_email, to_name): (String, String),
) -> Result<(), JobError> {
    let envelope = Envelope {
        to_email,
        to_name,
        message_id: format!("{id}@{}", brand.calendar_host),
        list_unsubscribe: None,
        date: ctx.now,
    };
    deliver(ctx, envelope, (rendered, brand)).await
}
